package io.rialto.marketdata;

import io.rialto.protocol.Side;

/**
 * A candle while trades are added to it, in the order of their numbers. Adding allocates nothing.
 * Not thread-safe.
 */
public final class CandleBuilder {
    private final long market;
    private final Interval interval;
    private final long beginNanos;
    private final long endNanos;
    private final Total volume = new Total();
    private final Total notional = new Total();
    private final Total buyVolume = new Total();
    private final Total buyNotional = new Total();
    private long open;
    private long high;
    private long low;
    private long close;
    private long firstTrade;
    private long lastTrade;
    private long trades;
    private boolean partial;

    /** An empty candle of the interval that a moment falls into. */
    public CandleBuilder(long market, Interval interval, long timeNanos) {
        this.market = market;
        this.interval = interval;
        beginNanos = interval.begin(timeNanos);
        endNanos = interval.end(beginNanos);
    }

    /** A candle to be continued. */
    public static CandleBuilder of(Candle candle) {
        return merging(candle, candle.interval());
    }

    /** A candle of a longer interval that begins with a shorter one. */
    public static CandleBuilder merging(Candle first, Interval interval) {
        CandleBuilder builder = new CandleBuilder(first.market(), interval, first.beginNanos());
        builder.add(first);
        return builder;
    }

    /** Adds the market's next trade, which must fall into the interval. */
    public void add(long trade, long price, long quantity, long value, Side takerSide) {
        if (trades == 0) {
            open = price;
            high = price;
            low = price;
            firstTrade = trade;
        }
        high = Math.max(high, price);
        low = Math.min(low, price);
        close = price;
        volume.add(quantity);
        notional.add(value);
        if (takerSide == Side.BUY) {
            buyVolume.add(quantity);
            buyNotional.add(value);
        }
        lastTrade = trade;
        trades++;
    }

    /** Adds all trades of the next candle of a shorter interval within this one. */
    public void add(Candle next) {
        if (trades == 0) {
            open = next.open();
            high = next.high();
            low = next.low();
            firstTrade = next.firstTrade();
        }
        high = Math.max(high, next.high());
        low = Math.min(low, next.low());
        close = next.close();
        volume.add(next.volume());
        notional.add(next.notional());
        buyVolume.add(next.buyVolume());
        buyNotional.add(next.buyNotional());
        lastTrade = next.lastTrade();
        trades += next.trades();
        partial |= next.partial();
    }

    /** Says that trades may be missing from its beginning. */
    public void markPartial() {
        partial = true;
    }

    /** Whether a moment comes after its end. */
    public boolean isOver(long timeNanos) {
        return timeNanos >= endNanos;
    }

    public Interval interval() {
        return interval;
    }

    public long beginNanos() {
        return beginNanos;
    }

    /** The price of its last trade. */
    public long close() {
        return close;
    }

    /** The number of its last trade; 0 for none. */
    public long lastTrade() {
        return lastTrade;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    long open() {
        return open;
    }

    long firstTrade() {
        return firstTrade;
    }

    long trades() {
        return trades;
    }

    Total volume() {
        return volume;
    }

    Total notional() {
        return notional;
    }

    /** As it is now. */
    public Candle toCandle() {
        return new Candle(
                market,
                interval,
                beginNanos,
                open,
                high,
                low,
                close,
                volume.value(),
                notional.value(),
                buyVolume.value(),
                buyNotional.value(),
                firstTrade,
                lastTrade,
                trades,
                partial);
    }
}
