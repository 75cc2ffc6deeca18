package io.rialto.bench;

import io.rialto.bench.BenchResult.Latency;
import io.rialto.bench.BenchResult.Rate;
import io.rialto.bench.VenueProcess.Hosted;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Measures the committed round trip: the engine behind its log in one process, a client in another,
 * from sending a command to taking its answer.
 *
 * <p>Beside it runs, in turns with it, a {@linkplain BareNode bare node} of Aeron's own parts, by
 * Aeron's own client: what such a log allows. Both take the same commands and give answers of the
 * same size. At the end the venue must have denied what the mix denied, have said as many events,
 * and hold money that sums to zero.
 */
public final class VenueBench {
    private final VenueOptions options;
    private final PrintWriter out;
    private final MixA mix;
    private final CommandTape tape;
    private final List<BenchResult> results = new ArrayList<>();
    private int next;
    private long deniedBefore;

    private VenueBench(VenueOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
        mix = MixA.generate(options.mix());
        tape = mix.commands();
    }

    /** One node with its client. */
    private record Side(String name, VenueProcess process, VenueLoad load)
            implements AutoCloseable {
        static Side start(String name, Hosted hosted, VenueOptions options) {
            VenueProcess process = VenueProcess.start(hosted, options.durability(), options.mix());
            try {
                return new Side(name, process, VenueLoad.connect(process.link()));
            } catch (RuntimeException e) {
                process.close();
                throw e;
            }
        }

        @Override
        public void close() {
            load.close();
            process.close();
        }
    }

    /**
     * Runs the bench and prints a table.
     *
     * @return of the closed loop {@code venue.bare} and {@code venue}, of the open loop
     *     {@code venue.bare.rate} and {@code venue.rate}
     * @throws IllegalStateException if the venue ended otherwise than the mix
     */
    public static List<BenchResult> run(VenueOptions options, PrintWriter out) {
        return new VenueBench(options, out).run();
    }

    /** What the processes run that benches start: a node, until its input ends. */
    public static void node(String[] arguments) throws IOException {
        VenueProcess.main(arguments);
    }

    private List<BenchResult> run() {
        out.printf(
                "%s; durability %s; client and venue are processes of their own%n",
                options.mix().text(), options.durabilityName());
        try (Side bare = Side.start("venue.bare", Hosted.BARE, options);
                Side venue = Side.start("venue", Hosted.ENGINE, options)) {
            warmUp(bare, venue);
            warmUp(venue, bare);
            if (options.window() > 0) {
                closed(bare, venue);
            }
            if (options.rate() > 0) {
                open(bare, venue);
                open(venue, bare);
                next += options.rate() * options.seconds();
            }
            check(venue);
        }
        out.printf(
                "%,d commands, %,d denied, %,d events, as the mix has them; money sums to zero%n",
                tape.count(), mix.denials(), mix.sequence());
        out.flush();
        return List.copyOf(results);
    }

    private void warmUp(Side side, Side other) {
        int window = options.window() > 0 ? options.window() : VenueLoad.WINDOW_MAX / 16;
        CommandTape setup = mix.setup();
        // The first command of the set-up opens the gateway, which the client does itself.
        side.load().closed(setup, 1, setup.count(), window, other.load(), new Histogram(3));
        deniedBefore = side.load().denied();
        next = options.commandsBefore();
        side.load().closed(tape, 0, next, window, other.load(), new Histogram(3));
    }

    private void closed(Side bare, Side venue) {
        Measured bareMeasured = new Measured();
        Measured venueMeasured = new Measured();
        for (int run = 0; run < VenueOptions.RUNS; run++) {
            int end = next + options.commands();
            bareMeasured.run(
                    run,
                    bare,
                    () -> bare.load()
                            .closed(
                                    tape,
                                    next,
                                    end,
                                    options.window(),
                                    venue.load(),
                                    bareMeasured.times));
            venueMeasured.run(
                    run,
                    venue,
                    () -> venue.load()
                            .closed(
                                    tape,
                                    next,
                                    end,
                                    options.window(),
                                    bare.load(),
                                    venueMeasured.times));
            next = end;
        }
        String workload = "%s, %,d in flight".formatted(options.mix().text(), options.window());
        double bareRate = report(bare.name(), workload, bareMeasured);
        double venueRate = report(venue.name(), workload, venueMeasured);
        results.add(results.removeLast().with("bareRatePerSecond", bareRate));
        out.printf("venue / venue.bare = %.2f%n", venueRate / bareRate);
    }

    private double report(String name, String workload, Measured measured) {
        Arrays.sort(measured.rates);
        Rate rate = new Rate(
                measured.rates[VenueOptions.RUNS / 2],
                measured.rates[0],
                measured.rates[VenueOptions.RUNS - 1]);
        double cpuNanos = measured.cpuNanos / ((double) VenueOptions.RUNS * options.commands());
        out.printf(
                "%-15s %,9.0f commands/s (%,.0f to %,.0f in %d runs), %,.0f ns of CPU in the node"
                        + " each%n",
                name, rate.median(), rate.min(), rate.max(), VenueOptions.RUNS, cpuNanos);
        result(name, workload, rate, measured.times, cpuNanos);
        return rate.median();
    }

    private void open(Side side, Side other) {
        int end = next + options.rate() * options.seconds();
        Histogram times = new Histogram(3);
        long cpuBefore = side.process().cpu().toNanos();
        side.load().open(tape, next, end, options.rate(), other.load(), times);
        double cpuNanos = (side.process().cpu().toNanos() - cpuBefore) / (double) (end - next);
        out.printf(
                "%-15s at %,d a second for %d s, %,.0f ns of CPU in the node each%n",
                side.name(), options.rate(), options.seconds(), cpuNanos);
        String workload = "%s, %,d a second".formatted(options.mix().text(), options.rate());
        result(side.name() + ".rate", workload, Rate.NONE, times, cpuNanos);
    }

    private void result(String name, String workload, Rate rate, Histogram times, double cpuNanos) {
        Latency latency = Latency.of(times);
        out.printf(
                "%-15s round trip p50 %,.0f, p99 %,.0f, p99.9 %,.0f, max %,.0f µs%n",
                "",
                latency.p50() / 1e3,
                latency.p99() / 1e3,
                latency.p999() / 1e3,
                latency.max() / 1e3);
        out.flush();
        results.add(new BenchResult(
                name,
                workload,
                options.durabilityName(),
                rate,
                latency,
                BenchResult.NOT_MEASURED,
                cpuNanos));
    }

    private void check(Side venue) {
        long denied = venue.load().denied() - deniedBefore;
        if (next != tape.count() || denied != mix.denials()) {
            throw new IllegalStateException(
                    "the venue denied " + denied + " commands, the mix " + mix.denials());
        }
        long sequence = venue.process().end();
        if (sequence != mix.sequence()) {
            throw new IllegalStateException(
                    "the venue's last event was " + sequence + ", the mix's " + mix.sequence());
        }
    }

    /** The runs of one side. */
    private final class Measured {
        private final double[] rates = new double[VenueOptions.RUNS];
        private final Histogram times = new Histogram(3);
        private long cpuNanos;

        private void run(int run, Side side, LongSupplier load) {
            long before = side.process().cpu().toNanos();
            rates[run] = options.commands() * 1e9 / load.getAsLong();
            cpuNanos += side.process().cpu().toNanos() - before;
        }
    }
}
