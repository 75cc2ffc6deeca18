package io.rialto.gateway;

import io.rialto.history.CandleQueries;
import io.rialto.history.ReadableHistory;
import io.rialto.marketdata.Candle;
import io.rialto.marketdata.CandlePages;
import io.rialto.marketdata.Interval;
import io.vertx.core.json.JsonArray;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** A market's candles as the Binance face tells them. */
final class BinanceCandles {
    private static final int STANDARD = 500;
    private static final int MAX = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /** Days begin at midnight of UTC: those are the names of that time zone. */
    private static final Set<String> TIME_ZONES = Set.of("0", "00:00", "0:00", "+00:00", "-00:00");

    private BinanceCandles() {}

    /**
     * Which candles are asked for.
     *
     * @param from the first begins then or later; without it the newest are meant
     * @param end the last begins before
     */
    private record Range(Interval interval, OptionalLong from, long end, int limit) {
        static Range of(BinanceCall call) {
            Interval interval = Interval.of(call.required("interval"))
                    .orElseThrow(
                            () -> BinanceError.of(-1120, "Invalid interval.").refused());
            if (!TIME_ZONES.contains(call.text("timeZone").orElse("0"))) {
                throw BinanceError.malformed("timeZone").refused();
            }
            OptionalLong from = nanos(call, "startTime");
            OptionalLong to = nanos(call, "endTime");
            if (from.isPresent() && to.isPresent() && from.getAsLong() > to.getAsLong()) {
                throw BinanceError.combination().refused();
            }
            long now = Venue.now();
            // What begins at the end's own millisecond counts.
            long end = Math.min(to.orElse(now), now) + NANOS_PER_MILLI;
            return new Range(interval, from, end, call.limit(STANDARD, MAX));
        }

        private static OptionalLong nanos(BinanceCall call, String name) {
            OptionalLong millis = call.number(name);
            return millis.isEmpty()
                    ? millis
                    : OptionalLong.of(
                            Math.min(millis.getAsLong(), Long.MAX_VALUE / NANOS_PER_MILLI / 2)
                                    * NANOS_PER_MILLI);
        }

        List<Candle> read(CandleQueries queries, long market) {
            if (from.isEmpty()) {
                return read(queries, market, end);
            }
            // Nothing is before the first one, however early the instant is from which on is asked.
            OptionalLong first = queries.first(market, interval);
            return first.isEmpty()
                    ? List.of()
                    : read(queries, market, Math.min(end, after(first.getAsLong())));
        }

        private List<Candle> read(CandleQueries queries, long market, long before) {
            List<Candle> stored = queries.candles(market, interval, 0, before, limit + 1);
            return CandlePages.filled(stored, before, limit).stream()
                    .filter(candle -> candle.beginNanos() >= from.orElse(Long.MIN_VALUE))
                    .toList();
        }

        /** Where as many as are wanted end, of which none begins before the first of all. */
        private long after(long first) {
            long earliest = Math.max(first, from.getAsLong());
            long at = interval.begin(earliest);
            at = at < earliest ? interval.end(at) : at;
            for (int i = 0; i < limit; i++) {
                at = interval.end(at);
            }
            return at;
        }
    }

    static void klines(BinanceCall call) {
        Listing listing = call.listing();
        Range range = Range.of(call);
        ReadableHistory history = call.venue()
                .history()
                .filter(ReadableHistory::isAvailable)
                .orElseThrow(() ->
                        BinanceError.of(503, -1001, "No history is kept here.").refused());
        long market = listing.market().market();
        long wanted = call.venue().view().sequence();
        Duration patience = Duration.ofMillis(call.venue().config().viewWaitMillis());
        call.deliver(
                HistoryDesk.blocking(() -> {
                    HistoryDesk.await(history, wanted, patience);
                    return range.read(history.queries().candles(), market);
                }),
                candles -> {
                    JsonArray json = new JsonArray();
                    candles.reversed().forEach(candle -> json.add(kline(candle, listing)));
                    call.answer(json);
                });
    }

    private static JsonArray kline(Candle candle, Listing listing) {
        return new JsonArray()
                .add(BinanceJson.millis(candle.beginNanos()))
                .add(listing.price(candle.open()))
                .add(listing.price(candle.high()))
                .add(listing.price(candle.low()))
                .add(listing.price(candle.close()))
                .add(listing.quantity(candle.volume()))
                .add(BinanceJson.millis(candle.endNanos()) - 1)
                .add(listing.money(candle.notional()))
                .add(candle.trades())
                .add(listing.quantity(candle.buyVolume()))
                .add(listing.money(candle.buyNotional()))
                .add("0");
    }
}
