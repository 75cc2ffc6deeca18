package io.rialto.auditor;

import java.math.BigInteger;

/**
 * The venue's arithmetic done a second time, from the words of docs/orders.md and decision 6 rather
 * than with the engine's code: an error there must not hide here. Exact; where the plain way could
 * overflow it goes by way of big integers.
 */
final class Arithmetic {
    private static final long PARTS = 1_000_000;

    /** Below this a notional times the highest rate, and the sum of three such, fit 63 bits. */
    private static final long PLAIN_MAX = 1L << 43;

    private static final int PRICE_DECIMALS = 9;

    private Arithmetic() {}

    /** What price times quantity is to be divided by: prices are in 1e-9 of quote per one base. */
    static long notionalDivisor(int baseScale, int quoteScale) {
        long divisor = 1;
        for (int i = 0; i < PRICE_DECIMALS + baseScale - quoteScale; i++) {
            divisor *= 10;
        }
        return divisor;
    }

    /** Whether {@code notional} is exactly what a quantity costs at a price. */
    static boolean isNotional(long notional, long price, long quantity, long divisor) {
        return price * quantity == notional * divisor
                && Math.multiplyHigh(price, quantity) == Math.multiplyHigh(notional, divisor);
    }

    /** What a quantity costs at a price, rounded down; it is whole for prices on the tick. */
    static long notional(long price, long quantity, long divisor) {
        long product = price * quantity;
        if (product >= 0 && Math.multiplyHigh(price, quantity) == 0) {
            return product / divisor;
        }
        return BigInteger.valueOf(price)
                .multiply(BigInteger.valueOf(quantity))
                .divide(BigInteger.valueOf(divisor))
                .longValue();
    }

    /** A rate's share of all that was traded in one role, rounded up: a rebate in size down. */
    static long fee(long notional, int ratePpm) {
        if (notional < PLAIN_MAX) {
            return Math.ceilDiv(notional * ratePpm, PARTS);
        }
        return ceil(times(notional, ratePpm)).longValue();
    }

    /** What an order to buy must hold: decision 6. */
    static long holdOfBuy(AuditedOrder order, long restNotional) {
        int highest = Math.max(order.makerFeePpm, order.takerFeePpm);
        if (highest <= 0 || restNotional == 0) {
            return restNotional;
        }
        long charged = order.makerFees + order.takerFees;
        long most = Math.max(restNotional, Math.max(order.makerNotional, order.takerNotional));
        long fees = most < PLAIN_MAX
                ? Math.ceilDiv(
                        restNotional * highest
                                + order.makerNotional * order.makerFeePpm
                                + order.takerNotional * order.takerFeePpm,
                        PARTS)
                : ceil(times(restNotional, highest)
                                .add(times(order.makerNotional, order.makerFeePpm))
                                .add(times(order.takerNotional, order.takerFeePpm)))
                        .longValue();
        return restNotional + fees + 1 - charged;
    }

    private static BigInteger times(long notional, int ratePpm) {
        return BigInteger.valueOf(notional).multiply(BigInteger.valueOf(ratePpm));
    }

    private static BigInteger ceil(BigInteger millionths) {
        BigInteger parts = BigInteger.valueOf(PARTS);
        // Floor of the negative is the negative ceiling; BigInteger's mod is never negative.
        BigInteger negative = millionths.negate();
        return negative.subtract(negative.mod(parts)).divide(parts).negate();
    }
}
