package io.rialto.bench;

import org.agrona.concurrent.IdleStrategy;

import java.util.concurrent.locks.LockSupport;

/**
 * Idles as another does, until there has been no work for so long that the load is elsewhere: then it
 * sleeps as long as an idle venue's threads do, so that a node that waits for its turn in a bench does
 * not take the processor from the one that has it.
 */
final class RestingIdle implements IdleStrategy {
    private static final int IDLES_BEFORE_REST = 2_000;
    private static final long REST_NANOS = 4_000_000;

    private final IdleStrategy busy;
    private int idles;

    RestingIdle(IdleStrategy busy) {
        this.busy = busy;
    }

    @Override
    public void idle(int workCount) {
        if (workCount > 0) {
            reset();
        } else {
            idle();
        }
    }

    @Override
    public void idle() {
        if (idles < IDLES_BEFORE_REST) {
            idles++;
            busy.idle();
        } else {
            LockSupport.parkNanos(REST_NANOS);
        }
    }

    @Override
    public void reset() {
        idles = 0;
        busy.reset();
    }
}
