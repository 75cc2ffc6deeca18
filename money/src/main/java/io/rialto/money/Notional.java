package io.rialto.money;

import java.math.BigInteger;

/**
 * What a quantity costs at a price, always a whole number of quote minor units. Prices are whole
 * ticks and quantities whole lots, and one tick × one lot is itself a whole number.
 */
public final class Notional {
    /** Decimals of a price: it is in 1e-9 of quote per one base. */
    public static final int PRICE_SCALE = 9;

    private Notional() {}

    /**
     * Quote minor units that one lot costs per tick of its price.
     *
     * @param tick 1e-9 of quote per one base, positive
     * @param lot base minor units, positive
     * @param baseScale decimals of the base asset, 0–9
     * @param quoteScale decimals of the quote asset, 0–9
     * @return 0 if that is not a whole number of 1 to 2^63 − 1
     */
    public static long perTickLot(long tick, long lot, int baseScale, int quoteScale) {
        Check.that(tick > 0 && lot > 0, "tick and lot are positive");
        BigInteger[] exact = BigInteger.valueOf(tick)
                .multiply(BigInteger.valueOf(lot))
                .multiply(BigInteger.TEN.pow(quoteScale))
                .divideAndRemainder(BigInteger.TEN.pow(PRICE_SCALE + baseScale));
        boolean fits = exact[1].signum() == 0 && exact[0].bitLength() < Long.SIZE;
        return fits ? exact[0].longValueExact() : 0;
    }

    /** The notional. The venue's limits keep it below 2^62; beyond 64 bits it is a broken claim. */
    public static long of(long priceTicks, long quantityLots, long perTickLot) {
        long perTick = quantityLots * perTickLot;
        long notional = priceTicks * perTick;
        boolean fits = Math.multiplyHigh(quantityLots, perTickLot) == perTick >> 63
                && Math.multiplyHigh(priceTicks, perTick) == notional >> 63;
        Check.that(fits, "a notional fits in 64 bits");
        return notional;
    }
}
