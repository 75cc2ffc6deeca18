package io.rialto.bench;

import java.util.concurrent.ConcurrentSkipListMap;

/**
 * When the sender of commands was told of the events that they made: what a listener hears later is
 * late by that. One thread writes, others read.
 */
final class SequenceTimes {
    private static final int KEPT = 200_000;

    private final ConcurrentSkipListMap<Long, Long> nanosBySequence = new ConcurrentSkipListMap<>();
    private int count;

    /** An answer that is true of the event has come. */
    void answered(long sequence, long nowNanos) {
        if (nanosBySequence.putIfAbsent(sequence, nowNanos) == null && ++count > KEPT) {
            nanosBySequence.pollFirstEntry();
        }
    }

    /**
     * How long after the sender a listener hears of the event: 0 where it hears earlier; negative
     * where that is not known.
     */
    long lag(long sequence, long nowNanos) {
        var told = nanosBySequence.floorEntry(sequence);
        return told == null ? -1 : Math.max(0, nowNanos - told.getValue());
    }
}
