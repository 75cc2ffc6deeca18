package io.rialto.bench;

import com.sun.management.ThreadMXBean;

import io.rialto.bench.BenchResult.Latency;
import io.rialto.bench.BenchResult.Rate;
import io.rialto.matching.Book;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures one order book on one thread with operations from a file, or from mixes at several
 * depths.
 *
 * <p>The operations are in memory before the clock starts. Every run starts from the same book and
 * must end with the same trades and the same book; the filling of the book and a prefix of what is
 * counted are compared with the naive book. Rates
 * come from runs without any clock in them, latencies from a further run that reads the clock
 * around each operation.
 */
public final class BookBench {

    /** Counted operations that are also applied to the naive book. */
    private static final int CHECKED_PREFIX = 50_000;

    private static final List<Integer> DEPTHS = List.of(1_000, 200_000, 1_000_000);
    private static final int OPERATIONS = 2_000_000;

    private static final int WARM_UP_RUNS = 5;
    private static final int MEASURED_RUNS = 7;
    private static final long LATENCY_MAX_NANOS = 10_000_000_000L;

    private final BookOperations operations;
    private final String workload;
    private final PrintWriter out;
    private final BookDriver driver;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private BookBench(BookOperations operations, String workload, PrintWriter out) {
        this.operations = operations;
        this.workload = workload;
        this.out = out;
        this.driver = new BookDriver(operations, new Book());
    }

    /**
     * Runs the bench and prints a table.
     *
     * @param file operations as {@link BookOperations} reads them
     * @return the book's result, then one with the latency of each kind of operation
     * @throws IOException if the file cannot be read
     * @throws IllegalStateException if the book gave a wrong answer, however fast
     */
    public static List<BenchResult> run(Path file, PrintWriter out) throws IOException {
        BookOperations operations = BookOperations.read(file);
        String workload = String.valueOf(file.getFileName());
        return new BookBench(operations, workload, out).run();
    }

    /**
     * Measures mixes A and B with 1,000, 200,000 and a million resting orders; each result with
     * {@code shareOfFirst}, its rate as a share of that with 1,000.
     *
     * @throws IllegalStateException if the book gave a wrong answer, however fast
     */
    public static List<BenchResult> runMixes(PrintWriter out) {
        return runMixes(DEPTHS, OPERATIONS, out);
    }

    static List<BenchResult> runMixes(List<Integer> depths, int count, PrintWriter out) {
        List<BenchResult> results = new ArrayList<>();
        for (BookMix mix : BookMix.values()) {
            double first = BenchResult.NOT_MEASURED;
            for (int depth : depths) {
                String workload = "mix %s, %,d orders rest".formatted(mix, depth);
                out.println(workload);
                List<BenchResult> of =
                        new BookBench(mix.generate(depth, count), workload, out).run();
                double median = of.getFirst().ratePerSecond().median();
                first = Double.isNaN(first) ? median : first;
                out.printf(
                        "%.0f%% of the rate with %,d%n%n", 100 * median / first, depths.getFirst());
                results.add(of.getFirst().with("shareOfFirst", median / first));
                results.addAll(of.subList(1, of.size()));
            }
        }
        out.flush();
        return List.copyOf(results);
    }

    private List<BenchResult> run() {
        checkPrefix();
        driver.reset();
        driver.applyAll();
        long tradesHash = driver.tradesHash();
        long bookHash = driver.bookHash();
        for (int run = 1; run < WARM_UP_RUNS; run++) {
            driver.reset();
            driver.applyAll();
        }
        List<BenchResult> results = new ArrayList<>();
        results.add(measureRate(tradesHash, bookHash));
        results.addAll(measureLatency());
        out.printf(
                "%,d operations, %,d trades, %,d rejected, %,d rest; trades %016x, book %016x%n",
                counted(),
                driver.trades(),
                driver.rejected(),
                driver.resting(),
                tradesHash,
                bookHash);
        out.flush();
        return List.copyOf(results);
    }

