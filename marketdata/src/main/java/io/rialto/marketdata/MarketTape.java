package io.rialto.marketdata;

import io.rialto.view.Trade;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What is kept of one market's trades: current candles, the last ones that are over, the day. */
final class MarketTape {
    private final long market;
    private final Map<Interval, Candle> over = new EnumMap<>(Interval.class);
    private final Map<Interval, Consumer<Candle>> listeners = new EnumMap<>(Interval.class);
    private MarketCandles candles;
    private RollingDay day;

    MarketTape(long market) {
        this.market = market;
        reset();
    }

    private void reset() {
        over.clear();
        candles = new MarketCandles(market, List.of(Interval.values()), this::onOver);
        day = new RollingDay(market);
    }

    /** Begins anew with what is stored. */
    void begin(MarketSeed seed) {
        reset();
        for (Interval interval : Interval.values()) {
            seed.last(interval).ifPresent(candles::begin);
        }
        candles.continueAfter(seed.lastTrade());
        seed.before().ifPresent(minute -> day.beginAfter(minute.close()));
        seed.minutes().forEach(day::add);
    }

    void add(Trade trade) {
        if (lastTrade() == 0 && trade.trade() > 1) {
            day.beginIn(trade.timeNanos());
        }
        boolean isNew = candles.add(
                trade.timeNanos(),
                trade.trade(),
                trade.price(),
                trade.quantity(),
                trade.notional(),
                trade.takerSide());
        if (isNew) {
            day.add(
                    trade.timeNanos(),
                    trade.trade(),
                    trade.price(),
                    trade.quantity(),
                    trade.notional(),
                    trade.takerSide());
        }
    }

    void advance(long timeNanos) {
        candles.advance(timeNanos);
    }

    private void onOver(CandleBuilder builder) {
        Candle candle = builder.toCandle();
        over.put(candle.interval(), candle);
        Consumer<Candle> listener = listeners.get(candle.interval());
        if (listener != null) {
            listener.accept(candle);
        }
    }

    /** Has one listener told of each candle of an interval that is over. */
    void listen(Interval interval, Consumer<Candle> listener) {
        listeners.put(interval, listener);
    }

    void forget(Interval interval) {
        listeners.remove(interval);
    }

    /** The candle of the last trade; none before the first. */
    Optional<Candle> last(Interval interval) {
        return candles.current(interval)
                .map(CandleBuilder::toCandle)
                .or(() -> Optional.ofNullable(over.get(interval)));
    }

    Ticker ticker(long timeNanos) {
        return day.ticker(timeNanos);
    }

    long lastTrade() {
        return candles.lastTrade();
    }
}
