package io.rialto.gateway;

import io.rialto.history.Page;
import io.rialto.marketdata.GroupedBook;
import io.rialto.protocol.Code;
import io.rialto.protocol.Side;
import io.rialto.view.BookOrder;
import io.rialto.view.BookSnapshot;
import io.rialto.view.MarketInfo;
import io.rialto.view.MarketState;
import io.rialto.view.Trade;
import io.rialto.view.VenueView;
import io.vertx.core.json.JsonArray;
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
                        .parameter(Route.Parameter.query(
                                "step",
                                Schemas.AMOUNT,
                                "Prices rounded to multiples of it, bids down, asks up"))
                        .parameter(Route.Parameter.query(
                                "at",
                                MarketSchemas.MOMENT,
                                "As it was after that event or at that instant; else as it is"))
                        .forAccount()
                        .answers(200, MarketSchemas.BOOK, MarketsApi::book),
                Route.get(MARKETS + "/{market}/book/orders", "getBookOrders")
                        .summary("The first orders of a market's book, in order of priority")
                        .parameter(MARKET)
                        .parameter(Route.Parameter.query(
                                "limit", MarketDataSchemas.LIMIT, "Of each side, at most 1000"))
                        .forAccount()
                        .answers(200, MarketSchemas.BOOK_ORDERS, MarketsApi::bookOrders),
                Route.get(MARKETS + "/{market}/trades", "listMarketTrades")
                        .summary("A market's trades, newest first")
                        .parameter(MARKET)
                        .parameter(count("limit", "At most " + TRADES_MAX))
                        .parameter(Route.Parameter.query(
                                "before", Schemas.ID, "The answer's own, for the page after it"))
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
        long step = step(exchange, listing);
        long market = listing.market().market();
        if (exchange.query("at").isPresent()) {
            PastBookAnswer.of(exchange, listing, levels, step);
            return;
        }
        exchange.read(view -> book(view, market, levels, step), book -> Json.book(book, listing));
    }

    private static long step(Exchange exchange, Listing listing) {
        long tick = listing.market().tick();
        long step = exchange.query("step")
                .map(text -> Decimals.parse(text, Decimals.PRICE_SCALE).orElse(0))
                .orElse(tick);
        if (step <= 0 || step % tick != 0) {
            throw new ProblemException(
                    Refusal.PARAMETER_INVALID, "\"step\" must be a multiple of the tick");
        }
        return step;
    }

    private static BookSnapshot book(VenueView view, long market, int levels, long step) {
        long update = view.market(market).orElseThrow(Markets::unknownMarket).update();
        return new BookSnapshot(
                market,
                update,
                view.sequence(),
                GroupedBook.side(view, market, Side.BUY, levels, step),
                GroupedBook.side(view, market, Side.SELL, levels, step));
    }

    private static void bookOrders(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        int limit = exchange.query("limit").map(Integer::parseInt).orElse(LEVELS_STANDARD);
        long market = listing.market().market();
        exchange.read(
                view -> new BookOfOrders(
                        view.market(market).orElseThrow(Markets::unknownMarket).update(),
                        view.bookOrders(market, Side.BUY, limit),
                        view.bookOrders(market, Side.SELL, limit)),
                book -> new JsonObject()
                        .put("market", listing.symbol())
                        .put("update", Long.toString(book.update()))
                        .put("bids", orders(exchange, book.bids(), listing))
                        .put("asks", orders(exchange, book.asks(), listing)));
    }

    private record BookOfOrders(long update, List<BookOrder> bids, List<BookOrder> asks) {}

    /** Asked of an answer: what the view shows by then may say that accounts are hidden. */
    private static JsonArray orders(Exchange exchange, List<BookOrder> orders, Listing listing) {
        boolean hides =
                exchange.venue().directory().hidesAccounts(listing.market().market());
        return Json.list(orders, order -> {
            boolean isShown = !hides || exchange.maySee(order.account());
            return new JsonObject()
                    .put("orderId", Long.toString(order.order()))
                    .put("account", isShown ? Long.toString(order.account()) : "0")
                    .put("price", listing.price(order.price()))
                    .put("quantity", listing.quantity(order.remaining()));
        });
    }

    private static void trades(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        int limit = count(exchange, "limit", TRADES_STANDARD, TRADES_MAX);
        long market = listing.market().market();
        if (exchange.query("before").isEmpty()) {
            exchange.read(
                    view -> view.marketTrades(market, limit),
                    trades -> json(exchange, listing, trades, limit));
            return;
        }
        HistoryDesk.admit(exchange);
        Page page = HistoryDesk.page(exchange, TRADES_STANDARD, TRADES_MAX);
        // The page before came from the view: what follows must not be missing yet.
        long shown = exchange.venue().view().sequence();
        HistoryDesk.read(
                exchange,
                Math.max(shown, exchange.wantedSequence()),
                queries -> queries.marketTrades(market, page),
                trades -> json(exchange, listing, trades, limit));
    }

    private static JsonObject json(
            Exchange exchange, Listing listing, List<Trade> trades, int limit) {
        long market = listing.market().market();
        boolean hides = exchange.venue().directory().hidesAccounts(market);
        JsonObject json = new JsonObject()
                .put("market", listing.symbol())
                .put("trades", Json.list(trades, trade -> {
                    boolean isShown = !hides || exchange.maySee(trade.takerAccount());
                    return Json.trade(trade, listing, isShown);
                }));
        return trades.size() < limit
                ? json
                : json.put("before", Long.toString(trades.getLast().trade()));
    }
}
