package io.rialto.sequencer;

import java.util.List;

/**
 * How an engine's process fares, as it tells its gateways.
 *
 * @param room whether it can record more
 * @param freeBytes usable on the disk of its data directory
 * @param reserveBytes below which new commands are refused
 * @param bytesPerHour by which the free space has shrunk lately; 0 when it has not
 * @param secondsUntilFull until at that pace the reserve is reached; {@link #NOT_FORESEEN} for never
 * @param snapshotsFailed in a row, up to now, one that has no room among them: the next start will
 *     replay more, and the log is kept
 * @param consumersLeftBehind names of those for which no events are kept any more
 */
public record VenueCondition(
        Room room,
        long freeBytes,
        long reserveBytes,
        long bytesPerHour,
        long secondsUntilFull,
        long snapshotsFailed,
        List<String> consumersLeftBehind) {
    /** As things go the disk does not fill. */
    public static final long NOT_FORESEEN = -1;

    /** Of an engine that is not reached. */
    public static final VenueCondition UNKNOWN =
            new VenueCondition(Room.UNKNOWN, 0, 0, 0, NOT_FORESEEN, 0, List.of());

    public VenueCondition {
        consumersLeftBehind = List.copyOf(consumersLeftBehind);
    }
}
