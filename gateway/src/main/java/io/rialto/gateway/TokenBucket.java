package io.rialto.gateway;

/**
 * A rate limit: a bucket that holds {@code burst} permits and gains {@code permits} of them in so
 * many seconds. Kept as the instant at which the bucket would be full again (the "virtual scheduling"
 * form of the leaky bucket, ITU-T I.371), so it needs no timer. Any thread.
 */
final class TokenBucket {
    private final long nanosPerPermit;
    private final long burstNanos;
    private long fullAt;

    TokenBucket(int seconds, int permits, int burst) {
        nanosPerPermit = seconds * 1_000_000_000L / permits;
        burstNanos = nanosPerPermit * burst;
        fullAt = Long.MIN_VALUE;
    }

    /**
     * Takes a permit.
     *
     * @param nowNanos of a clock that never goes back
     * @return 0 if there was one, else the nanoseconds until there is
     */
    synchronized long take(long nowNanos) {
        long from = fullAt == Long.MIN_VALUE || fullAt - nowNanos < 0 ? nowNanos : fullAt;
        long ahead = from - nowNanos + nanosPerPermit;
        if (ahead > burstNanos) {
            return ahead - burstNanos;
        }
        fullAt = from + nanosPerPermit;
        return 0;
    }

    /** The nanoseconds until there is a permit; takes none. */
    synchronized long untilNext(long nowNanos) {
        return isFull(nowNanos) ? 0 : Math.max(0, fullAt - nowNanos + nanosPerPermit - burstNanos);
    }

    /** Whether it is as if it had never been used. */
    synchronized boolean isFull(long nowNanos) {
        return fullAt == Long.MIN_VALUE || fullAt - nowNanos <= 0;
    }
}
