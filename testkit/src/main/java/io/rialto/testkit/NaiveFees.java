package io.rialto.testkit;

import java.math.BigInteger;

/** The fee rules of VENUE-RULES 3 in big numbers. */
final class NaiveFees {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private NaiveFees() {}

    /** A rate on a cumulative notional, rounded up: towards the venue, also for a rebate. */
    static long charged(long cumulativeNotional, int ppm) {
        return ofRates(new long[] {cumulativeNotional}, new int[] {ppm});
    }

    /** Several notionals, each at its rate, added up exactly and then rounded up once. */
    static long ofRates(long[] notionals, int[] ppm) {
        BigInteger exact = BigInteger.ZERO;
        for (int i = 0; i < ppm.length; i++) {
            BigInteger part = BigInteger.valueOf(notionals[i]);
            exact = exact.add(part.multiply(BigInteger.valueOf(ppm[i])));
        }
        BigInteger[] parts = exact.divideAndRemainder(MILLION);
        long truncated = parts[0].longValueExact();
        return parts[1].signum() > 0 ? truncated + 1 : truncated;
    }

    /** The highest amount of which it and the fee on it are within a budget. */
    static long affordable(long budget, int ppm) {
        BigInteger divisor = MILLION.add(BigInteger.valueOf(ppm));
        return BigInteger.valueOf(budget).multiply(MILLION).divide(divisor).longValueExact();
    }
}
