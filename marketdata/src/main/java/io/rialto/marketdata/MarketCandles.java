package io.rialto.marketdata;

import io.rialto.protocol.Side;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The current candle of each of some intervals of one market. A trade is counted once, however often
 * it is told: by its number. Not thread-safe.
 */
public final class MarketCandles {
    private final long market;
    private final List<Interval> intervals;
    private final Map<Interval, CandleBuilder> current = new EnumMap<>(Interval.class);
    private final Consumer<CandleBuilder> over;
    private long lastTrade;

    /**
     * Of a market that has not traded.
     *
     * @param over is told of each candle that is over, as soon as that is known
     */
    public MarketCandles(long market, List<Interval> intervals, Consumer<CandleBuilder> over) {
        this.market = market;
        this.intervals = intervals;
        this.over = over;
    }

    /** Begins with a candle that has been built before, of one of the intervals. */
    public void begin(CandleBuilder candle) {
        current.put(candle.interval(), candle);
        lastTrade = Math.max(lastTrade, candle.lastTrade());
    }

    /** Says up to which trade everything is counted, or was undone. */
    public void continueAfter(long trade) {
        lastTrade = Math.max(lastTrade, trade);
    }

    /** Counts a trade, unless it was counted; says whether it was now. */
    public boolean add(
            long timeNanos, long trade, long price, long quantity, long notional, Side takerSide) {
        if (trade <= lastTrade) {
            return false;
        }
        boolean isPartial = lastTrade == 0 && trade > 1;
        advance(timeNanos);
        for (Interval interval : intervals) {
            CandleBuilder candle = current.get(interval);
            if (candle == null) {
                candle = new CandleBuilder(market, interval, timeNanos);
                if (isPartial) {
                    candle.markPartial();
                }
                current.put(interval, candle);
            }
            candle.add(trade, price, quantity, notional, takerSide);
        }
        lastTrade = trade;
        return true;
    }

    /** Ends the candles that a moment of the log comes after: nothing earlier can follow. */
    public void advance(long timeNanos) {
        for (Interval interval : intervals) {
            CandleBuilder candle = current.get(interval);
            if (candle != null && candle.isOver(timeNanos)) {
                current.remove(interval);
                over.accept(candle);
            }
        }
    }

    /** The candle that trades are being added to; none where there have been none in it yet. */
    public Optional<CandleBuilder> current(Interval interval) {
        return Optional.ofNullable(current.get(interval));
    }

    /** The number of the last trade counted; 0 for none. */
    public long lastTrade() {
        return lastTrade;
    }
}
