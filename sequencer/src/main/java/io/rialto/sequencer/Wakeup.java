package io.rialto.sequencer;

import org.agrona.concurrent.IdleStrategy;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets the threads of a node sleep long while there is nothing to do, and wakes them when one of
 * them, or a client in the same process, has found work: an idle venue costs little and still
 * answers its first order quickly.
 */
final class Wakeup {
    private static final int SPINS = 10;
    private static final int YIELDS = 10;
    private static final long SLEEP_NANOS_MIN = 1_000;

    /** Shorter sleeps end by themselves sooner than it pays to interrupt them. */
    private static final long LONG_SLEEP_NANOS = 200_000;

    private final CopyOnWriteArrayList<Sleeper> sleepers = new CopyOnWriteArrayList<>();
    private final AtomicLong signals = new AtomicLong();
    private final long sleepNanosMax;

    Wakeup(long sleepNanosMax) {
        this.sleepNanosMax = sleepNanosMax;
    }

    /** For one thread that is woken by the others, and wakes them. */
    IdleStrategy newIdleStrategy() {
        Sleeper sleeper = new Sleeper();
        sleepers.add(sleeper);
        return sleeper;
    }

    /** Says that there may be work. Any thread. Cheap when nobody sleeps long. */
    void signal() {
        signals.incrementAndGet();
        for (Sleeper sleeper : sleepers) {
            sleeper.wake();
        }
    }

    private final class Sleeper implements IdleStrategy {
        private volatile Thread asleep;
        private int turns;
        private long sleepNanos = SLEEP_NANOS_MIN;
        private long signalsSeen;

        @Override
        public void idle(int workCount) {
            if (workCount > 0) {
                reset();
                signal();
            } else {
                idle();
            }
        }

        @Override
        @SuppressWarnings("ThreadPriorityCheck") // With two cores, yielding lets the others work.
        public void idle() {
            if (turns == 0) {
                signalsSeen = signals.get();
            }
            if (turns < SPINS) {
                turns++;
                Thread.onSpinWait();
            } else if (turns < SPINS + YIELDS) {
                turns++;
                Thread.yield();
            } else if (sleepNanos < LONG_SLEEP_NANOS) {
                LockSupport.parkNanos(sleepNanos);
                sleepNanos = Math.min(2 * sleepNanos, sleepNanosMax);
            } else {
                sleepLong();
            }
        }

        private void sleepLong() {
            asleep = Thread.currentThread();
            // A signal from before this point may have found nobody asleep: look once more at what
            // there is to do instead of sleeping over it.
            if (signals.get() == signalsSeen) {
                LockSupport.parkNanos(sleepNanos);
                sleepNanos = Math.min(2 * sleepNanos, sleepNanosMax);
            }
            asleep = null;
            if (signals.get() != signalsSeen) {
                reset();
            }
        }

        private void wake() {
            Thread thread = asleep;
            if (thread != null && thread != Thread.currentThread()) {
                asleep = null;
                LockSupport.unpark(thread);
            }
        }

        @Override
        public void reset() {
            turns = 0;
            sleepNanos = SLEEP_NANOS_MIN;
        }
    }
}
