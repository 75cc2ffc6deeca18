package io.rialto.gateway;

import io.vertx.core.Context;

import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What other threads want done on one event loop. However much arrives while the loop is busy, it
 * is woken once and does all of it in one go, so that what was written to a connection meanwhile is
 * flushed once: see {@link #flushLater}.
 */
final class Mailbox {
    private static final Logger LOG = Logger.getLogger(Mailbox.class.getName());

    /** After as many tasks the loop gets to look after its sockets first. */
    private static final int TASKS_MAX = 1_024;

    private final Context context;
    private final ManyToOneConcurrentLinkedQueue<Runnable> tasks =
            new ManyToOneConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();

    /** Event loop only: to be called once at the end of this turn. */
    private final ArrayDeque<Runnable> flushes = new ArrayDeque<>();

    Mailbox(Context context) {
        this.context = context;
    }

    /** Has the event loop run the task soon. Any thread; tasks of one thread keep their order. */
    void post(Runnable task) {
        tasks.offer(task);
        wake();
    }

    /**
     * Has the event loop call back when it has done what is ready. Event loop only; the caller sees
     * to it that it does not ask twice.
     */
    void flushLater(Runnable flush) {
        flushes.add(flush);
        wake();
    }

    Context context() {
        return context;
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) {
            context.runOnContext(nothing -> turn());
        }
    }

    private void turn() {
        int done = 0;
        Runnable task;
        while (done < TASKS_MAX && (task = tasks.poll()) != null) {
            run(task);
            done++;
        }
        Runnable flush;
        while ((flush = flushes.poll()) != null) {
            run(flush);
        }
        awake.set(false);
        if (!tasks.isEmpty() || !flushes.isEmpty()) {
            wake();
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException failure) {
            LOG.log(Level.SEVERE, "A task of the event loop failed", failure);
        }
    }
}
