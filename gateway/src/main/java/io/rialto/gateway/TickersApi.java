package io.rialto.gateway;

import io.rialto.marketdata.Ticker;
import io.rialto.view.BookLevel;
import io.rialto.view.MarketState;
import io.rialto.view.VenueView;
import io.vertx.core.json.JsonObject;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;

/** What markets traded in the last 24 hours. */
final class TickersApi {
    private static final int PERCENT_DECIMALS = 4;

    private TickersApi() {}

    static List<Route> routes() {
        return List.of(
                Route.get("/api/v1/markets/{market}/ticker", "getTicker")
                        .summary("What a market traded in the last 24 hours")
                        .forAccount()
                        .parameter(Route.Parameter.path("market", Schemas.MARKET, "Symbol or id"))
                        .answers(200, MarketDataSchemas.TICKER, TickersApi::ticker),
                Route.get("/api/v1/tickers", "listTickers")
                        .summary("What all markets traded in the last 24 hours")
                        .forAccount()
                        .answers(200, MarketDataSchemas.TICKERS, TickersApi::tickers));
    }

    /** A market's day and the best of its book, of one moment. */
    private record Day(Listing listing, Ticker ticker, MarketState state) {}

    private static void ticker(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        long market = listing.market().market();
        read(
                exchange,
                view -> day(
                        exchange, listing, view.market(market).orElseThrow(Markets::unknownMarket)),
                TickersApi::json);
    }

    private static void tickers(Exchange exchange) {
        int universe = exchange.callerUniverse();
        read(
                exchange,
                view -> view.markets().stream()
                        .filter(state -> state.info().universe() == universe)
                        .filter(state -> exchange.mayKnow(state.info().market()))
                        .map(state -> day(exchange, listing(view, state), state))
                        .toList(),
                days -> new JsonObject().put("tickers", Json.list(days, TickersApi::json)));
    }

    private static <T> void read(
            Exchange exchange, Function<VenueView, T> question, Function<T, JsonObject> told) {
        MarketDesk desk = exchange.venue().marketData();
        exchange.deliver(
                desk.begun(HistoryDesk.patience(exchange)), begun -> exchange.read(question, told));
    }

    private static Listing listing(VenueView view, MarketState state) {
        return Listing.byId(
                        view.directory(), state.info().universe(), state.info().market())
                .orElseThrow(Markets::unknownMarket);
    }

    private static Day day(Exchange exchange, Listing listing, MarketState state) {
        Ticker ticker =
                exchange.venue().marketData().data().ticker(listing.market().market(), Venue.now());
        return new Day(listing, ticker, state);
    }

    private static JsonObject json(Day day) {
        Listing listing = day.listing();
        Ticker ticker = day.ticker();
        JsonObject json = new JsonObject()
                .put("market", listing.symbol())
                .put("begin", Json.time(ticker.beginNanos()))
                .put("time", Json.time(ticker.timeNanos()))
                .put("volume", listing.quantity(ticker.volume()))
                .put("notional", listing.money(ticker.notional()))
                .put("trades", ticker.trades());
        if (ticker.hasTraded()) {
            putPrices(json, listing, ticker);
        }
        put(json, "bid", listing, day.state().bid());
        put(json, "ask", listing, day.state().ask());
        return json;
    }

    private static void putPrices(JsonObject json, Listing listing, Ticker ticker) {
        json.put("open", listing.price(ticker.open()))
                .put("high", listing.price(ticker.high()))
                .put("low", listing.price(ticker.low()))
                .put("last", listing.price(ticker.last()))
                .put("change", listing.price(ticker.last() - ticker.open()));
        if (ticker.hasPrevious()) {
            json.put("previousClose", listing.price(ticker.previousClose()));
        }
        if (ticker.open() != 0) {
            json.put("changePercent", percent(ticker));
        }
        if (ticker.volume().signum() != 0) {
            json.put("weightedPrice", weighted(listing, ticker).toPlainString());
        }
    }

    /** Of the first price of the window, rounded to the nearest. */
    private static String percent(Ticker ticker) {
        return BigDecimal.valueOf(ticker.last())
                .subtract(BigDecimal.valueOf(ticker.open()))
                .movePointRight(2)
                .divide(
                        BigDecimal.valueOf(ticker.open()).abs(),
                        PERCENT_DECIMALS,
                        RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** Quote per base, rounded to the nearest billionth. */
    static BigDecimal weighted(Listing listing, Ticker ticker) {
        BigDecimal notional = new BigDecimal(ticker.notional(), listing.quote().scale());
        BigDecimal volume = new BigDecimal(ticker.volume(), listing.base().scale());
        return notional.divide(volume, Decimals.PRICE_SCALE, RoundingMode.HALF_UP);
    }

    private static void put(JsonObject json, String name, Listing listing, BookLevel level) {
        if (level.quantity() > 0) {
            json.put(name, Json.level(level, listing));
        }
    }
}
