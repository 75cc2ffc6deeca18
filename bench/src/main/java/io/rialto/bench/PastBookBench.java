package io.rialto.bench;

import io.rialto.history.History;
import io.rialto.history.Moment;
import io.rialto.history.PastBook;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.Machine;
import io.rialto.sequencer.MachineOutput;
import io.rialto.view.FrameSource;

import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long a book of the past takes, at random events and instants of one market of mix A.
 * The commands are made and applied while the history takes their events, a few at a time, so that a
 * long history needs little memory.
 */
final class PastBookBench {
    private static final int WARM = 50;
    private static final int BOOKS = 300;
    private static final int COMMANDS_AT_ONCE = 2_000;

    private final long commands;
    private final MixA mix;
    private final Machine machine;
    private final CommandTape frames = new CommandTape();
    private int next;
    private long applied;

    private PastBookBench(MixOptions options) {
        commands = options.commands();
        mix = MixA.begin(options);
        machine = EngineMachine.factory(mix.limits()).create(new MachineOutput() {
            @Override
            public void onEvents(DirectBuffer frame, int offset, int length) {
                frames.add(frame, offset, length, 0);
            }

            @Override
            public void onAnswer(DirectBuffer answer, int offset, int length) {
                // Nobody waits for it.
            }
        });
        apply(mix.setup());
    }

    /**
     * What was found.
     *
     * @param orderEvents in the market whose books were asked for
     * @param nanos how long a book took
     */
    record Result(long orderEvents, Histogram nanos) {}

    /** Fills an empty place with a history of the mix, and asks it for books. */
    static Result run(HistoryPlace place, MixOptions options) {
        return new PastBookBench(options).measure(place);
    }

    private void apply(CommandTape tape) {
        for (int i = 0; i < tape.count(); i++, applied++) {
            machine.onCommand(
                    MixA.timeNanos(applied),
                    MixA.logPosition(applied),
                    tape.buffer(i),
                    tape.offset(i),
                    tape.length(i));
        }
    }

    private int poll(FrameSource.FrameHandler handler, int max) {
        if (next == frames.count()) {
            if (applied >= commands) {
                return 0;
            }
            frames.clear();
            next = 0;
            mix.more(COMMANDS_AT_ONCE);
            apply(mix.commands());
        }
        int count = Math.min(max, frames.count() - next);
        for (int i = 0; i < count; i++, next++) {
            handler.onFrame(frames.buffer(next), frames.offset(next), frames.length(next));
        }
        return count;
    }

    private Result measure(HistoryPlace place) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (History history = History.open(place.store())) {
            history.start(this::poll, failure::set);
            while (failure.get() == null
                    && (applied < commands || history.sequence() < machine.sequence())) {
                LockSupport.parkNanos(10_000_000);
            }
            if (failure.get() != null) {
                throw new IllegalStateException("the history has ended", failure.get());
            }
            return new Result(orderEvents(place), books(history));
        }
    }

    private Histogram books(History history) {
        Histogram times = new Histogram(3);
        SplitMix64 random = new SplitMix64(MixOptions.SEED, 0);
        long market = mix.market();
        for (int i = 0; i < WARM + BOOKS; i++) {
            Moment moment = i % 2 == 0
                    ? new Moment.After(1 + (long) (random.fraction() * history.sequence()))
                    : new Moment.At(MixA.timeNanos((long) (random.fraction() * applied)));
            long begin = System.nanoTime();
            PastBook book = history.queries().book(market, moment).orElseThrow();
            int levels = PastBook.levels(book.bids()).size()
                    + PastBook.levels(book.asks()).size();
            if (i >= WARM) {
                times.recordValue(System.nanoTime() - begin);
            }
            if (levels == 0 && book.update() > mix.setup().count()) {
                throw new IllegalStateException("the book of " + moment + " is empty");
            }
        }
        return times;
    }

    private static long orderEvents(HistoryPlace place) {
        try (Connection connection = place.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM order_events")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException failed) {
            throw new IllegalStateException("the order events cannot be counted", failed);
        }
    }
}
