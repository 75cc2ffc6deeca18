package io.rialto.gateway;

import io.rialto.protocol.Code;
import io.rialto.view.MarketInfo;
import io.rialto.view.MarketState;
import io.rialto.view.Trade;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** What everybody with a token may see: assets, markets, books, trades. */
final class MarketsApi {
    private static final int LEVELS_MAX = 1_000;
    private static final int LEVELS_STANDARD = 50;
    private static final int TRADES_MAX = 1_000;
    private static final int TRADES_STANDARD = 100;
    private static final String MARKETS = "/api/v1/markets";
    private static final Route.Parameter MARKET =
            Route.Parameter.path("market", Schemas.MARKET, "Symbol or id");

    private MarketsApi() {}

    static List<Route> routes() {
        return List.of(
                Route.get("/api/v1/assets", "listAssets")
                        .summary("All assets")
                        .answers(200, MarketSchemas.ASSETS, MarketsApi::assets),
                Route.get(MARKETS, "listMarkets")
                        .summary("All markets of the universe of the account acted as")
                        .forAccount()
                        .answers(200, MarketSchemas.MARKETS, MarketsApi::markets),
                Route.get(MARKETS + "/{market}", "getMarket")
                        .summary("One market")
                        .parameter(MARKET)
                        .forAccount()
                        .answers(200, MarketSchemas.MARKET, MarketsApi::market),
                Route.get(MARKETS + "/{market}/book", "getBook")
                        .summary("The best price levels of a market's book")
                        .parameter(MARKET)
                        .parameter(count("levels", "Of each side, at most " + LEVELS_MAX))
                        .forAccount()
                        .answers(200, MarketSchemas.BOOK, MarketsApi::book),
                Route.get(MARKETS + "/{market}/trades", "listMarketTrades")
                        .summary("A market's latest trades, newest first")
                        .parameter(MARKET)
                        .parameter(count("limit", "At most " + TRADES_MAX))
                        .forAccount()
                        .answers(200, MarketSchemas.TRADES, MarketsApi::trades));
    }

    /** A parameter that says how many. */
    static Route.Parameter count(String name, String description) {
        return Route.Parameter.query(
                name, Schemas.text("how many", "10", 4, "[0-9]{1,4}"), description);
    }

    /** What a parameter says, within 1 and a maximum. */
    static int count(Exchange exchange, String name, int standard, int max) {
        return exchange.query(name)
                .map(text -> Math.clamp(Integer.parseInt(text), 1, max))
                .orElse(standard);
    }

    private static void assets(Exchange exchange) {
        exchange.read(
                view -> view.directory().assets(),
                assets -> new JsonObject().put("assets", Json.list(assets, Json::asset)));
    }

    private static void markets(Exchange exchange) {
        int universe = exchange.callerUniverse();
        exchange.read(
                view -> view.markets().stream()
                        .filter(state -> state.info().universe() == universe)
                        .filter(state -> exchange.mayKnow(state.info().market()))
                        .toList(),
                markets -> new JsonObject()
                        .put("markets", Json.list(markets, state -> json(exchange, state))));
    }

    private static void market(Exchange exchange) {
        long market = Markets.find(exchange, exchange.path("market")).market().market();
        exchange.read(
                view -> view.market(market).orElseThrow(Markets::unknownMarket),
                state -> json(exchange, state));
    }

    private static JsonObject json(Exchange exchange, MarketState state) {
        MarketInfo info = state.info();
        return Json.market(
                state,
                Listing.byId(exchange.venue().directory(), info.universe(), info.market())
                        .orElseThrow(
                                () -> new ProblemException(Markets.unknown(Code.ASSET_UNKNOWN))));
    }

    private static void book(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        int levels = count(exchange, "levels", LEVELS_STANDARD, LEVELS_MAX);
        exchange.read(
                view -> view.book(listing.market().market(), levels)
                        .orElseThrow(Markets::unknownMarket),
                book -> Json.book(book, listing));
    }

    private static void trades(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        int limit = count(exchange, "limit", TRADES_STANDARD, TRADES_MAX);
        exchange.read(
                view -> view.marketTrades(listing.market().market(), limit),
                (List<Trade> trades) -> new JsonObject()
                        .put("market", listing.symbol())
                        .put("trades", Json.list(trades, t -> Json.trade(t, listing))));
    }
}
