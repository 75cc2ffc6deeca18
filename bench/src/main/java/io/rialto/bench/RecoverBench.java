package io.rialto.bench;

import io.rialto.bench.BenchResult.Latency;
import io.rialto.bench.BenchResult.Rate;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures how long a killed venue takes from the start of its process to its first answer: once
 * with all commands to be applied again, once with a snapshot and few commands after it. Every start
 * is that of a new process on what the one before left when it was killed.
 *
 * <p>At the end the venue must have said as many events as the mix, and one for each client that
 * opened its gateway, and hold money that sums to zero.
 */
public final class RecoverBench {
    /** Made at a time: while commands are made nobody keeps the connection alive. */
    private static final int CHUNK = 20_000;

    private static final int WINDOW = 1_024;

    private final RecoverOptions options;
    private final PrintWriter out;
    private final MixA mix;
    private final Path directory = VenueProcess.temporary();
    private final List<BenchResult> results = new ArrayList<>();
    private int connections;

    private RecoverBench(RecoverOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
        mix = MixA.begin(options.mix());
    }

    /**
     * Runs the bench and prints a table.
     *
     * @return {@code recover} and {@code recover.snapshot}, each with {@code secondsToFirstAnswer}
     * @throws IllegalStateException if the venue ended otherwise than the mix
     */
    public static List<BenchResult> run(RecoverOptions options, PrintWriter out) {
        RecoverBench bench = new RecoverBench(options, out);
        try {
            return bench.run();
        } finally {
            bench.delete();
        }
    }

    private List<BenchResult> run() {
        out.printf(
                "%s; durability %s%n",
                options.mix().text(), options.durability().name().toLowerCase(Locale.ROOT));
        try (Running venue = new Running()) {
            venue.send(mix.setup(), 1);
            venue.send(options.commands());
            venue.process.kill();
        }
        measure("recover", "%,d commands in the log".formatted(options.commands()));
        try (Running venue = new Running()) {
            venue.process.requestSnapshot();
            while (!venue.process.hasAnswered()) {
                venue.load.tend();
                Thread.onSpinWait();
            }
            var _ = venue.process.awaitSnapshot();
            venue.send(options.newer());
            venue.process.kill();
        }
        measure(
                "recover.snapshot",
                "a snapshot and %,d commands after it".formatted(options.newer()));
        check();
        out.flush();
        return List.copyOf(results);
    }

    private void measure(String name, String workload) {
        List<Double> seconds = new ArrayList<>();
        List<Double> cpuSeconds = new ArrayList<>();
        for (int run = 0; run < options.runs(); run++) {
            try (Running venue = new Running()) {
                seconds.add(venue.toFirstAnswer.toNanos() / 1e9);
                cpuSeconds.add(venue.process.cpu().toNanos() / 1e9);
                venue.process.kill();
            }
        }
        Spread spread = Spread.of(seconds);
        Spread cpu = Spread.of(cpuSeconds);
        out.printf(
                "%-17s %s: first answer after %.2f s (%.2f to %.2f in %d runs), %.2f s of CPU%n",
                name,
                workload,
                spread.median(),
                spread.min(),
                spread.max(),
                options.runs(),
                cpu.median());
        out.flush();
        var figures = spread.figures("secondsToFirstAnswer");
        figures.put("cpuSeconds", cpu.median());
        results.add(new BenchResult(
                name,
                options.mix().text() + ", " + workload,
                options.durability().name().toLowerCase(Locale.ROOT),
                Rate.NONE,
                Latency.NONE,
                BenchResult.NOT_MEASURED,
                BenchResult.NOT_MEASURED,
                figures));
    }

    private void check() {
        try (Running venue = new Running()) {
            // The set-up counts the first client's opening of the gateway.
            long expected = mix.sequence() + connections - 1;
            long sequence = venue.process.end();
            if (sequence != expected) {
                throw new IllegalStateException(
                        "the venue's last event was " + sequence + " instead of " + expected);
            }
            out.printf("%,d events, as the mix has them; money sums to zero%n", sequence);
        }
    }

    private void delete() {
        try {
            VenueProcess.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A venue's process that has given its first answer. */
    private final class Running implements AutoCloseable {
        private final VenueProcess process;
        private final VenueLoad load;
        private final Duration toFirstAnswer;

        Running() {
            long start = System.nanoTime();
            process = VenueProcess.startIn(directory, options.durability(), options.mix());
            try {
                load = VenueLoad.connect(process.link());
            } catch (RuntimeException e) {
                process.close();
                throw e;
            }
            toFirstAnswer = Duration.ofNanos(System.nanoTime() - start);
            connections++;
        }

        /** Sends so many commands of the mix that were not sent before. */
        void send(int count) {
            for (int sent = 0; sent < count; sent += CHUNK) {
                mix.more(Math.min(CHUNK, count - sent));
                send(mix.commands(), 0);
            }
        }

        void send(CommandTape tape, int from) {
            load.closed(tape, from, tape.count(), WINDOW, load, new Histogram(3));
        }

        @Override
        public void close() {
            load.close();
            process.close();
        }
    }
}
