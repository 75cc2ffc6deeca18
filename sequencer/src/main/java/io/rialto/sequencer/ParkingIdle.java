package io.rialto.sequencer;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets a thread without work rest: it spins briefly, yields briefly, then parks for ever longer
 * until {@link #wake} is called. Owned by one thread; any thread may wake it.
 */
final class ParkingIdle {
    private static final int SPINS = 20;
    private static final int YIELDS = 10;
    private static final long PARK_NANOS_MIN = 20_000;

    private final BooleanSupplier hasWork;
    private int idles;
    private long parkNanos = PARK_NANOS_MIN;
    private volatile Thread parked;

    /** @param hasWork asked once more before parking, so that no wake-up is missed */
    ParkingIdle(BooleanSupplier hasWork) {
        this.hasWork = hasWork;
    }

    @SuppressWarnings("ThreadPriorityCheck") // With two cores, yielding lets the others work.
    void idle(int workCount, long parkNanosMax) {
        if (workCount > 0) {
            idles = 0;
            parkNanos = PARK_NANOS_MIN;
            return;
        }
        if (idles < SPINS) {
            idles++;
            Thread.onSpinWait();
        } else if (idles < SPINS + YIELDS) {
            idles++;
            Thread.yield();
        } else {
            parkNanos = Math.min(parkNanos * 2, parkNanosMax);
            park();
        }
    }

    private void park() {
        parked = Thread.currentThread();
        if (!hasWork.getAsBoolean()) {
            LockSupport.parkNanos(this, parkNanos);
        }
        parked = null;
    }

    void wake() {
        Thread thread = parked;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }
}
