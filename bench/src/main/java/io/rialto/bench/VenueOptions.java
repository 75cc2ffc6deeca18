package io.rialto.bench;

import io.rialto.sequencer.Durability;

/**
 * What is asked of a venue. At least one of window and rate is given.
 *
 * @param durability what an answer promises about the disk
 * @param window commands in flight in the closed loop; 0 for no closed loop
 * @param rate commands per second of the open loop; 0 for no open loop
 * @param seconds length of the open loop
 * @param commands of each run of the closed loop
 * @param mix of the commands; their number follows from the loops
 */
public record VenueOptions(
        Durability durability, int window, int rate, int seconds, int commands, MixOptions mix) {
    /** Runs of the closed loop that are counted. */
    static final int RUNS = 5;

    /** Before them: until then the compiler takes as much of the processors as the engine. */
    static final int WARM_UP_RUNS = 5;

    public VenueOptions {
        if (window < 0 || window > VenueLoad.WINDOW_MAX) {
            throw new IllegalArgumentException(
                    "the window must be from 1 to " + VenueLoad.WINDOW_MAX);
        }
        if (rate < 0 || rate > 1_000_000 || (window == 0 && rate == 0)) {
            throw new IllegalArgumentException(
                    "give a window, or a rate from 1 to 1,000,000 a second, or both");
        }
        if (seconds < 1 || seconds > 60 || commands < 1 || commands > 1_000_000) {
            throw new IllegalArgumentException(
                    "from 1 to 60 seconds, and from 1 to 1,000,000 commands");
        }
        int total = commandsBefore(commands) + (window > 0 ? RUNS * commands : 0) + rate * seconds;
        mix = new MixOptions(
                mix.seed(),
                total,
                mix.markets(),
                mix.accounts(),
                mix.depth(),
                mix.keys(),
                mix.tight());
    }

    /** How many are not counted. */
    int commandsBefore() {
        return commandsBefore(commands);
    }

    private static int commandsBefore(int commands) {
        return WARM_UP_RUNS * commands;
    }

    /** The name that results carry. */
    String durabilityName() {
        return switch (durability) {
            case DISK -> "disk";
            case OS -> "os";
        };
    }
}
