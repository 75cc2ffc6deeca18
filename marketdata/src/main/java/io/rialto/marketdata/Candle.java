package io.rialto.marketdata;

import java.math.BigInteger;

/**
 * What a market traded within one interval. Prices in 1e-9 of quote per one base, volumes in base
 * minor units, notionals in quote minor units; sums are exact however much was traded.
 *
 * @param beginNanos when it begins, nanoseconds since 1970; it ends before {@link #endNanos}
 * @param open price of its first trade; without trades, of the last one before
 * @param volume base traded
 * @param notional quote traded, before fees; negative only where prices may be
 * @param buyVolume of {@code volume}, what takers bought
 * @param buyNotional of {@code notional}, what takers bought
 * @param firstTrade number of its first trade in the market; 0 without trades
 * @param lastTrade number of its last trade in the market; 0 without trades
 * @param trades how many there were
 * @param partial that trades before {@code firstTrade} may be missing, because what is known of the
 *     market begins within it
 */
public record Candle(
        long market,
        Interval interval,
        long beginNanos,
        long open,
        long high,
        long low,
        long close,
        BigInteger volume,
        BigInteger notional,
        BigInteger buyVolume,
        BigInteger buyNotional,
        long firstTrade,
        long lastTrade,
        long trades,
        boolean partial) {

    /** The candle of an interval in which nothing was traded. */
    public static Candle flat(long market, Interval interval, long beginNanos, long price) {
        BigInteger none = BigInteger.ZERO;
        return new Candle(
                market,
                interval,
                beginNanos,
                price,
                price,
                price,
                price,
                none,
                none,
                none,
                none,
                0,
                0,
                0,
                false);
    }

    /** When it ends: the first moment that is not part of it. */
    public long endNanos() {
        return interval.end(beginNanos);
    }
}
