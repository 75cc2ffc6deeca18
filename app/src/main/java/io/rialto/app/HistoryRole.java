package io.rialto.app;

import io.rialto.history.History;
import io.rialto.history.HistoryQueries;
import io.rialto.history.ReadableHistory;
import io.rialto.history.RebuiltBalances;
import io.rialto.sequencer.EventReader;
import io.rialto.sequencer.EventReader.SequencePurgedException;
import io.rialto.sequencer.EventReader.StreamRewrittenException;
import io.rialto.sequencer.EventStream;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The history's part of a process: keeps it from the event stream, from where it stands. An empty
 * one begins with the newest state snapshot where the first events are no longer kept. One that
 * lacks events which are gone ends with the reason: what it holds may be held nowhere else, so an
 * operator decides.
 */
final class HistoryRole implements ReadableHistory, AutoCloseable {
    private static final String CONSUMER = "history";

    private final Path data;
    private final EventStream events;
    private final Consumer<String> failed;
    private volatile History store;
    private Optional<EventReader> reader = Optional.empty();
    private boolean isClosed;

    private HistoryRole(Path data, EventStream events, Consumer<String> failed) {
        this.data = data;
        this.events = events;
        this.failed = failed;
        this.store = History.open(data);
    }

    /**
     * Opens the history, which need not exist; nothing is read yet.
     *
     * @param failed hears why it ended by itself
     * @throws io.rialto.history.HistoryException when another process keeps it
     */
    static HistoryRole open(Path data, EventStream events, Consumer<String> failed) {
        return new HistoryRole(data, events, failed);
    }

    /** Begins to read, whether or not there is an engine yet. */
    synchronized HistoryRole start() {
        History current = store;
        EventReader opened = events.open(CONSUMER, current.sequence(), current.chain());
        reader = Optional.of(opened);
        current.start(new StreamSource(opened, current::sequence), this::ended);
        return this;
    }

    private void ended(Throwable error) {
        if (error instanceof SequencePurgedException && store.sequence() == 0) {
            Thread.ofPlatform().name("history-begin").daemon().start(this::begin);
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
            History empty = History.open(data);
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

    private void closeParts() {
        store.close();
        reader.ifPresent(EventReader::close);
        reader = Optional.empty();
    }

    @Override
    public boolean isAvailable() {
        return store.isAvailable();
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
