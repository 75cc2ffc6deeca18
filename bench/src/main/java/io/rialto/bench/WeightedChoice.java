package io.rialto.bench;

import java.util.Arrays;

/** Chooses among places 0, 1, 2 … by falling weights: place k weighs 1 / (k + 1)^exponent. */
final class WeightedChoice {
    private final double[] cumulative;

    WeightedChoice(int places, double exponent) {
        cumulative = new double[places];
        double sum = 0;
        for (int place = 0; place < places; place++) {
            sum += Math.pow(place + 1, -exponent);
            cumulative[place] = sum;
        }
    }

    int choose(SplitMix64 random) {
        double drawn = random.fraction() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, drawn);
        return Math.min(found < 0 ? -found - 1 : found + 1, cumulative.length - 1);
    }

    /** The share of the place among all. */
    double share(int place) {
        double before = place == 0 ? 0 : cumulative[place - 1];
        return (cumulative[place] - before) / cumulative[cumulative.length - 1];
    }
}
