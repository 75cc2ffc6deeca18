package io.rialto.sequencer;

import java.time.Duration;

/**
 * How fast a disk fills, from samples of its free space over a sliding hour: whatever fills it, and
 * less what was thrown away meanwhile.
 */
final class DiskForecast {
    static final long SAMPLE_NANOS = Duration.ofSeconds(10).toNanos();

    private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();
    /** What a start writes says nothing of what comes. */
    private static final long WARM_UP_NANOS = Duration.ofMinutes(1).toNanos();

    private static final int SAMPLES = (int) (HOUR_NANOS / SAMPLE_NANOS) + 1;

    private final long[] nanos = new long[SAMPLES];
    private final long[] freeBytes = new long[SAMPLES];
    private long count;
    private long bytesPerHour;

    /** Takes a sample; those that come sooner than {@link #SAMPLE_NANOS} after another are ignored. */
    void sample(long nowNanos, long free) {
        if (count > 0 && nowNanos - nanos[index(count - 1)] < SAMPLE_NANOS) {
            return;
        }
        nanos[index(count)] = nowNanos;
        freeBytes[index(count)] = free;
        count++;
        bytesPerHour = pace();
    }

    private long pace() {
        int newest = index(count - 1);
        long oldestSample = Math.max(0, count - SAMPLES);
        while (nanos[newest] - nanos[index(oldestSample)] > HOUR_NANOS) {
            oldestSample++;
        }
        int oldest = index(oldestSample);
        long elapsed = nanos[newest] - nanos[oldest];
        long shrunk = freeBytes[oldest] - freeBytes[newest];
        return shrunk <= 0 || elapsed < WARM_UP_NANOS
                ? 0
                : Math.round(shrunk * (double) HOUR_NANOS / elapsed);
    }

    /** By how much the free space shrinks in an hour; 0 when it grows or too little is known. */
    long bytesPerHour() {
        return bytesPerHour;
    }

    /** Seconds until so many bytes are used up at that pace. */
    long secondsUntilUsed(long bytes) {
        if (bytes <= 0) {
            return 0;
        }
        return bytesPerHour == 0
                ? VenueCondition.NOT_FORESEEN
                : Math.round(bytes / (double) bytesPerHour * Duration.ofHours(1).toSeconds());
    }

    private static int index(long sample) {
        return (int) (sample % SAMPLES);
    }
}
