package io.rialto.simulator;

/**
 * What to simulate.
 *
 * @param seed all of it follows from this
 * @param virtualNanos how long things go wrong, in venue time
 * @param steps where to stop at the latest
 * @param plant a mistake to make on purpose
 * @param isReadable whether the last steps are kept as text
 */
public record SimulationOptions(
        long seed, long virtualNanos, long steps, Plant plant, boolean isReadable) {
    /** A simulation of the venue as it is. */
    public static SimulationOptions of(long seed, long virtualNanos) {
        return new SimulationOptions(seed, virtualNanos, Long.MAX_VALUE, Plant.NONE, false);
    }

    /** The same with a mistake in it. */
    public SimulationOptions with(Plant mistake) {
        return new SimulationOptions(seed, virtualNanos, steps, mistake, isReadable);
    }

    /** The same up to a step, with the last steps as text. */
    public SimulationOptions upTo(long step) {
        return new SimulationOptions(seed, virtualNanos, step, plant, true);
    }
}
