package io.rialto.gateway;

import java.util.concurrent.TimeUnit;

/**
 * How long a client that reads a file may keep it waiting: {@value #GRACE_SECONDS} s, and a second
 * for each {@value #BYTES_PER_SECOND} bytes that it has taken. Only waiting for the client counts,
 * so a file may be as long as it is. Not thread-safe.
 */
final class ReadingPace {
    static final long GRACE_SECONDS = 30;
    static final long BYTES_PER_SECOND = 65_536;

    private long leftNanos = TimeUnit.SECONDS.toNanos(GRACE_SECONDS);

    /** How long it may be waited for now; not positive when it has read too slowly. */
    long leftNanos() {
        return leftNanos;
    }

    /** It took so many bytes, in such a time. */
    void took(long bytes, long nanos) {
        leftNanos += TimeUnit.SECONDS.toNanos(bytes) / BYTES_PER_SECOND - nanos;
    }
}
