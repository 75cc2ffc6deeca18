package io.rialto.sequencer;

import java.util.List;

/**
 * What an engine's process keeps for its next start and for those who read its events, as it tells
 * its gateways.
 *
 * @param sequence number of the venue's last event
 * @param snapshot the newest on disk
 * @param logBytesSince by which the log has grown since: what the next start replays
 * @param isStoring whether one is asked for or being made
 * @param consumers of the event stream, by name
 */
public record VenueUpkeep(
        long sequence,
        Snapshot snapshot,
        long logBytesSince,
        boolean isStoring,
        List<Consumer> consumers) {
    /** Of an engine that is not reached. */
    public static final VenueUpkeep UNKNOWN =
            new VenueUpkeep(0, Snapshot.NONE, 0, false, List.of());

    public VenueUpkeep {
        consumers = List.copyOf(consumers);
    }

    /**
     * A state on disk.
     *
     * @param sequence number of the last event in it; 0 where there is none
     * @param timeNanos log time then
     * @param logPosition up to where it holds the log; each is further than the one before
     * @param bytes its size
     */
    public record Snapshot(long sequence, long timeNanos, long logPosition, long bytes) {
        /** Before the first. */
        public static final Snapshot NONE = new Snapshot(0, 0, 0, 0);
    }

    /**
     * Who applies events.
     *
     * @param sequence number of the last one applied; up to a second old of one that does not read
     * @param isReading whether it is there: one that is not still has its events kept for it
     */
    public record Consumer(String name, long sequence, boolean isReading) {}

    /** Events that a consumer has not applied. */
    public long lag(Consumer consumer) {
        return Math.max(0, sequence - consumer.sequence);
    }
}
