package io.rialto.history;

import com.zaxxer.hikari.HikariDataSource;

import io.rialto.view.FrameSource;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What has happened in a venue, in SQL: orders with every change, trades, postings, deposits and
 * withdrawals, denials. It is a projection of the event stream, never a truth: it can be dropped
 * and made anew ({@link #drop}), and no order waits for it. One thread writes, in transactions of up
 * to {@value #EVENTS_PER_COMMIT} events or a fifth of a second, whichever is sooner; a reader who
 * waits for an event makes it commit at once.
 *
 * <p>When the source or the database fails, the thread ends and the error handler hears of it; a
 * history opened again continues where the last transaction left it.
 */
public final class History implements ReadableHistory, AutoCloseable {
    /** After how many events a transaction is committed at the latest. */
    public static final int EVENTS_PER_COMMIT = 5_000;

    private static final long COMMIT_NANOS = 200_000_000;
    private static final int FRAMES_PER_TURN = 256;
    private static final long PRUNE_NANOS = 100_000_000;
    private static final long PRUNE_IDLE_NANOS = 30_000_000_000L;
    private static final long PARK_NANOS_MIN = 50_000;
    private static final long PARK_NANOS_MAX = 20_000_000;

    private final HistoryLock lockedByUs;
    private final HistoryWriter writer;
    private final HikariDataSource readers;
    private final HistoryQueries queries;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private volatile long committedSequence;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closing;
    private volatile boolean ended;
    private Thread thread;
    private long pruneAt = System.nanoTime();

    private History(HistoryStore store, Retention retention, HistoryLock lockedByUs) {
        this.lockedByUs = lockedByUs;
        writer = new HistoryWriter(store, retention);
        committedSequence = writer.committedSequence();
        readers = store.openReaders();
        queries = new HistoryQueries(readers);
    }

    /**
     * Opens a history, making what is missing.
     *
     * @throws HistoryException when another process keeps it already, or the database cannot be used
     */
    public static History open(HistoryStore store) {
        return open(store, Retention.NONE);
    }

    /** The same, which deletes what it is not to keep, a part at a time between other work. */
    public static History open(HistoryStore store, Retention retention) {
        HistoryLock lock = store.take();
        try {
            store.migrate();
            return new History(store, retention, lock);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** Deletes a history that is not open, to be made anew from the events. */
    public static void drop(HistoryStore store) {
        store.drop();
    }

    @Override
    public boolean isAvailable() {
        return true;
    }

    /** The last event stored: the source begins after it. */
    @Override
    public long sequence() {
        return committedSequence;
    }

    /** The chain of the stream at that event, while the history is not started. */
    public long chain() {
        return writer.chain();
    }

    /**
     * Begins an empty history with a state snapshot, where the events before it are not kept any
     * more: it then knows the open orders and balances of that moment and everything after it.
     *
     * @param records passes every record of the snapshot, in order, to the handler that it is given
     */
    public void begin(Consumer<FrameSource.FrameHandler> records) {
        if (thread != null) {
            throw new IllegalStateException("the history has been started");
        }
        writer.begin(records);
        committedSequence = writer.committedSequence();
    }

    @Override
    public HistoryQueries queries() {
        return queries;
    }

    /**
     * Starts the thread that writes.
     *
     * @param source begins after {@link #sequence()}; polled by the thread alone
     * @param errorHandler hears, on that thread, why it ended if not by {@link #close}
     */
    public void start(FrameSource source, ErrorHandler errorHandler) {
        if (thread != null) {
            throw new IllegalStateException("the history has been started");
        }
        thread = Thread.ofPlatform()
                .name("history")
                .daemon()
                .unstarted(() -> run(source, errorHandler));
        thread.start();
    }

    private void run(FrameSource source, ErrorHandler errorHandler) {
        IdleStrategy idle = new BackoffIdleStrategy(1, 1, PARK_NANOS_MIN, PARK_NANOS_MAX);
        FrameSource.FrameHandler handler = writer::append;
        try {
            long pendingSince = 0;
            while (!closing) {
                boolean wasPending = writer.pendingEvents() > 0;
                int work = source.poll(handler, FRAMES_PER_TURN);
                long now = System.nanoTime();
                pendingSince = wasPending ? pendingSince : now;
                if (isDue(now - pendingSince)) {
                    commit();
                }
                prune(now);
                if (waiting.get() > 0) {
                    idle.reset();
                }
                idle.idle(work);
            }
            commit();
        } catch (Throwable e) {
            errorHandler.onError(e);
        } finally {
            ended = true;
            tellWaiting();
        }
    }

    private boolean isDue(long pendingNanos) {
        return writer.pendingEvents() >= EVENTS_PER_COMMIT
                || pendingNanos >= COMMIT_NANOS
                || waiting.get() > 0;
    }

    private void commit() {
        if (writer.pendingEvents() > 0) {
            writer.commit();
            committedSequence = writer.committedSequence();
            tellWaiting();
        }
    }

    /** As long as there is something old, now and then; else as seldom as it can matter. */
    private void prune(long now) {
        if (now - pruneAt >= 0 && writer.pendingEvents() == 0) {
            pruneAt = System.nanoTime() + (writer.prune() ? PRUNE_NANOS : PRUNE_IDLE_NANOS);
        }
    }

    private void tellWaiting() {
        lock.lock();
        try {
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long awaitSequence(long sequence, Duration wait) throws InterruptedException {
        if (committedSequence >= sequence) {
            return committedSequence;
        }
        long left = wait.toNanos();
        lock.lock();
        waiting.incrementAndGet();
        try {
            LockSupport.unpark(thread);
            while (committedSequence < sequence && !ended && left > 0) {
                left = advanced.awaitNanos(left);
            }
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
        long reached = committedSequence;
        if (reached < sequence) {
            throw new HistoryBehindException(sequence, reached);
        }
        return reached;
    }

    @Override
    public RebuiltBalances rebuildBalances(long account, long sequence, Duration wait)
            throws InterruptedException {
        awaitSequence(sequence, wait);
        return BalanceRebuild.of(readers, account, sequence);
    }

    /** Stores what was taken, ends the thread, and closes the database; once. */
    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        if (thread != null) {
            LockSupport.unpark(thread);
            join();
        }
        try (lockedByUs;
                writer) {
            readers.close();
        }
    }

    private void join() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
