package io.rialto.identity;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Notes on their way to the audit log, written in groups by a thread that lives while there are any.
 * The first is written at once; while more come, a group every few milliseconds: each costs a
 * transaction and a sync of the disk. Bounded: whoever finds it full does not do what it would have
 * noted.
 */
final class AuditQueue implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(AuditQueue.class.getName());
    private static final int WAITING_MAX = 16_384;
    private static final int GROUP_MAX = 1_024;
    private static final int BETWEEN_GROUPS_MILLIS = 10;
    private static final int RETRY_MILLIS = 500;
    private static final int RETRIES_WHEN_CLOSING = 4;

    private final AuditLog log;
    private final LinkedBlockingQueue<AuditNote> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
    private Optional<Thread> writer = Optional.empty();
    private long taken;
    private long written;
    private volatile boolean isClosing;
    private final CountDownLatch closing = new CountDownLatch(1);

    AuditQueue(AuditLog log) {
        this.log = log;
    }

    /** Takes a note, unless too many wait. */
    synchronized boolean offer(AuditNote note) {
        if (isClosing || !waiting.offer(note)) {
            return false;
        }
        taken++;
        if (writer.isEmpty()) {
            writer = Optional.of(Thread.ofVirtual().name("audit").start(this::run));
        }
        return true;
    }

    private void run() {
        List<AuditNote> group = new ArrayList<>();
        int failures = 0;
        while (true) {
            if (group.isEmpty()) {
                waiting.drainTo(group, GROUP_MAX);
            }
            if (group.isEmpty() && ends()) {
                return;
            }
            try {
                if (!group.isEmpty()) {
                    log.add(group);
                    tellWritten(group.size());
                    group.clear();
                    pause(BETWEEN_GROUPS_MILLIS);
                }
                failures = 0;
            } catch (IdentityException failure) {
                if (failures++ == 0) {
                    LOG.log(Level.WARNING, "the audit log waits: {0}", failure.getMessage());
                }
                if (isClosing && failures > RETRIES_WHEN_CLOSING) {
                    LOG.log(
                            Level.ERROR,
                            "{0} notes did not come into the audit log",
                            group.size() + waiting.size());
                    return;
                }
                pause(RETRY_MILLIS);
            }
        }
    }

    private synchronized boolean ends() {
        if (!waiting.isEmpty()) {
            return false;
        }
        writer = Optional.empty();
        return true;
    }

    private synchronized void tellWritten(int notes) {
        written += notes;
        notifyAll();
    }

    /** Unless it is closed meanwhile. */
    private void pause(int millis) {
        try {
            var _ = closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until what was taken so far is written. */
    synchronized void flush() {
        long wanted = taken;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        try {
            while (written < wanted && System.nanoTime() < deadline) {
                wait(RETRY_MILLIS);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        isClosing = true;
        closing.countDown();
        flush();
    }
}
