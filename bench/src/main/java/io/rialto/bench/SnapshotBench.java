package io.rialto.bench;

import io.rialto.bench.BenchResult.Latency;
import io.rialto.bench.BenchResult.Rate;

import org.HdrHistogram.Histogram;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures how long orders are held up while a venue with many open orders takes a snapshot: the
 * longest round trip of commands that are sent at a steady rate, from when each was due to its
 * answer; beside the same without a snapshot.
 */
public final class SnapshotBench {
    private static final int WINDOW = 1_024;
    /** Made at a time: while commands are made nobody keeps the connection alive. */
    private static final int CHUNK = 10_000;

    private static final int SLICES_A_SECOND = 4;

    private final SnapshotOptions options;
    private final PrintWriter out;
    private final MixA mix;
    private final List<BenchResult> results = new ArrayList<>();

    private SnapshotBench(SnapshotOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
        mix = MixA.begin(options.mix());
    }

    /**
     * Runs the bench and prints a table.
     *
     * @return {@code snapshot.none} and {@code snapshot}; {@code heldUpMillis} is the median of the
     *     longest round trips of the snapshots, {@code secondsToStored} until one is on disk
     * @throws IllegalStateException if the venue ended otherwise than the mix
     */
    public static List<BenchResult> run(SnapshotOptions options, PrintWriter out) {
        return new SnapshotBench(options, out).run();
    }

    private List<BenchResult> run() {
        out.printf(
                "%s; durability %s; %,d commands a second%n",
                options.mix().text(),
                options.durability().name().toLowerCase(Locale.ROOT),
                options.rate());
        try (VenueProcess venue = VenueProcess.start(
                VenueProcess.Hosted.ENGINE, options.durability(), options.mix())) {
            try (VenueLoad load = VenueLoad.connect(venue.link())) {
                fill(load);
                measure(venue, load);
            }
            check(venue);
        }
        out.flush();
        return List.copyOf(results);
    }

    private void fill(VenueLoad load) {
        // The first command of the set-up opens the gateway, which the client does itself.
        load.closed(mix.setup(), 1, mix.setup().count(), WINDOW, load, new Histogram(3));
        mix.setup().clear();
        for (int sent = 0; sent < options.mix().commands(); sent += CHUNK) {
            mix.more(CHUNK);
            load.closed(mix.commands(), 0, CHUNK, WINDOW, load, new Histogram(3));
        }
    }

    private void measure(VenueProcess venue, VenueLoad load) {
        Histogram none = new Histogram(3);
        for (int i = 0; i < options.seconds() * SLICES_A_SECOND; i++) {
            trickle(load, none);
        }
        report("snapshot.none", none, Map.of());
        Histogram times = new Histogram(3);
        List<Double> heldUp = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        for (int run = 0; run <= options.runs(); run++) {
            Histogram one = new Histogram(3);
            long start = System.nanoTime();
            venue.requestSnapshot();
            while (!venue.hasAnswered()) {
                trickle(load, one);
            }
            if (run > 0) {
                var _ = venue.awaitSnapshot();
                seconds.add((System.nanoTime() - start) / 1e9);
                heldUp.add(one.getMaxValue() / 1e6);
                times.add(one);
            } else {
                var _ = venue.awaitSnapshot();
            }
        }
        Spread longest = Spread.of(heldUp);
        Spread stored = Spread.of(seconds);
        out.printf(
                "held up for %.1f ms at most (%.1f to %.1f in %d snapshots), stored after %.1f s%n",
                longest.median(), longest.min(), longest.max(), options.runs(), stored.median());
        var figures = longest.figures("heldUpMillis");
        figures.putAll(stored.figures("secondsToStored"));
        report("snapshot", times, figures);
    }

    private void trickle(VenueLoad load, Histogram times) {
        mix.more(Math.max(1, options.rate() / SLICES_A_SECOND));
        CommandTape tape = mix.commands();
        load.open(tape, 0, tape.count(), options.rate(), load, times);
    }

    private void report(String name, Histogram times, Map<String, Double> figures) {
        Latency latency = Latency.of(times);
        out.printf(
                "%-13s round trip p50 %,.0f, p99 %,.0f, p99.9 %,.0f, max %,.0f µs%n",
                name,
                latency.p50() / 1e3,
                latency.p99() / 1e3,
                latency.p999() / 1e3,
                latency.max() / 1e3);
        out.flush();
        results.add(new BenchResult(
                name,
                options.mix().text() + ", %,d a second".formatted(options.rate()),
                options.durability().name().toLowerCase(Locale.ROOT),
                Rate.NONE,
                latency,
                BenchResult.NOT_MEASURED,
                BenchResult.NOT_MEASURED,
                figures));
    }

    private void check(VenueProcess venue) {
        long sequence = venue.end();
        if (sequence != mix.sequence()) {
            throw new IllegalStateException(
                    "the venue's last event was " + sequence + ", the mix's " + mix.sequence());
        }
        out.printf("%,d open orders at the end; money sums to zero%n", mix.resting());
    }
}
