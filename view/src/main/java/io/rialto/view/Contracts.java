package io.rialto.view;

import java.math.BigInteger;

/** Arithmetic of markets of contracts, exact. */
public final class Contracts {
    /** Decimals of a quantity of contracts. */
    public static final int SCALE = 2;

    /** What contracts are counted in, where an asset is asked for. */
    public static final AssetInfo UNIT = new AssetInfo(0, "CONTRACT", SCALE, SCALE);

    private static final int PRICE_SCALE = 9;

    private Contracts() {}

    /** What {@link #value} divides by for a quote asset of so many decimals. */
    public static long divisor(int quoteScale) {
        long divisor = 1;
        for (int i = quoteScale; i < PRICE_SCALE + SCALE; i++) {
            divisor *= 10;
        }
        return divisor;
    }

    /**
     * What the notional on which fees are charged leaves out, quote minor units, zero or less:
     * docs/markets.md. Arguments are those of {@link #value}.
     */
    public static long feeFloor(long priceMinimum, long quantity, long divisor) {
        return priceMinimum < 0 ? value(priceMinimum, quantity, divisor) : 0;
    }

    /**
     * Quote minor units that a quantity comes to at a price; rounded down where it is not a whole
     * number, which at prices on the tick it is.
     *
     * @param price 1e-9 of quote per contract
     * @param quantity hundredths of a contract
     */
    public static long value(long price, long quantity, long divisor) {
        long product = price * quantity;
        if (Math.multiplyHigh(price, quantity) == product >> 63) {
            return Math.floorDiv(product, divisor);
        }
        BigInteger exact = BigInteger.valueOf(price).multiply(BigInteger.valueOf(quantity));
        BigInteger[] parts = exact.divideAndRemainder(BigInteger.valueOf(divisor));
        long whole = parts[0].longValueExact();
        return parts[1].signum() < 0 ? whole - 1 : whole;
    }
}
