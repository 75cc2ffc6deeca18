package io.rialto.bench;

/**
 * Steele, Lea and Flood's generator ("Fast Splittable Pseudorandom Number Generators", OOPSLA
 * 2014). A workload takes one stream for each purpose, so that a change in one draws nothing away
 * from another.
 */
final class SplitMix64 {
    private static final long GAMMA = 0x9E37_79B9_7F4A_7C15L;

    private long state;

    /** The stream number {@code purpose} of a seed. */
    SplitMix64(long seed, int purpose) {
        state = mix(seed + GAMMA * purpose);
    }

    long next() {
        state += GAMMA;
        return mix(state);
    }

    /** From 0 up to but without {@code bound}; its bias is below {@code bound} in 2^63. */
    int below(int bound) {
        return (int) ((next() >>> 1) % bound);
    }

    /** At least 0, below 1. */
    double fraction() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Failures before a success, of that mean, at most {@code max}. */
    int geometric(double mean, int max) {
        double drawn = Math.log(1 - fraction()) / Math.log(mean / (mean + 1));
        return (int) Math.min(drawn, max);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
