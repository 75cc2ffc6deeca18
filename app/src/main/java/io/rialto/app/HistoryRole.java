package io.rialto.app;

import io.rialto.history.History;
import io.rialto.history.HistoryException;
import io.rialto.history.HistoryQueries;
import io.rialto.history.HistoryStore;
import io.rialto.history.ReadableHistory;
import io.rialto.history.RebuiltBalances;
import io.rialto.sequencer.EventReader;
import io.rialto.sequencer.EventReader.SequencePurgedException;
import io.rialto.sequencer.EventReader.StreamRewrittenException;
import io.rialto.sequencer.EventStream;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The history's part of a process: keeps it from the event stream, from where it stands. An empty
 * one begins with the newest state snapshot where the first events are no longer kept. One that
 * lacks events which are gone ends with the reason: what it holds may be held nowhere else, so an
 * operator decides. One that cannot grow waits for room, and goes on where its last transaction ended.
 */
final class HistoryRole implements ReadableHistory, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HistoryRole.class.getName());
    private static final String CONSUMER = "history";
    private static final Duration ROOM_WAIT = Duration.ofSeconds(1);

    private final Path data;
    private final EventStream events;
    private final Optional<Traces> traces;
    private final Consumer<String> failed;
    private volatile History store;
    private Optional<EventReader> reader = Optional.empty();
    private volatile boolean isWaiting;
    private volatile boolean isClosed;

    private HistoryRole(
            Path data, EventStream events, Optional<Traces> traces, Consumer<String> failed) {
        this.data = data;
        this.events = events;
        this.traces = traces;
        this.failed = failed;
        this.store = History.open(HistoryStore.in(data));
    }

    /**
     * Opens the history, which need not exist; nothing is read yet.
     *
     * @param traces that hear of what was stored
     * @param failed hears why it ended by itself
     * @throws io.rialto.history.HistoryException when another process keeps it
     */
    static HistoryRole open(
            Path data, EventStream events, Optional<Traces> traces, Consumer<String> failed) {
        return new HistoryRole(data, events, traces, failed);
    }

    /** Begins to read, whether or not there is an engine yet. */
    synchronized HistoryRole start() {
        History current = store;
        EventReader opened = events.open(CONSUMER, current.sequence(), current.chain());
        reader = Optional.of(opened);
        current.start(
                TracedFrames.of(
                        new StreamSource(opened, current::sequence),
                        "history",
                        traces,
                        current::sequence),
                this::ended);
        return this;
    }

    private void ended(Throwable error) {
        if (error instanceof SequencePurgedException && store.sequence() == 0) {
            Thread.ofPlatform().name("history-begin").daemon().start(this::begin);
        } else if (HistoryException.isForWantOfRoom(error)) {
            LOG.log(
                    Level.WARNING,
                    "the history waits for room on the disk: {0}",
                    error.getMessage());
            Thread.ofPlatform().name("history-room").daemon().start(this::awaitRoom);
        } else if (error instanceof SequencePurgedException
                || error instanceof StreamRewrittenException) {
            failed.accept("the history does not fit the event stream: " + error.getMessage()
                    + ". Move history.db* in " + data + " away to begin a new one");
        } else {
            failed.accept("the history has ended: " + error);
        }
    }

    /** Begins anew with the newest snapshot. */
    private synchronized void begin() {
        if (isClosed) {
            return;
        }
        try {
            closeParts();
            History empty = History.open(HistoryStore.in(data));
            store = empty;
            events.newestSnapshot()
                    .ifPresentOrElse(
                            snapshot -> empty.begin(records -> snapshot.read(records::onFrame)),
                            () -> {
                                throw new Main.StartException(
                                        "events are purged and there is no whole snapshot");
                            });
            start();
        } catch (RuntimeException failure) {
            failed.accept("the history cannot begin with a snapshot: " + failure.getMessage());
        }
    }

    /** Goes on where the last transaction ended, as soon as the database can grow. */
    private void awaitRoom() {
        isWaiting = true;
        try {
            closeForRoom();
            while (!isClosed && !isOpenedAgain()) {
                Thread.sleep(ROOM_WAIT);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            failed.accept("the history has ended: " + failure);
        } finally {
            isWaiting = false;
        }
    }

    private synchronized void closeForRoom() {
        if (!isClosed) {
            closeParts();
        }
    }

    private synchronized boolean isOpenedAgain() {
        if (isClosed) {
            return true;
        }
        try {
            store = History.open(HistoryStore.in(data));
            start();
            return true;
        } catch (RuntimeException failure) {
            if (HistoryException.isForWantOfRoom(failure)) {
                return false;
            }
            throw failure;
        }
    }

    private void closeParts() {
        store.close();
        reader.ifPresent(EventReader::close);
        reader = Optional.empty();
    }

    @Override
    public boolean isAvailable() {
        return !isWaiting && store.isAvailable();
    }

    @Override
    public long sequence() {
        return store.sequence();
    }

    @Override
    public HistoryQueries queries() {
        return store.queries();
    }

    @Override
    public long awaitSequence(long sequence, Duration wait) throws InterruptedException {
        return store.awaitSequence(sequence, wait);
    }

    @Override
    public RebuiltBalances rebuildBalances(long account, long sequence, Duration wait)
            throws InterruptedException {
        return store.rebuildBalances(account, sequence, wait);
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        closeParts();
    }
}
