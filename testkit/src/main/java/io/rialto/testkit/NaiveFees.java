package io.rialto.testkit;

import java.math.BigInteger;

/** The fee rules of VENUE-RULES 3 in big numbers. */
final class NaiveFees {
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    private NaiveFees() {}

    /** A rate on a cumulative notional, rounded up: towards the venue, also for a rebate. */
    static long charged(long cumulativeNotional, int ppm) {
        BigInteger exact =
                BigInteger.valueOf(cumulativeNotional).multiply(BigInteger.valueOf(ppm));
        BigInteger[] parts = exact.divideAndRemainder(MILLION);
        return parts[1].signum() > 0
                ? parts[0].longValueExact() + 1
                : parts[0].longValueExact();
    }

    /** The most that can still be charged on so much notional, whatever roles it falls in. */
    static long highest(long notional, int makerPpm, int takerPpm) {
        int highest = Math.max(Math.max(makerPpm, takerPpm), 0);
        return highest == 0 ? 0 : charged(notional, highest) + 1;
    }
}
