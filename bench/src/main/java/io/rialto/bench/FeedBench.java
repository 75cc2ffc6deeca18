package io.rialto.bench;

import io.rialto.bench.BenchResult.Latency;
import io.rialto.sequencer.Durability;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Measures what many listeners of one book are told while the market is busy: how often each, how
 * late, and what an order takes meanwhile. The venue is a process of its own; sender and listeners
 * share another.
 *
 * <p>Told 20 times a second, or of each change by a message of its own: the first is what a screen
 * asks for, the second is how many small messages leave.
 *
 * <p>Late is what a listener hears after the sender of the newest command in it had its answer: the
 * wait for the next of 20 a second is not counted, the way to the last listener is.
 */
public final class FeedBench {
    private static final int WARM_SECONDS = 3;

    private FeedBench() {}

    /** What was found. Figures of nothing are 0. */
    public record Result(
            int clients,
            int neverReading,
            int updatesPerSecond,
            double deliveriesPerSecond,
            double hertzMin,
            double hertzMedian,
            Latency lagNanos,
            Latency orderNanos) {

        /** As {@code --json} writes it. */
        public String toJson() {
            return String.format(
                    Locale.ROOT,
                    """
                    {"clients": %d, "neverReading": %d, "updatesPerSecond": %d,
                     "deliveriesPerSecond": %.0f,
                     "hertzPerClient": {"min": %.2f, "median": %.2f},
                     "lagMillis": {"p50": %.3f, "p99": %.3f, "max": %.3f},
                     "orderMicros": {"p50": %.1f, "p99": %.1f}}
                    """,
                    clients,
                    neverReading,
                    updatesPerSecond,
                    deliveriesPerSecond,
                    hertzMin,
                    hertzMedian,
                    lagNanos.p50() / 1e6,
                    lagNanos.p99() / 1e6,
                    lagNanos.max() / 1e6,
                    orderNanos.p50() / 1e3,
                    orderNanos.p99() / 1e3);
        }
    }

    /**
     * Runs the bench and prints what was found.
     *
     * @param up the command that starts a venue
     */
    public static Result run(FeedOptions options, List<String> up, PrintWriter out)
            throws IOException {
        try (EdgeVenue venue = EdgeVenue.start(up, Durability.OS, List.of())) {
            EdgeAccounts accounts = EdgeAccounts.create(venue.url(), venue.administrator(), 2);
            SequenceTimes times = new SequenceTimes();
            try (FeedClients clients = FeedClients.connect(
                            venue.url(),
                            accounts.tokens().get(1),
                            accounts.market(),
                            options,
                            times);
                    StreamLoad load =
                            StreamLoad.connect(venue.url(), accounts.tokens().getFirst())) {
                Result result = measure(options, venue, accounts, clients, load, times, out);
                accounts.checkMoney();
                return result;
            }
        }
    }

    private static Result measure(
            FeedOptions options,
            EdgeVenue venue,
            EdgeAccounts accounts,
            FeedClients clients,
            StreamLoad load,
            SequenceTimes times,
            PrintWriter out)
            throws IOException {
        StreamMessages work =
                new StreamMessages(new EdgeWork(options.seed(), 0), accounts.market(), false);
        int rate = options.updatesPerSecond();
        Thread reader = Thread.ofPlatform().name("feed-clients").daemon().start(clients::run);
        EdgeMessages warm = work.next(rate * WARM_SECONDS);
        EdgeMessages counted = work.next(rate * options.seconds());
        load.open(warm, rate, new EdgeAnswers(warm.count(), new Histogram(3), times));
        Histogram orders = new Histogram(3);
        long cpuNanos = venue.cpuNanos();
        clients.count();
        long nanos = load.open(counted, rate, new EdgeAnswers(counted.count(), orders, times));
        clients.stop();
        join(reader);
        cpuNanos = venue.cpuNanos() - cpuNanos;
        Result result = result(options, clients, orders, nanos);
        print(options, result, cpuNanos / (double) nanos, out);
        return result;
    }

    private static void join(Thread reader) throws IOException {
        try {
            if (!reader.join(java.time.Duration.ofMinutes(1))) {
                throw new IOException("the listeners' thread does not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Result result(
            FeedOptions options, FeedClients clients, Histogram orders, long nanos) {
        double seconds = nanos / (double) TimeUnit.SECONDS.toNanos(1);
        List<Long> told = clients.told();
        long sum = told.stream().mapToLong(Long::longValue).sum();
        return new Result(
                options.clients(),
                options.neverReading(),
                options.updatesPerSecond(),
                sum / seconds,
                told.getFirst() / seconds,
                told.get(told.size() / 2) / seconds,
                Latency.of(clients.lags()),
                Latency.of(orders));
    }

    private static void print(FeedOptions options, Result result, double cores, PrintWriter out) {
        out.printf(
                "%,d clients of one book, told %s, %,d more that never read, %,d commands a second,"
                        + " os: %,.0f deliveries/s, %.1f Hz at least, %.1f Hz median%n",
                result.clients(),
                options.raw() ? "each change" : "at 20 Hz",
                result.neverReading(),
                result.updatesPerSecond(),
                result.deliveriesPerSecond(),
                result.hertzMin(),
                result.hertzMedian());
        out.printf(
                "lag p50 %.1f, p99 %.1f, max %.1f ms; orders p50 %,.0f, p99 %,.0f µs; %.2f cores"
                        + " in the venue%n",
                result.lagNanos().p50() / 1e6,
                result.lagNanos().p99() / 1e6,
                result.lagNanos().max() / 1e6,
                result.orderNanos().p50() / 1e3,
                result.orderNanos().p99() / 1e3,
                cores);
        out.flush();
    }
}
