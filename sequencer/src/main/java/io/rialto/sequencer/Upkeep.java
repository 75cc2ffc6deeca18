package io.rialto.sequencer;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * How much a node keeps, and for whom.
 *
 * @param segmentLength of recordings, bytes, a power of two: what is archived and purged at a time
 * @param consumerBytesMax a consumer further behind than this, in bytes of recorded events, is left
 *     behind: the recording is no longer kept for it, and archived events neither
 * @param eventRetention archived events older than this are deleted; zero keeps them for good
 * @param clock nanoseconds since 1970: the log's time
 * @param sessionTimeout a gateway that is silent for as long is disconnected
 * @param reserveBytes that must stay free on the disk: with less, new commands are refused; zero
 *     for eight segments, 32 MiB at least, and twice the newest snapshot
 */
public record Upkeep(
        int segmentLength,
        long consumerBytesMax,
        Duration eventRetention,
        LongSupplier clock,
        Duration sessionTimeout,
        long reserveBytes) {
    static final int SEGMENT_LENGTH = 16 << 20;
    static final int TERM_LENGTH_MAX = 4 << 20;
    private static final int SEGMENT_LENGTH_MIN = 1 << 16;
    private static final int RESERVE_SEGMENTS = 8;
    private static final long RESERVE_MIN = 32 << 20;
    private static final int RESERVE_SNAPSHOTS = 2;

    /** What a start makes besides recordings: marks, catalogue, lists. */
    private static final long START_BYTES = 8 << 20;

    private static final int START_SEGMENTS = 2;

    public Upkeep {
        Objects.requireNonNull(eventRetention);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(sessionTimeout);
        if (segmentLength < SEGMENT_LENGTH_MIN || Integer.bitCount(segmentLength) != 1) {
            throw new IllegalArgumentException("Out of range: segment length " + segmentLength);
        }
        if (consumerBytesMax < segmentLength || eventRetention.isNegative() || reserveBytes < 0) {
            throw new IllegalArgumentException(
                    "Out of range: consumers' limit, retention or reserve");
        }
    }

    /** Segments of 16 MiB, consumers up to 4 GiB behind, events kept for good. */
    public static Upkeep standard() {
        return new Upkeep(
                SEGMENT_LENGTH,
                4L << 30,
                Duration.ZERO,
                SystemEpochNanos::now,
                Duration.ofSeconds(10),
                0);
    }

    /** The same with another policy. */
    public Upkeep keeping(long newConsumerBytesMax, Duration newEventRetention) {
        return new Upkeep(
                segmentLength,
                newConsumerBytesMax,
                newEventRetention,
                clock,
                sessionTimeout,
                reserveBytes);
    }

    /** The same with another reserve. */
    public Upkeep reserving(long newReserveBytes) {
        return new Upkeep(
                segmentLength,
                consumerBytesMax,
                eventRetention,
                clock,
                sessionTimeout,
                newReserveBytes);
    }

    /** What must stay free on the disk when a snapshot takes as much. */
    long reserveBytes(long snapshotBytes) {
        return reserveBytes > 0
                ? reserveBytes
                : Math.max(RESERVE_MIN, (long) RESERVE_SEGMENTS * segmentLength)
                        + RESERVE_SNAPSHOTS * snapshotBytes;
    }

    /** With less a node does not start: its recordings could not be continued. */
    long startBytes() {
        return START_BYTES + (long) START_SEGMENTS * segmentLength;
    }

    int termLength() {
        return Math.min(TERM_LENGTH_MAX, segmentLength);
    }
}
