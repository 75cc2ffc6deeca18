package io.rialto.participants;

import java.util.random.RandomGenerator;

/**
 * A value that wanders, now and then jumps with news, and is drawn back to where it began so that it
 * stays in reach for ever.
 */
final class WanderingValue implements FairValue {
    private static final double PULL = 2e-4;
    private static final double NEWS_CHANCE = 1.0 / 400;
    private static final double NEWS_MOVES = 12;

    /** Of the range that contracts' values keep from their bounds. */
    private static final double MARGIN = 0.05;

    private static final double MILLION = 1e6;

    private final RandomGenerator random;
    private final double home;
    private final double lowest;
    private final double highest;
    private final double step;
    private double value;

    /** Of spot markets values are multiplied, of contracts added: {@code step} is for both. */
    private WanderingValue(
            RandomGenerator random,
            double home,
            double lowest,
            double highest,
            double step,
            double value) {
        this.random = random;
        this.home = home;
        this.lowest = lowest;
        this.highest = highest;
        this.step = step;
        this.value = Math.clamp(value, lowest, highest);
    }

    /**
     * Begins.
     *
     * @param value where it is now, quote units
     */
    static WanderingValue of(Scenario.Market market, double value, RandomGenerator random) {
        double home = market.fair().doubleValue();
        double highest = market.priceMaximum().doubleValue();
        if (market.isSpot()) {
            double step = home * market.moves() / MILLION;
            return new WanderingValue(random, home, home / 10, highest / 2, step, value);
        }
        double lowest = market.priceMinimum().doubleValue();
        double range = highest - lowest;
        return new WanderingValue(
                random,
                home,
                lowest + MARGIN * range,
                highest - MARGIN * range,
                range * market.moves() / MILLION,
                value);
    }

    @Override
    public void move() {
        double moves = random.nextGaussian();
        if (random.nextDouble() < NEWS_CHANCE) {
            moves += NEWS_MOVES * random.nextGaussian();
        }
        value = Math.clamp(value + step * moves + PULL * (home - value), lowest, highest);
    }

    @Override
    public double value() {
        return value;
    }
}
