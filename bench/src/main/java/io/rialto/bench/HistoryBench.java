package io.rialto.bench;

import io.rialto.history.CandleQueries;
import io.rialto.history.History;
import io.rialto.marketdata.Candle;
import io.rialto.marketdata.Interval;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.Machine;
import io.rialto.sequencer.MachineOutput;

import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the history: how many events a second it stores, into an empty database and, as a
 * rebuild, once more from the first event; how long a page of 1,000 candles takes in a market that
 * traded in every minute of a year; and how long a book of the past takes. The events are those of mix A, made before the clock starts.
 */
public final class HistoryBench {
    private static final int WARM_PAGES = 200;
    private static final int PAGES = 500;
    private static final int PAGE = 1_000;
    private static final long YEAR_MINUTES = 365L * 1_440;
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final long FIRST_NANOS = 1_700_000_040_000_000_000L;
    private static final long MARKET = 4_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final CommandTape frames = new CommandTape();
    private final PrintWriter out;
    private long sequence;

    private HistoryBench(PrintWriter out) {
        this.out = out;
    }

    /** What was found. */
    public record Result(
            String store,
            double eventsPerSecond,
            double rebuildEventsPerSecond,
            double pageP50,
            double pageP99,
            long pastOrderEvents,
            double pastBookP50,
            double pastBookP99) {
        /** As {@code --json} writes it; what is not measured is null. */
        public String toJson() {
            return String.format(
                    Locale.ROOT,
                    """
                    {"store": "%s", "eventsPerSecond": %.0f, "rebuildEventsPerSecond": %.0f,
                     "candlePageMillis": {"p50": %.3f, "p99": %.3f},
                     "pastBookMillis": {"p50": %.3f, "p99": %.3f}, "pastOrderEvents": %d}
                    """,
                    store,
                    eventsPerSecond,
                    rebuildEventsPerSecond,
                    pageP50,
                    pageP99,
                    pastBookP50,
                    pastBookP99,
                    pastOrderEvents);
        }
    }

    /**
     * Runs the bench and prints what was found.
     *
     * @param commands whose events are stored, and stored again
     * @param pastCommands whose order events make the market of which past books are asked for
     * @param database a URL of PostgreSQL to measure in; empty for SQLite
     */
    public static Result run(
            int commands, int pastCommands, Optional<String> database, PrintWriter out)
            throws IOException {
        HistoryBench bench = new HistoryBench(out);
        bench.record(MixA.generate(mix(commands)));
        Path directory = VenueProcess.temporary();
        try {
            HistoryPlace place = HistoryPlace.of(directory, database);
            History.drop(place.store());
            try {
                return bench.measure(place, mix(pastCommands));
            } finally {
                History.drop(place.store());
            }
        } finally {
            VenueProcess.delete(directory);
        }
    }

    private static MixOptions mix(int commands) {
        return new MixOptions(MixOptions.SEED, commands, 1, 2_000, 1_000, false, false);
    }

    private void record(MixA mix) {
        Machine machine = EngineMachine.factory(mix.limits()).create(new MachineOutput() {
            @Override
            public void onEvents(DirectBuffer frame, int offset, int length) {
                frames.add(frame, offset, length, 0);
            }

            @Override
            public void onAnswer(DirectBuffer answer, int offset, int length) {
                // Nobody waits for it.
            }
        });
        long index = 0;
        for (CommandTape tape : List.of(mix.setup(), mix.commands())) {
            for (int i = 0; i < tape.count(); i++) {
                machine.onCommand(
                        MixA.timeNanos(index),
                        MixA.logPosition(index),
                        tape.buffer(i),
                        tape.offset(i),
                        tape.length(i));
                index++;
            }
        }
        sequence = mix.sequence();
    }

    private Result measure(HistoryPlace place, MixOptions past) {
        double first = project(place);
        History.drop(place.store());
        double again = project(place);
        Histogram pages = pages(place);
        frames.clear();
        History.drop(place.store());
        PastBookBench.Result books = PastBookBench.run(place, past);
        Result result = new Result(
                place.word(),
                first,
                again,
                pages.getValueAtPercentile(50) / 1e6,
                pages.getValueAtPercentile(99) / 1e6,
                books.orderEvents(),
                books.nanos().getValueAtPercentile(50) / 1e6,
                books.nanos().getValueAtPercentile(99) / 1e6);
        out.printf(
                "%s: %,.0f events/s, rebuilt at %,.0f events/s (%,d events of mix A)%n",
                place.word(), first, again, sequence);
        out.printf(
                "a page of %,d one-minute candles of a year: p50 %.2f, p99 %.2f ms%n",
                PAGE, result.pageP50(), result.pageP99());
        out.printf(
                "a past book of a market with %,d order events: p50 %.1f, p99 %.1f ms%n",
                result.pastOrderEvents(), result.pastBookP50(), result.pastBookP99());
        out.flush();
        return result;
    }

    /** Stores all events; returns how many a second. */
    private double project(HistoryPlace place) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        int[] next = {0};
        try (History history = History.open(place.store())) {
            long before = System.nanoTime();
            history.start(
                    (handler, max) -> {
                        int count = Math.min(max, frames.count() - next[0]);
                        for (int i = 0; i < count; i++, next[0]++) {
                            handler.onFrame(
                                    frames.buffer(next[0]),
                                    frames.offset(next[0]),
                                    frames.length(next[0]));
                        }
                        return count;
                    },
                    failure::set);
            awaitAll(history, failure);
            return sequence * 1e9 / (System.nanoTime() - before);
        }
    }

    /** A reader who waits makes it commit at once, so nobody waits before the end. */
    private void awaitAll(History history, AtomicReference<Throwable> failure) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (history.sequence() < sequence
                && failure.get() == null
                && System.nanoTime() < deadline) {
            LockSupport.parkNanos(10_000_000);
        }
        if (history.sequence() < sequence) {
            throw new IllegalStateException(
                    "the history stored " + history.sequence() + " events", failure.get());
        }
    }

    private static Histogram pages(HistoryPlace place) {
        writeYear(place);
        Histogram times = new Histogram(3);
        SplitMix64 random = new SplitMix64(MixOptions.SEED, 0);
        try (History history = History.open(place.store())) {
            CandleQueries candles = history.queries().candles();
            for (int i = 0; i < WARM_PAGES + PAGES; i++) {
                long minute = (long) PAGE + random.below((int) YEAR_MINUTES - PAGE);
                long before = FIRST_NANOS + minute * MINUTE_NANOS;
                long begin = System.nanoTime();
                List<Candle> page = candles.candles(MARKET, Interval.MINUTE, 0, before, PAGE);
                if (i >= WARM_PAGES) {
                    times.recordValue(System.nanoTime() - begin);
                }
                if (page.size() != PAGE) {
                    throw new IllegalStateException("a page has " + page.size() + " candles");
                }
            }
        }
        return times;
    }

    private static void writeYear(HistoryPlace place) {
        try (Connection connection = place.connect()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO candles VALUES
                (?, '1m', ?, 100, 110, 90, 105, '1234567', '7654321', '1', '1', ?, ?, 1, 0)\
                """)) {
                for (long minute = 0; minute < YEAR_MINUTES; minute++) {
                    insert.setLong(1, MARKET);
                    insert.setLong(2, FIRST_NANOS + minute * MINUTE_NANOS);
                    insert.setLong(3, minute + 1);
                    insert.setLong(4, minute + 1);
                    insert.addBatch();
                    if (minute % 10_000 == 0) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            connection.commit();
        } catch (SQLException failed) {
            throw new IllegalStateException("the candles cannot be written", failed);
        }
    }
}
