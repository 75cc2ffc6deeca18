package io.rialto.engine;

import io.rialto.money.Fees;

/**
 * What an order to buy must hold for its fees, and how far a budget goes with them. Notionals and
 * fees in quote minor units, rates in millionths; what is charged is {@link Fees}'.
 *
 * <p>Notionals are below 2^62 and rates at most a tenth; whole millions are multiplied apart from the
 * rest, so nothing overflows.
 */
final class Holds {

    private static final long MILLION = Fees.PARTS;

    private Holds() {}

    /**
     * What an order to buy must hold: the rest of it at its limit, and the most that its fees can
     * still come to, whichever role it trades the rest in. With nothing traded that is
     * {@code ceil(rest × rate) + 1} at the higher of its two rates; the 1 because each role rounds up
     * once. It never rises by trading: a fill costs at most what the hold falls by.
     *
     * @param restNotional what is left of it, at its limit
     * @param charged fees charged so far, in both roles
     */
    static long forBuy(
            long restNotional,
            long makerNotional,
            long takerNotional,
            long charged,
            int makerFeePpm,
            int takerFeePpm) {
        int highest = Math.max(makerFeePpm, takerFeePpm);
        if (highest <= 0 || restNotional == 0) {
            return restNotional;
        }
        long whole = restNotional / MILLION * highest
                + makerNotional / MILLION * makerFeePpm
                + takerNotional / MILLION * takerFeePpm;
        long parts = restNotional % MILLION * highest
                + makerNotional % MILLION * makerFeePpm
                + takerNotional % MILLION * takerFeePpm;
        return restNotional + whole + Math.ceilDiv(parts, MILLION) + 1 - charged;
    }

    /** The most that an amount pays for: the highest n for which n and the fee on n are within it. */
    static long affordableNotional(long amount, int ratePpm) {
        long divisor = MILLION + ratePpm;
        return amount / divisor * MILLION + amount % divisor * MILLION / divisor;
    }

    /** A share of a value, rounded down; the highest long if it is more than that. */
    static long share(long value, long ppm) {
        long whole = value / MILLION;
        if (whole != 0 && ppm > Long.MAX_VALUE / 2 / whole) {
            return Long.MAX_VALUE;
        }
        return whole * ppm + value % MILLION * ppm / MILLION;
    }
}
