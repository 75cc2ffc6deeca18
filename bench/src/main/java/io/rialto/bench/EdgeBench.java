package io.rialto.bench;

import io.rialto.bench.BenchResult.Latency;
import io.rialto.bench.BenchResult.Rate;
import io.rialto.bench.EdgeOptions.Part;
import io.rialto.sequencer.Durability;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Measures orders at the front door of a whole venue in a process of its own, from the bytes of the
 * request to those of the answer: through sign-in, limits, idempotency, log, engine and back, with
 * view and history at work beside them.
 *
 * <p>Every request must be answered once, none otherwise than as done or as a cancel that came too
 * late; at the end the accounts must have together what they were given.
 */
public final class EdgeBench {
    private final EdgeOptions options;
    private final List<String> up;
    private final PrintWriter out;
    private final List<BenchResult> results = new ArrayList<>();
    private long orders;
    private long denied;

    private EdgeBench(EdgeOptions options, List<String> up, PrintWriter out) {
        this.options = options;
        this.up = up;
        this.out = out;
    }

    /**
     * Runs the bench and prints a table.
     *
     * @param up the command that starts a venue
     * @return {@code edge.stream}, {@code edge.stream.rate} and {@code edge.rest}, those asked for
     * @throws IllegalStateException if the venue answered otherwise than it must
     */
    public static List<BenchResult> run(EdgeOptions options, List<String> up, PrintWriter out)
            throws IOException {
        EdgeBench bench = new EdgeBench(options, up, out);
        bench.measure(Durability.OS, Set.of(Part.STREAM, Part.REST));
        bench.measure(Durability.DISK, Set.of(Part.STREAM_RATE));
        return List.copyOf(bench.results);
    }

    private void measure(Durability durability, Set<Part> parts) throws IOException {
        List<Part> wanted = Arrays.stream(Part.values())
                .filter(part -> parts.contains(part) && options.parts().contains(part))
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        try (EdgeVenue venue = EdgeVenue.start(up, durability, options.venueFlags())) {
            EdgeAccounts accounts = EdgeAccounts.create(
                    venue.url(), venue.administrator(), 1 + options.connections());
            for (Part part : wanted) {
                switch (part) {
                    case STREAM -> stream(venue, accounts);
                    case STREAM_RATE -> streamAtRate(venue, accounts);
                    case REST -> rest(venue, accounts);
                }
            }
            accounts.checkMoney();
        }
        out.printf(
                "%,d requests answered once each, %,d denied as they came too late; no money made"
                        + " or lost%n",
                orders, denied);
        out.flush();
    }

    private StreamMessages work(EdgeAccounts accounts) {
        return new StreamMessages(
                new EdgeWork(options.seed(), 0), accounts.market(), options.keys());
    }

    private void stream(EdgeVenue venue, EdgeAccounts accounts) throws IOException {
        StreamMessages work = work(accounts);
        Runs runs = new Runs(venue, options.orders());
        try (StreamLoad load = StreamLoad.connect(venue.url(), accounts.tokens().getFirst())) {
            for (int run = -1; run < EdgeOptions.RUNS; run++) {
                EdgeMessages messages = work.next(options.orders());
                runs.begin(run);
                EdgeAnswers answers = new EdgeAnswers(messages.count(), runs.times);
                runs.end(run, load.closed(messages, options.window(), answers));
                count(answers.answered(), answers.denied());
            }
        }
        runs.report(
                Part.STREAM,
                String.format(
                        Locale.ROOT, "one WebSocket connection, %,d in flight", options.window()));
    }

