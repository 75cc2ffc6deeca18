package io.rialto.marketdata;

import java.math.BigInteger;

/**
 * What a market has traded in the last 24 hours. Prices in 1e-9 of quote per one base; where nothing
 * was traded in that time, all are the last one before.
 *
 * @param beginNanos the beginning of the window: a whole minute, up to one minute more than 24
 *     hours before {@code timeNanos}; later where what came before it is not known
 * @param timeNanos the end of the window
 * @param lastQuantity of the last trade, base minor units; 0 where it was before this process
 * @param previousClose the price of the last trade before the window
 * @param hasPrevious whether there was one
 * @param volume base minor units traded
 * @param notional quote minor units traded, before fees
 * @param firstTrade number of the first trade of the window; 0 for none
 * @param lastTrade number of the last trade of the window; 0 for none
 * @param trades how many there were
 * @param hasTraded whether the market has ever traded: without, no price means anything
 */
public record Ticker(
        long market,
        long beginNanos,
        long timeNanos,
        long open,
        long high,
        long low,
        long last,
        long lastQuantity,
        long previousClose,
        boolean hasPrevious,
        BigInteger volume,
        BigInteger notional,
        long firstTrade,
        long lastTrade,
        long trades,
        boolean hasTraded) {}
