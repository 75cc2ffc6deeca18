package io.rialto.matching;

import java.util.Arrays;

/**
 * Counts the orders that arrive inside and outside a ladder's window, and remembers where the
 * latest outside ones were, so that the ladder can tell whether another window would serve better.
 */
final class FarTraffic {

    private static final int SAMPLES = 64;

    private final long[] samples = new long[SAMPLES];
    private int insideCount;
    private int outsideCount;

    void inside() {
        insideCount++;
    }

    void outside(long rank) {
        samples[outsideCount & (SAMPLES - 1)] = rank;
        outsideCount++;
    }

    int outsideCount() {
        return outsideCount;
    }

    boolean isMostlyOutside() {
        return outsideCount > insideCount;
    }

    /** Sorts the samples, so that quantiles may be asked for. */
    void sort() {
        Arrays.sort(samples, 0, Math.min(outsideCount, SAMPLES));
    }

    /** The rank below which this many sixteenths of the sorted samples lie. */
    long quantile(int sixteenths) {
        int last = Math.min(outsideCount, SAMPLES) - 1;
        return samples[last * sixteenths / 16];
    }

    void reset() {
        insideCount = 0;
        outsideCount = 0;
    }
}
