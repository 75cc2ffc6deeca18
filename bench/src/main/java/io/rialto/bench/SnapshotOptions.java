package io.rialto.bench;

import io.rialto.sequencer.Durability;

/**
 * What a venue is asked while it takes snapshots.
 *
 * @param rate commands a second
 * @param seconds without a snapshot, to compare with
 * @param runs snapshots measured; one more comes first and is not counted
 * @param durability what an answer promises
 * @param mix whose depth are the open orders
 */
public record SnapshotOptions(
        int rate, int seconds, int runs, Durability durability, MixOptions mix) {
    public SnapshotOptions {
        if (rate < 1 || rate > 100_000 || seconds < 1 || seconds > 60 || runs < 1 || runs > 100) {
            throw new IllegalArgumentException(
                    "from 1 to 100,000 commands a second, to 60 seconds, to 100 snapshots");
        }
    }

    /** A thousand commands a second, five snapshots. */
    public static SnapshotOptions of(Durability durability, MixOptions mix) {
        return new SnapshotOptions(1_000, 5, 5, durability, mix);
    }
}
