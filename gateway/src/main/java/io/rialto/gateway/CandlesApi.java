package io.rialto.gateway;

import io.rialto.marketdata.Candle;
import io.rialto.marketdata.CandlePages;
import io.rialto.marketdata.Interval;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** What markets traded by interval, from the history. */
final class CandlesApi {
    private static final int CANDLES_STANDARD = 500;

    private CandlesApi() {}

    static List<Route> routes() {
        return List.of(Route.get("/api/v1/markets/{market}/candles", "listCandles")
                .summary("A market's candles, newest first")
                .forAccount()
                .parameter(Route.Parameter.path("market", Schemas.MARKET, "Symbol or id"))
                .parameter(Route.Parameter.query(
                        "interval", MarketDataSchemas.INTERVAL, "1m unless given"))
                .parameter(Route.Parameter.query(
                        "from", Schemas.INSTANT, "Those that begin then or later"))
                .parameter(Route.Parameter.query(
                        "to",
                        Schemas.INSTANT,
                        "Those that begin before; the answer's own, for the page after it"))
                .parameter(Route.Parameter.query(
                        "limit", MarketDataSchemas.LIMIT, "500 unless given, at most 1000"))
                .parameter(Route.Parameter.query(
                        "fill",
                        MarketDataSchemas.YES,
                        "With those in which nothing was traded, at the last price"))
                .answers(200, MarketDataSchemas.CANDLES, CandlesApi::candles));
    }

    /** Which candles are asked for: instants in nanoseconds. */
    private record Range(Interval interval, long from, long to, int limit, boolean isFilled) {
        static Range of(Exchange exchange) {
            Interval interval =
                    exchange.query("interval").flatMap(Interval::of).orElse(Interval.MINUTE);
            long from = Instants.parameter(exchange, "from").orElse(0);
            long to = Instants.parameter(exchange, "to").orElse(Long.MAX_VALUE);
            if (from >= to) {
                throw new ProblemException(
                        Refusal.PARAMETER_INVALID, "\"from\" must be before \"to\"");
            }
            int limit = exchange.query("limit").map(Integer::parseInt).orElse(CANDLES_STANDARD);
            boolean isFilled = exchange.query("fill").filter("true"::equals).isPresent();
            return new Range(interval, from, to, limit, isFilled);
        }
    }

    private static void candles(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        Range range = Range.of(exchange);
        HistoryDesk.admit(exchange);
        long market = listing.market().market();
        // One that is filled needs the last one before its page.
        long from = range.isFilled() ? 0 : range.from();
        int max = range.limit() + (range.isFilled() ? 1 : 0);
        long now = Venue.now();
        HistoryDesk.read(
                exchange,
                queries ->
                        queries.candles().candles(market, range.interval(), from, range.to(), max),
                candles -> json(
                        listing, range, range.isFilled() ? fill(range, candles, now) : candles));
    }

    private static List<Candle> fill(Range range, List<Candle> candles, long now) {
        return CandlePages.filled(candles, Math.min(range.to(), now + 1), range.limit()).stream()
                .filter(candle -> candle.beginNanos() >= range.from())
                .toList();
    }

    private static JsonObject json(Listing listing, Range range, List<Candle> candles) {
        JsonObject json = new JsonObject()
                .put("market", listing.symbol())
                .put("interval", range.interval().word())
                .put("candles", Json.list(candles, candle -> json(listing, candle)));
        return candles.size() < range.limit()
                ? json
                : json.put("to", Json.time(candles.getLast().beginNanos()));
    }

    private static JsonObject json(Listing listing, Candle candle) {
        return new JsonObject()
                .put("begin", Json.time(candle.beginNanos()))
                .put("end", Json.time(candle.endNanos()))
                .put("open", listing.price(candle.open()))
                .put("high", listing.price(candle.high()))
                .put("low", listing.price(candle.low()))
                .put("close", listing.price(candle.close()))
                .put("volume", listing.quantity(candle.volume()))
                .put("notional", listing.money(candle.notional()))
                .put("buyVolume", listing.quantity(candle.buyVolume()))
                .put("buyNotional", listing.money(candle.buyNotional()))
                .put("trades", candle.trades());
    }
}
