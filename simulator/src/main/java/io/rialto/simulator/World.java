package io.rialto.simulator;

import java.util.Optional;

/** What all parts of a simulation share: time, chance, what goes wrong, and the record of it. */
final class World {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final long seed;
    private final Timeline timeline;
    private final Trace trace;
    private final Tally tally = new Tally();
    private final Plant plant;
    private Weather weather;
    private boolean isCalm;
    private long ids;
    private Optional<Violation> reported = Optional.empty();

    World(long seed, Plant plant, boolean isReadable) {
        this.seed = seed;
        this.plant = plant;
        trace = new Trace(isReadable);
        timeline = new Timeline(trace);
        weather = Weather.of(dice("weather"));
    }

    Dice dice(String purpose) {
        return Dice.of(seed, purpose);
    }

    /** A number that nothing else of this world has: 1, 2, 3 … */
    long nextId() {
        return ++ids;
    }

    Timeline timeline() {
        return timeline;
    }

    Trace trace() {
        return trace;
    }

    Tally tally() {
        return tally;
    }

    Weather weather() {
        return weather;
    }

    boolean has(Plant mistake) {
        return plant == mistake;
    }

    /** Says that something is wrong where it cannot be thrown; the step then fails. */
    void report(Violation violation) {
        reported = Optional.of(reported.orElse(violation));
    }

    /** Takes the next step. */
    void step() {
        timeline.step();
        reported.ifPresent(violation -> {
            throw violation;
        });
    }

    /** From now on nothing goes wrong any more. */
    void calm() {
        weather = Weather.CALM;
        isCalm = true;
    }

    boolean isCalm() {
        return isCalm;
    }

    /** Has something happen at random, so often a minute, until the weather is calm. */
    void sometimes(double timesAMinute, String name, Dice dice, Runnable action) {
        if (timesAMinute > 0) {
            again(dice, (long) (MINUTE_NANOS / timesAMinute), name, action);
        }
    }

    private void again(Dice dice, long meanNanos, String name, Runnable action) {
        timeline.after(dice.waiting(meanNanos), name, () -> {
            if (!isCalm()) {
                action.run();
                again(dice, meanNanos, name, action);
            }
        });
    }
}
