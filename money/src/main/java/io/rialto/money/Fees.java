package io.rialto.money;

/**
 * Fees on notionals, exact. Rates are millionths of the notional (ppm); a negative one is a rebate.
 * Amounts are quote minor units.
 *
 * <p>A fee is rounded up and a rebate down in size, each at most once per order and role: what is
 * charged is that of the role's whole notional so far less what was charged before (VENUE-RULES 3).
 */
public final class Fees {
    /** Parts of the notional that a rate counts. */
    public static final int PARTS = 1_000_000;

    /** The highest rate, a tenth of the notional; rebates are no larger than the taker rate. */
    public static final int RATE_MAX = 100_000;

    private Fees() {}

    /**
     * The fee on all that an order has traded in a role: ⌈notional × rate ÷ 1,000,000⌉.
     *
     * @param notional 0 to 2^63 − 1
     * @param ratePpm −{@link #RATE_MAX} to {@link #RATE_MAX}
     */
    public static long charge(long notional, int ratePpm) {
        if (ratePpm == 0) {
            return 0;
        }
        // Whole millions give whole fees; only what is left over is rounded. Neither overflows.
        long millions = notional / PARTS;
        long rest = notional - millions * PARTS;
        return millions * ratePpm + Math.ceilDiv(rest * ratePpm, PARTS);
    }

    /** Whether rates are in range and the rebate does not exceed the taker rate. */
    public static boolean areValid(int makerPpm, int takerPpm) {
        return takerPpm >= 0
                && takerPpm <= RATE_MAX
                && makerPpm >= -takerPpm
                && makerPpm <= RATE_MAX;
    }
}
