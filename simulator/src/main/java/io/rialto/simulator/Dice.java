package io.rialto.simulator;

import java.util.SplittableRandom;

/**
 * Chance under a seed. Every purpose throws dice of its own, so that what one part of the world
 * asks for does not change what another gets.
 */
final class Dice {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final SplittableRandom random;

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    static Dice of(long seed, String purpose) {
        long hash = 1;
        for (int i = 0; i < purpose.length(); i++) {
            hash = hash * 31 + purpose.charAt(i);
        }
        return new Dice(new SplittableRandom(seed * FACTOR + hash));
    }

    boolean chance(double probability) {
        // Thrown also where the outcome is certain: a fault switched off shifts nothing else.
        return random.nextDouble() < probability;
    }

    boolean coin() {
        return random.nextBoolean();
    }

    /** 0 to {@code bound} − 1. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    long word() {
        return random.nextLong();
    }

    /** From {@code least} to {@code most}, both included. */
    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    /** A waiting time of that mean, more often short than long; at least 1. */
    long waiting(long meanNanos) {
        double waited = -StrictMath.log(1 - random.nextDouble()) * meanNanos;
        return 1 + (long) waited;
    }
}
