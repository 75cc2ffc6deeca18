package io.rialto.sequencer;

/** Says when to try again: ever later after failures in a row, at most a second. One thread. */
public final class RetryTimer {
    private static final long NANOS_MIN = 20_000_000;
    private static final long NANOS_MAX = 1_000_000_000;

    private long waitNanos;
    private long failedNanos;

    /** Whether it is time to try. */
    public boolean isDue(long nowNanos) {
        return nowNanos - failedNanos >= waitNanos;
    }

    /** A try failed, or what it had achieved was lost. */
    public void failed(long nowNanos) {
        failedNanos = nowNanos;
        waitNanos = Math.clamp(2 * waitNanos, NANOS_MIN, NANOS_MAX);
    }

    /** The next failure is the first again. */
    public void succeeded() {
        waitNanos = 0;
    }
}
