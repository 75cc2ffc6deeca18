package io.rialto.simulator;

/**
 * What goes wrong in one simulation, and how often: each kind of fault is there or not, and rare or
 * frequent, so that many seeds together see many mixtures.
 *
 * <p>The first five are probabilities of a message, the next of an output of the machine and of a
 * sync; the rest are rates in times a minute.
 */
record Weather(
        double lost,
        double delayed,
        double repeated,
        double reordered,
        double killedWithin,
        double diskStalled,
        double kills,
        double powerLosses,
        double gatewayKills,
        double gatewayTwins,
        double nonsense,
        double cuts,
        double stalls,
        double consumerKills,
        double clockJumps,
        double snapshots) {
    private static final double PRESENT = 0.75;

    /** Nothing goes wrong. */
    static final Weather CALM = new Weather(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Weather of(Dice dice) {
        return new Weather(
                some(dice, 0.01),
                some(dice, 0.000_3),
                some(dice, 0.01),
                some(dice, 0.02),
                some(dice, 0.000_5),
                some(dice, 0.001),
                some(dice, 4),
                some(dice, 4),
                some(dice, 4),
                some(dice, 3),
                some(dice, 10),
                some(dice, 6),
                some(dice, 6),
                some(dice, 6),
                some(dice, 6),
                3 + some(dice, 12));
    }

    private static double some(Dice dice, double usual) {
        double much = usual * (0.3 + 2.7 * dice.below(1_000) / 1_000);
        return dice.chance(PRESENT) ? much : 0;
    }
}
