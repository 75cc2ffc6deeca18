package io.rialto.history;

import io.rialto.view.CommandFrames;
import io.rialto.view.EventDispatcher;
import io.rialto.view.FrameInvalidException;
import io.rialto.view.FrameSource;

import org.agrona.DirectBuffer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes events into the database, many commands per transaction and never a part of one. The
 * position is written in the transaction of the effects, so after any crash the history continues
 * where it stands, with neither loss nor repetition. Owned by one thread.
 */
final class HistoryWriter implements AutoCloseable {
    static final String PROJECTION = "history";

    private final HistoryStore store;
    private final Connection connection;
    private final Tables tables;
    private final Pruning pruning;
    private final OrdersBatch orders;
    private final RecordsBatch records;
    private final AdministrationBatch administration;
    private final ContractTerms terms;
    private final ContractRows contracts;
    private final DealingsBatch dealings;
    private final EventDispatcher dispatcher = new EventDispatcher();
    private final FrameSource.FrameHandler toBatch;
    private final CommandFrames frames;
    private final Runnable beforeCommit;
    private final Set<Long> newDays = new LinkedHashSet<>();
    private long lastDay = Long.MIN_VALUE;
    private long committedSequence;
    private long committedNanos;
    private boolean broken;

    HistoryWriter(HistoryStore store) {
        this(store, Retention.NONE);
    }

    HistoryWriter(HistoryStore store, Retention retention) {
        this(store, retention, () -> {});
    }

    /** With something to do between writing a transaction and committing it: tests crash there. */
    HistoryWriter(HistoryStore store, Retention retention, Runnable beforeCommit) {
        this.store = store;
        this.beforeCommit = beforeCommit;
        try {
            connection = store.openWriter();
            frames = readPosition();
        } catch (SQLException e) {
            throw store.unusable(e);
        }
        tables = new Tables(connection);
        pruning = new Pruning(connection, store, retention);
        orders = new OrdersBatch(tables);
        records = new RecordsBatch(tables);
        administration = new AdministrationBatch(tables);
        terms = new ContractTerms(connection, tables.dealings);
        contracts = new ContractRows(connection, tables.dealings);
        dealings = new DealingsBatch(tables.dealings, terms, contracts);
        toBatch = (frame, offset, length) -> {
            dispatcher.dispatch(frame, offset, length, orders);
            dispatcher.dispatch(frame, offset, length, records);
            dispatcher.dispatch(frame, offset, length, administration);
            dispatcher.dispatch(frame, offset, length, dealings);
        };
        committedSequence = frames.sequence();
        try {
            // What was read to begin with: nobody is to wait for it.
            connection.rollback();
        } catch (SQLException e) {
            throw store.unusable(e);
        }
    }

    private CommandFrames readPosition() throws SQLException {
        insertPosition();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT sequence, chain, time_nanos FROM projection WHERE name = ?")) {
            select.setString(1, PROJECTION);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                committedNanos = row.getLong(3);
                return new CommandFrames(row.getLong(1), row.getLong(2));
            }
        }
    }

    private void insertPosition() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO projection VALUES (?, 0, 0, 0, 0, 0, 0) ON CONFLICT DO NOTHING")) {
            insert.setString(1, PROJECTION);
            insert.executeUpdate();
        }
        connection.commit();
    }

    /** The last event stored for good. */
    long committedSequence() {
        return committedSequence;
    }

    /** The chain of the stream at the last event taken. */
    long chain() {
        return frames.chain();
    }

    /** The last event taken, of a whole command; perhaps not stored yet. */
    long sequence() {
        return frames.sequence();
    }

    /** How many events were taken and are not stored yet. */
    long pendingEvents() {
        return frames.sequence() - committedSequence;
    }

    /**
     * Takes the next frame.
     *
     * @throws FrameInvalidException when it does not continue what was taken
     */
    void append(DirectBuffer frame, int offset, int length) {
        if (broken) {
            throw new IllegalStateException("the writer has failed before");
        }
        if (!frames.accept(frame, offset, length)) {
            return;
        }
        broken = true;
        noteDay();
        orders.beginCommand(frames.timeNanos());
        records.beginCommand(frames.timeNanos(), frames.actor());
        administration.beginCommand(frames.timeNanos(), frames.actor());
        dealings.beginCommand(frames.timeNanos(), frames.actor());
        frames.forEach(toBatch);
        broken = false;
    }

    /**
     * Begins an empty history with a state snapshot, in one transaction.
     *
     * @param snapshot passes every record of it to the handler that it is given
     */
    void begin(Consumer<FrameSource.FrameHandler> snapshot) {
        if (broken || frames.sequence() != 0) {
            throw new IllegalStateException("only an empty history begins with a snapshot");
        }
        broken = true;
        HistoryStart start =
                new HistoryStart(tables, new DealingsStart(tables.dealings, terms, contracts));
        snapshot.accept((buffer, offset, length) -> start.load(buffer, offset));
        if (!start.isComplete()) {
            throw new FrameInvalidException("the snapshot ends too soon");
        }
        tables.putBeginning(PROJECTION, start.sequence(), start.timeNanos());
        tables.putPosition(PROJECTION, 0, start.sequence(), start.chain(), start.timeNanos());
        store();
        frames.startAt(start.sequence(), start.chain());
        committedSequence = start.sequence();
        committedNanos = start.timeNanos();
        broken = false;
    }

    /** Stores everything taken so far. */
    void commit() {
        if (broken) {
            throw new IllegalStateException("the writer has failed before");
        }
        if (pendingEvents() == 0) {
            return;
        }
        broken = true;
        orders.end();
        tables.putPosition(
                PROJECTION,
                committedSequence,
                frames.sequence(),
                frames.chain(),
                frames.timeNanos());
        store();
        committedSequence = frames.sequence();
        committedNanos = frames.timeNanos();
        broken = false;
    }

    /** The database may have to make room for rows of another day. */
    private void noteDay() {
        long day = Math.floorDiv(frames.timeNanos(), TimePartitions.DAY_NANOS);
        if (day != lastDay) {
            lastDay = day;
            newDays.add(day);
        }
    }

    /**
     * Deletes a part of what is kept no longer, while nothing that was taken is left to store.
     *
     * @return whether there is more to do now
     */
    boolean prune() {
        if (broken || pendingEvents() > 0) {
            throw new IllegalStateException("the writer has failed before, or has events to store");
        }
        broken = true;
        boolean isMore = pruning.step(committedNanos);
        broken = false;
        return isMore;
    }

    private void store() {
        try {
            store.prepare(connection, List.copyOf(newDays));
            tables.send();
            beforeCommit.run();
            connection.commit();
            newDays.clear();
        } catch (SQLException e) {
            throw new HistoryException("cannot commit", e);
        }
    }

    /** Closes the connection; what was not committed is lost and will be taken again. */
    @Override
    public void close() {
        // Closing rolls back; a full disk may have done so already.
        try (connection) {
            tables.close();
        } catch (SQLException e) {
            throw new HistoryException("cannot close the history", e);
        }
    }
}
