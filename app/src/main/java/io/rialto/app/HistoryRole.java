package io.rialto.app;

import io.rialto.history.History;
import io.rialto.history.HistoryException;
import io.rialto.history.HistoryQueries;
import io.rialto.history.ReadableHistory;
import io.rialto.history.RebuiltBalances;
import io.rialto.sequencer.EventReader;
import io.rialto.sequencer.EventReader.SequencePurgedException;
import io.rialto.sequencer.EventReader.StreamRewrittenException;
import io.rialto.sequencer.EventStream;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The history's part of a process: keeps it from the event stream, from where it stands. An empty
 * one begins with the newest state snapshot where the first events are no longer kept. One that
 * lacks events which are gone ends with the reason: what it holds may be held nowhere else, so an
 * operator decides. One whose database cannot grow, or does not answer, waits for it, and goes on
 * where its last transaction ended; the venue need not wait with it.
 */
final class HistoryRole implements ReadableHistory, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HistoryRole.class.getName());
    private static final String CONSUMER = "history";
    private static final Duration REST_MIN = Duration.ofSeconds(1);
    private static final Duration REST_MAX = Duration.ofSeconds(16);

    private final HistoryPart place;
    private final EventStream events;
    private final Optional<Traces> traces;
    private final Consumer<String> failed;
    private volatile Optional<History> store = Optional.empty();
    private Optional<EventReader> reader = Optional.empty();
    private Throwable away = new IllegalStateException("not opened");
    private volatile long reached;
    private volatile boolean isClosed;

    private HistoryRole(
            HistoryPart place,
            EventStream events,
            Optional<Traces> traces,
            Consumer<String> failed) {
        this.place = place;
        this.events = events;
        this.traces = traces;
        this.failed = failed;
    }

    /**
     * Opens the history, which need not exist; nothing is read yet.
     *
     * @param traces that hear of what was stored
     * @param failed hears why it ended by itself
     * @throws HistoryException when another process keeps it, or when it cannot be opened for a
     *     reason that does not pass by itself
     */
    static HistoryRole open(
            HistoryPart place,
            EventStream events,
            Optional<Traces> traces,
            Consumer<String> failed) {
        HistoryRole role = new HistoryRole(place, events, traces, failed);
        role.isOpened();
        return role;
    }

    /** Whether it could be: nothing while the database cannot be used for now. */
    private synchronized boolean isOpened() {
        try {
            store = Optional.of(History.open(place.store(), place.retention()));
            return true;
        } catch (HistoryException failure) {
            if (HistoryException.mayPass(failure)) {
                away = failure;
                return false;
            }
            throw failure;
        }
    }

    /** Begins to read, whether or not there is an engine yet. */
    synchronized HistoryRole start() {
        store.ifPresentOrElse(this::follow, () -> await(away));
        return this;
    }

    private void follow(History current) {
        EventReader opened = events.open(CONSUMER, current.sequence(), current.chain());
        reader = Optional.of(opened);
        current.start(
                TracedFrames.of(
                        new StreamSource(opened, current::sequence),
                        "history",
                        traces,
                        current::sequence),
                this::ended);
    }

    private void ended(Throwable error) {
        if (error instanceof SequencePurgedException && sequence() == 0) {
            Thread.ofPlatform().name("history-begin").daemon().start(this::begin);
        } else if (HistoryException.mayPass(error)) {
            await(error);
        } else if (error instanceof SequencePurgedException
                || error instanceof StreamRewrittenException) {
            failed.accept("the history does not fit the event stream: " + error.getMessage()
                    + ". Move " + place.store() + " away to begin a new one");
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
            History empty = History.open(place.store(), place.retention());
            store = Optional.of(empty);
            events.newestSnapshot()
                    .ifPresentOrElse(
                            snapshot -> empty.begin(records -> snapshot.read(records::onFrame)),
                            () -> {
                                throw new Main.StartException(
                                        "events are purged and there is no whole snapshot");
                            });
            follow(empty);
        } catch (RuntimeException failure) {
            failed.accept("the history cannot begin with a snapshot: " + failure.getMessage());
        }
    }

    /** Goes on where the last transaction ended, as soon as the database can be used again. */
    private void await(Throwable reason) {
        LOG.log(
                Level.WARNING,
                "the history waits for its database, behind event {0}: {1}",
                Long.toString(sequence()),
                reason.getMessage());
        Thread.ofPlatform().name("history-wait").daemon().start(this::goOn);
    }

    private void goOn() {
        try {
            closeForNow();
            Duration rest = REST_MIN;
            while (!isClosed && !isGoingOn()) {
                Thread.sleep(rest);
                rest = rest.compareTo(REST_MAX) < 0 ? rest.multipliedBy(2) : rest;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            failed.accept("the history has ended: " + failure);
        }
    }

    private synchronized void closeForNow() {
        if (!isClosed) {
            closeParts();
        }
    }

    private synchronized boolean isGoingOn() {
        if (isClosed) {
            return true;
        }
        if (!isOpened()) {
            return false;
        }
        store.ifPresent(this::follow);
        LOG.log(Level.INFO, "the history goes on behind event {0}", Long.toString(sequence()));
        return true;
    }

    private void closeParts() {
        reached = sequence();
        Optional<History> closing = store;
        store = Optional.empty();
        try {
            closing.ifPresent(History::close);
        } catch (HistoryException gone) {
            LOG.log(Level.DEBUG, "the history did not close", gone);
        }
        reader.ifPresent(EventReader::close);
        reader = Optional.empty();
    }

    private History current() {
        return store.orElseThrow(() -> HistoryException.away(place.store()));
    }

    @Override
    public boolean isAvailable() {
        return store.isPresent();
    }

    @Override
    public long sequence() {
        return store.map(History::sequence).orElse(reached);
    }

    @Override
    public HistoryQueries queries() {
        return current().queries();
    }

    @Override
    public long awaitSequence(long sequence, Duration wait) throws InterruptedException {
        return current().awaitSequence(sequence, wait);
    }

    @Override
    public RebuiltBalances rebuildBalances(long account, long sequence, Duration wait)
            throws InterruptedException {
        return current().rebuildBalances(account, sequence, wait);
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        closeParts();
    }
}
