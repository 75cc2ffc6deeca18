package io.rialto.sequencer;

/** Says when to try again: ever later after failures in a row, at most a second. One thread. */
final class RetryTimer {
    private static final long NANOS_MIN = 20_000_000;
    private static final long NANOS_MAX = 1_000_000_000;

    private long waitNanos;
    private long failedNanos;

    boolean isDue(long nowNanos) {
        return nowNanos - failedNanos >= waitNanos;
    }

    void failed(long nowNanos) {
        failedNanos = nowNanos;
        waitNanos = Math.clamp(2 * waitNanos, NANOS_MIN, NANOS_MAX);
    }

    void succeeded() {
        waitNanos = 0;
    }
}
