package io.rialto.bench;

import io.rialto.sequencer.Durability;

/**
 * What a venue is to recover from.
 *
 * @param commands in the log, after the set-up of the mix
 * @param newer of those, sent again as many after the snapshot
 * @param runs of either kind
 * @param durability of the venue that starts; the log is filled with {@code os}
 * @param mix of the commands
 */
public record RecoverOptions(
        int commands, int newer, int runs, Durability durability, MixOptions mix) {
    public RecoverOptions {
        if (commands < 1 || commands > 1_000_000_000 || newer < 1 || newer > commands) {
            throw new IllegalArgumentException("from 1 to 1,000,000,000 commands");
        }
        if (runs < 1 || runs > 100) {
            throw new IllegalArgumentException("from 1 to 100 runs");
        }
    }

    /** So many commands of the usual mix; at most 200,000 after the snapshot; five runs. */
    public static RecoverOptions of(int commands, Durability durability, MixOptions mix) {
        return new RecoverOptions(commands, Math.min(commands, 200_000), 5, durability, mix);
    }
}