    private void streamAtRate(EdgeVenue venue, EdgeAccounts accounts) throws IOException {
        StreamMessages work = work(accounts);
        int count = options.rate() * options.seconds();
        Histogram times = new Histogram(3);
        long cpuNanos;
        try (StreamLoad load = StreamLoad.connect(venue.url(), accounts.tokens().getFirst())) {
            // As long again, for the compiler, before what counts.
            EdgeAnswers warm = new EdgeAnswers(count, new Histogram(3));
            load.open(work.next(count), options.rate(), warm);
            EdgeMessages messages = work.next(count);
            EdgeAnswers answers = new EdgeAnswers(count, times);
            cpuNanos = venue.cpuNanos();
            load.open(messages, options.rate(), answers);
            cpuNanos = venue.cpuNanos() - cpuNanos;
            count(2 * count, warm.denied() + answers.denied());
        }
        String workload = String.format(
                Locale.ROOT, "one WebSocket connection, %,d a second", options.rate());
        report(Part.STREAM_RATE, workload, Rate.NONE, times, cpuNanos / (double) count);
    }

    private void rest(EdgeVenue venue, EdgeAccounts accounts) throws IOException {
        int each = options.ordersOfConnection();
        int count = each * options.connections();
        Runs runs = new Runs(venue, count);
        try (RestLoad load = new RestLoad(venue.url(), options.keys())) {
            for (int i = 1; i <= options.connections(); i++) {
                load.connect(accounts.tokens().get(i), new EdgeWork(options.seed(), i));
            }
            for (int run = -1; run < EdgeOptions.RUNS; run++) {
                load.prepare(each);
                runs.begin(run);
                runs.end(run, load.run(runs.times));
                count(count, load.denied());
            }
        }
        runs.report(
                Part.REST,
                String.format(Locale.ROOT, "%,d connections of REST", options.connections()));
    }

    private void count(int answeredNow, int deniedNow) {
        orders += answeredNow;
        denied += deniedNow;
    }

    private void report(Part part, String work, Rate rate, Histogram times, double cpuNanos) {
        Latency latency = Latency.of(times);
        String durability = part.durability().name().toLowerCase(Locale.ROOT);
        String workload = work + (options.keys() ? ", keys" : ", no keys");
        String figure = rate.isMeasured()
                ? String.format(
                        Locale.ROOT,
                        "%,9.0f orders/s (%,.0f to %,.0f in %d runs), ",
                        rate.median(),
                        rate.min(),
                        rate.max(),
                        EdgeOptions.RUNS)
                : "";
        out.printf(
                "%-16s %s%,.0f ns of CPU in the venue each; %s, %s%n",
                part.resultName(), figure, cpuNanos, workload, durability);
        out.printf(
                "%-16s round trip p50 %,.0f, p99 %,.0f, p99.9 %,.0f, max %,.0f µs%n",
                "",
                latency.p50() / 1e3,
                latency.p99() / 1e3,
                latency.p999() / 1e3,
                latency.max() / 1e3);
        out.flush();
        results.add(new BenchResult(
                part.resultName(),
                workload,
                durability,
                rate,
                latency,
                BenchResult.NOT_MEASURED,
                cpuNanos));
    }

    /** The runs of a closed loop; number −1 only warms up. */
    private final class Runs {
        private final EdgeVenue venue;
        private final int count;
        private final double[] rates = new double[EdgeOptions.RUNS];
        private final Histogram times = new Histogram(3);
        private long cpuBefore;

        Runs(EdgeVenue venue, int count) {
            this.venue = venue;
            this.count = count;
        }

        void begin(int run) {
            if (run == 0) {
                times.reset();
                cpuBefore = venue.cpuNanos();
            }
        }

        void end(int run, long nanos) {
            if (run >= 0) {
                rates[run] = count * 1e9 / nanos;
            }
        }

        void report(Part part, String workload) {
            double cpuNanos = (venue.cpuNanos() - cpuBefore) / ((double) EdgeOptions.RUNS * count);
            Arrays.sort(rates);
            Rate rate =
                    new Rate(rates[EdgeOptions.RUNS / 2], rates[0], rates[EdgeOptions.RUNS - 1]);
            EdgeBench.this.report(part, workload, rate, times, cpuNanos);
        }
    }
}
