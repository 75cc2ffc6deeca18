package io.rialto.history;

import com.zaxxer.hikari.HikariDataSource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A history that another process keeps on this machine, to be read. It need not be there yet, may
 * stop and start again, and may be made anew. A thread looks how far it is: once a second, and all
 * the time while somebody waits for it.
 */
public final class HistoryReader implements ReadableHistory, AutoCloseable {
    private static final long LOOK_IDLE_NANOS = 1_000_000_000;
    private static final long LOOK_AWAITED_NANOS = 5_000_000;

    private final HistoryStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition looked = lock.newCondition();
    private final Condition wanted = lock.newCondition();
    private final Thread thread;

    // Guarded by the lock.
    private int waiting;
    private boolean closing;

    private volatile Optional<Opened> opened = Optional.empty();
    private volatile long sequence;

    private HistoryReader(HistoryStore store) {
        this.store = store;
        thread = Thread.ofPlatform().name("history-reader").daemon().unstarted(this::run);
    }

    /** Begins to look for a history. */
    public static HistoryReader open(HistoryStore store) {
        HistoryReader reader = new HistoryReader(store);
        reader.look();
        reader.thread.start();
        return reader;
    }

    /** The database while it is the same. */
    private record Opened(HikariDataSource source, HistoryQueries queries, Object key) {}

    @Override
    public boolean isAvailable() {
        return opened.isPresent();
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public HistoryQueries queries() {
        return current().queries();
    }

    private Opened current() {
        return opened.orElseThrow(() -> new HistoryException("there is no history in " + store));
    }

    @Override
    public long awaitSequence(long neededSequence, Duration wait) throws InterruptedException {
        long left = wait.toNanos();
        lock.lock();
        waiting++;
        try {
            wanted.signal();
            while (sequence < neededSequence && !closing && left > 0) {
                left = looked.awaitNanos(left);
            }
        } finally {
            waiting--;
            lock.unlock();
        }
        long reached = sequence;
        if (reached < neededSequence) {
            throw new HistoryBehindException(neededSequence, reached);
        }
        return reached;
    }

    @Override
    public RebuiltBalances rebuildBalances(long account, long neededSequence, Duration wait)
            throws InterruptedException {
        awaitSequence(neededSequence, wait);
        return BalanceRebuild.of(current().source(), account, neededSequence);
    }

    private void run() {
        lock.lock();
        try {
            while (!closing) {
                lock.unlock();
                try {
                    look();
                } finally {
                    lock.lock();
                }
                looked.signalAll();
                // Whoever begins to wait ends a long rest.
                if (waiting == 0) {
                    var _ = wanted.awaitNanos(LOOK_IDLE_NANOS);
                } else {
                    var _ = wanted.awaitNanos(LOOK_AWAITED_NANOS);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        Optional<Object> key = store.key();
        opened.filter(old -> !key.equals(Optional.of(old.key()))).ifPresent(this::forget);
        if (key.isEmpty()) {
            return;
        }
        if (opened.isEmpty()) {
            open(key.get());
        } else {
            Opened read = opened.get();
            position(read.source()).ifPresentOrElse(stored -> sequence = stored, () -> shut(read));
        }
    }

    private void open(Object key) {
        HikariDataSource source;
        try {
            source = store.openReaders();
        } catch (HistoryException e) {
            // It is being made, or does not answer; another look finds it whole.
            return;
        }
        OptionalLong stored = position(source);
        if (stored.isEmpty()) {
            source.close();
            return;
        }
        sequence = stored.getAsLong();
        opened = Optional.of(new Opened(source, new HistoryQueries(source), key));
    }

    private void forget(Opened old) {
        sequence = 0;
        shut(old);
    }

    /** What does not answer may answer later, from where it is. */
    private void shut(Opened old) {
        opened = Optional.empty();
        old.source().close();
    }

    /** Nothing while the file is being made. */
    private static OptionalLong position(HikariDataSource source) {
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT sequence FROM projection WHERE name = ?")) {
            select.setString(1, HistoryWriter.PROJECTION);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        } catch (SQLException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            wanted.signal();
            looked.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        opened.ifPresent(this::forget);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
