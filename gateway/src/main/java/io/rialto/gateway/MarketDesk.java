package io.rialto.gateway;

import io.rialto.history.CandleQueries;
import io.rialto.history.HistoryBehindException;
import io.rialto.history.HistoryException;
import io.rialto.history.ReadableHistory;
import io.rialto.marketdata.MarketData;
import io.rialto.view.MarketInfo;
import io.rialto.view.ViewClosedException;
import io.rialto.view.ViewHost;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Candles and tickers of this gateway's view. What was before the view began is read from the
 * history by a thread of its own, which waits for it as long as it takes; until then, and where
 * there is no history, questions are refused, because answers would not be whole.
 */
final class MarketDesk implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(MarketDesk.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final ViewHost view;
    private final Optional<ReadableHistory> history;
    private final MarketData data = new MarketData();
    private final CompletableFuture<Boolean> begun = new CompletableFuture<>();
    private volatile boolean closing;
    private Thread reader;

    private MarketDesk(ViewHost view, Optional<ReadableHistory> history) {
        this.view = view;
        this.history = history;
    }

    /** Begins to listen to a view, and to read what was before. */
    static MarketDesk start(ViewHost view, Optional<ReadableHistory> history) {
        MarketDesk desk = new MarketDesk(view, history);
        long wanted = view.query(0, Duration.ZERO, desk.data::listen).join();
        history.ifPresent(stored -> desk.reader = Thread.ofVirtual()
                .name("marketdata")
                .start(() -> desk.readWhatWasBefore(stored, wanted)));
        return desk;
    }

    /**
     * What is known, once all of it is. On the view's thread.
     *
     * @throws ProblemException until then
     */
    MarketData data() {
        if (!data.hasBegun()) {
            throw notYet();
        }
        return data;
    }

    private ProblemException notYet() {
        return new ProblemException(
                history.isEmpty()
                        ? Problem.of(Refusal.HISTORY_UNAVAILABLE, "No process keeps a history here")
                        : Problem.of(
                                        Refusal.HISTORY_UNAVAILABLE,
                                        "What was before is still being read: try again")
                                .retryAfter(500));
    }

    /** Completes when {@link #data} can be asked; fails when that takes too long. */
    CompletableFuture<Boolean> begun(Duration wait) {
        if (history.isEmpty()) {
            return CompletableFuture.failedFuture(notYet());
        }
        return begun.copy()
                .completeOnTimeout(false, wait.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(known -> {
                    if (!known) {
                        throw notYet();
                    }
                    return true;
                });
    }

    private void readWhatWasBefore(ReadableHistory stored, long first) {
        long wanted = first;
        try {
            while (!closing) {
                OptionalLong next = read(stored, wanted);
                if (next.isEmpty()) {
                    begun.complete(true);
                    keepUpToDate(stored);
                    return;
                }
                wanted = next.getAsLong();
                LockSupport.parkNanos(RETRY_NANOS);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (CompletionException failure) {
            if (!(failure.getCause() instanceof ViewClosedException)) {
                LOG.log(Level.SEVERE, "The candles of before cannot be read", failure);
            }
        } catch (RuntimeException failure) {
            LOG.log(Level.SEVERE, "The candles of before cannot be read", failure);
        }
    }

    /** Reads anew the markets of which trades were undone, whenever that happens. */
    private void keepUpToDate(ReadableHistory stored) throws InterruptedException {
        Thread reading = Thread.currentThread();
        view.query(0, Duration.ZERO, shown -> {
                    data.listenForOutdated(() -> LockSupport.unpark(reading));
                    return true;
                })
                .join();
        while (!closing) {
            Map<Long, Long> outdated =
                    view.query(0, Duration.ZERO, shown -> data.outdated()).join();
            if (outdated.isEmpty()) {
                LockSupport.park();
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            } else if (!refresh(stored, outdated)) {
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    private boolean refresh(ReadableHistory stored, Map<Long, Long> outdated)
            throws InterruptedException {
        try {
            stored.awaitSequence(Collections.max(outdated.values()), PATIENCE);
            CandleQueries.Seeds seeds =
                    stored.queries().candles().seeds(List.copyOf(outdated.keySet()));
            view.query(0, Duration.ZERO, shown -> {
                        data.refresh(seeds.markets(), seeds.sequence());
                        return true;
                    })
                    .join();
            return true;
        } catch (HistoryBehindException | HistoryException notYet) {
            return false;
        }
    }

    /** Tries once; returns the event that the history must reach, nothing when it is done. */
    private OptionalLong read(ReadableHistory stored, long wanted) throws InterruptedException {
        if (!stored.isAvailable()) {
            return OptionalLong.of(wanted);
        }
        try {
            stored.awaitSequence(wanted, PATIENCE);
            List<Long> markets =
                    view.directory().markets().stream().map(MarketInfo::market).toList();
            CandleQueries.Seeds seeds = stored.queries().candles().seeds(markets);
            return view.query(
                            0,
                            Duration.ZERO,
                            shown -> data.begin(seeds.markets(), seeds.sequence()))
                    .join();
        } catch (HistoryBehindException | HistoryException notYet) {
            return OptionalLong.of(wanted);
        }
    }

    @Override
    public void close() {
        closing = true;
        if (reader != null) {
            reader.interrupt();
        }
    }
}