    private int counted() {
        return operations.count - operations.firstCounted();
    }

    private void checkPrefix() {
        NaiveBookDriver naive = new NaiveBookDriver(operations);
        int prefix = Math.min(operations.firstCounted() + CHECKED_PREFIX, operations.count);
        for (int at = 0; at < prefix; at++) {
            driver.apply(at);
            naive.apply(at);
        }
        check(driver.tradesHash() == naive.tradesHash(), "the naive book trades otherwise");
        check(driver.bookHash() == naive.bookHash(), "the naive book ends otherwise");
        out.printf("%,d operations agree with the naive book%n", prefix);
    }

    private BenchResult measureRate(long tradesHash, long bookHash) {
        double[] rates = new double[MEASURED_RUNS];
        long bytes = 0;
        long cpuNanos = 0;
        for (int run = 0; run < MEASURED_RUNS; run++) {
            driver.reset();
            long bytesBefore = threads.getCurrentThreadAllocatedBytes();
            long cpuBefore = threads.getCurrentThreadCpuTime();
            long before = System.nanoTime();
            driver.applyAll();
            long nanos = System.nanoTime() - before;
            cpuNanos += threads.getCurrentThreadCpuTime() - cpuBefore;
            bytes += threads.getCurrentThreadAllocatedBytes() - bytesBefore;
            rates[run] = counted() * 1e9 / nanos;
            check(driver.tradesHash() == tradesHash, "a run traded otherwise");
            check(driver.bookHash() == bookHash, "a run ended otherwise");
        }
        Arrays.sort(rates);
        Rate rate = new Rate(rates[MEASURED_RUNS / 2], rates[0], rates[MEASURED_RUNS - 1]);
        double measured = (double) counted() * MEASURED_RUNS;
        out.printf(
                "%.2f M operations/s (%.2f to %.2f in %d runs), %.3f bytes, %.1f ns of CPU each%n",
                rate.median() / 1e6,
                rate.min() / 1e6,
                rate.max() / 1e6,
                MEASURED_RUNS,
                bytes / measured,
                cpuNanos / measured);
        return new BenchResult(
                "book", workload, "", rate, Latency.NONE, bytes / measured, cpuNanos / measured);
    }

    private List<BenchResult> measureLatency() {
        Histogram[] histograms = new Histogram[BookOperations.KINDS.length];
        Arrays.setAll(histograms, kind -> new Histogram(LATENCY_MAX_NANOS, 2));
        for (int run = 0; run < 2; run++) {
            for (Histogram histogram : histograms) {
                histogram.reset();
            }
            driver.reset();
            timeEach(histograms);
        }
        List<BenchResult> results = new ArrayList<>();
        out.printf("%-8s %10s %8s %8s %8s %10s  ns%n", "", "count", "p50", "p99", "p99.9", "max");
        for (int kind = 0; kind < histograms.length; kind++) {
            if (histograms[kind].getTotalCount() > 0) {
                results.add(latency(BookOperations.KINDS[kind], histograms[kind]));
            }
        }
        return results;
    }

    private void timeEach(Histogram[] histograms) {
        for (int at = operations.firstCounted(); at < operations.count; at++) {
            long before = System.nanoTime();
            driver.apply(at);
            long nanos = System.nanoTime() - before;
            histograms[operations.kinds[at]].recordValue(nanos);
        }
    }

    private BenchResult latency(String kind, Histogram histogram) {
        Latency latency = Latency.of(histogram);
        out.printf(
                "%-8s %,10d %,8d %,8d %,8d %,10d%n",
                kind,
                histogram.getTotalCount(),
                latency.p50(),
                latency.p99(),
                latency.p999(),
                latency.max());
        return new BenchResult(
                "book." + kind,
                workload,
                "",
                Rate.NONE,
                latency,
                BenchResult.NOT_MEASURED,
                BenchResult.NOT_MEASURED);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
