package io.rialto.gateway;

import static io.rialto.gateway.BinanceTerms.taking;
import static io.rialto.gateway.BinanceTerms.takingOrder;

import io.rialto.identity.Scope;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * One call of the Binance face.
 *
 * @param security what it takes of whoever makes it
 * @param weighing what a request with those parameters weighs: as much as there, and not less than 1
 * @param terms which parameters it takes
 */
record BinanceRoute(
        HttpMethod method,
        String path,
        Security security,
        ToIntFunction<Map<String, String>> weighing,
        Predicate<String> terms,
        Handler handler) {
    static final String V3 = "/api/v3/";
    private static final String LIMIT = "limit";
    private static final String FROM = "startTime";
    private static final String TO = "endTime";
    private static final String ORDER_ID = "orderId";
    private static final String ITS_NAME = "origClientOrderId";
    private static final String LIST_ID = "orderListId";
    private static final Predicate<String> CANDLES =
            taking("symbol", "interval", FROM, TO, LIMIT, "timeZone");
    private static final Map<String, BinanceRoute> ALL = List.of(
                    open("ping", 1, taking(), call -> call.answer(new JsonObject())),
                    open(
                            "time",
                            1,
                            taking(),
                            call -> call.answer(new JsonObject()
                                    .put("serverTime", System.currentTimeMillis()))),
                    open(
                            "exchangeInfo",
                            20,
                            taking(
                                    "symbol",
                                    "symbols",
                                    "permissions",
                                    "showPermissionSets",
                                    "symbolStatus"),
                            BinanceMarkets::exchangeInfo),
                    open(
                            "depth",
                            BinanceTerms::depth,
                            taking("symbol", LIMIT),
                            BinanceMarketData::depth),
                    open("trades", 25, taking("symbol", LIMIT), BinanceMarketData::trades),
                    open(
                            "historicalTrades",
                            25,
                            taking("symbol", LIMIT, "fromId"),
                            BinanceMarketData::trades),
                    open(
                            "aggTrades",
                            4,
                            taking("symbol", "fromId", FROM, TO, LIMIT),
                            BinanceMarketData::aggregateTrades),
                    open("klines", 2, CANDLES, BinanceCandles::klines),
                    open("uiKlines", 2, CANDLES, BinanceCandles::klines),
                    open("avgPrice", 2, taking("symbol"), BinanceMarketData::averagePrice),
                    open(
                            "ticker/24hr",
                            BinanceTerms::day,
                            taking("symbol", "symbols", "type"),
                            BinanceMarketData::day),
                    open(
                            "ticker/price",
                            BinanceTerms.bySymbol(2, 4),
                            taking("symbol", "symbols"),
                            BinanceMarketData::price),
                    open(
                            "ticker/bookTicker",
                            BinanceTerms.bySymbol(2, 4),
                            taking("symbol", "symbols"),
                            BinanceMarketData::bookTicker),
                    trade(HttpMethod.POST, "order", takingOrder(), BinanceTrading::place),
                    trade(HttpMethod.POST, "order/test", takingOrder(), BinanceTrading::test),
                    trade(
                            HttpMethod.DELETE,
                            "order",
                            taking("symbol", ORDER_ID, ITS_NAME, "newClientOrderId"),
                            BinanceTrading::cancel),
                    trade(
                            HttpMethod.POST,
                            "order/cancelReplace",
                            takingOrder(
                                    "cancelReplaceMode",
                                    "cancelOrderId",
                                    "cancelOrigClientOrderId",
                                    "cancelNewClientOrderId"),
                            BinanceReplacing::cancelReplace),
                    trade(
                            HttpMethod.PUT,
                            "order/amend/keepPriority",
                            taking("symbol", ORDER_ID, ITS_NAME, "newQty"),
                            BinanceReplacing::amend),
                    trade(
                            HttpMethod.DELETE,
                            "openOrders",
                            taking("symbol"),
                            BinanceTrading::cancelAll),
                    trade(
                            HttpMethod.POST,
                            "orderList/oco",
                            BinanceLegs.NAMED_TERMS,
                            BinanceLists::place),
                    trade(
                            HttpMethod.POST,
                            "order/oco",
                            BinanceLegs.FIRST_TERMS,
                            BinanceLists::place),
                    trade(
                            HttpMethod.DELETE,
                            "orderList",
                            taking("symbol", LIST_ID, "listClientOrderId", "newClientOrderId"),
                            BinanceLists::cancel),
                    mine("orderList", 4, taking(LIST_ID, ITS_NAME), BinanceLists::status),
                    mine("openOrderList", 6, taking(), BinanceLists::open),
                    mine("allOrderList", 20, taking("fromId", FROM, TO, LIMIT), BinanceLists::all),
                    mine("order", 4, taking("symbol", ORDER_ID, ITS_NAME), BinanceAccounts::order),
                    mine(
                            "openOrders",
                            BinanceTerms.bySymbol(6, 80),
                            taking("symbol"),
                            BinanceAccounts::openOrders),
                    mine(
                            "allOrders",
                            20,
                            taking("symbol", ORDER_ID, FROM, TO, LIMIT),
                            BinanceAccounts::allOrders),
                    mine(
                            "myTrades",
                            20,
                            taking("symbol", ORDER_ID, "fromId", FROM, TO, LIMIT),
                            BinanceAccounts::myTrades),
                    mine("account", 20, taking("omitZeroBalances"), BinanceAccounts::account),
                    mine("account/commission", 20, taking("symbol"), BinanceAccounts::commission),
                    listen(HttpMethod.POST, BinanceAccounts::listen),
                    listen(HttpMethod.PUT, BinanceAccounts::listenOn),
                    listen(HttpMethod.DELETE, BinanceAccounts::listenNoMore),
                    elsewhere("/sapi/v1/asset/tradeFee", BinanceAccounts::tradeFee),
                    // There is nothing of these here, and clients ask before they begin.
                    elsewhere("/sapi/v1/asset/assetDetail", nothing(new JsonObject())),
                    elsewhere("/sapi/v1/capital/config/getall", nothing(new JsonArray())),
                    elsewhere("/sapi/v1/margin/allPairs", nothing(new JsonArray())),
                    elsewhere("/sapi/v1/margin/isolated/allPairs", nothing(new JsonArray())),
                    anybody(
                            "/sapi/v1/system/status",
                            nothing(new JsonObject().put("status", 0).put("msg", "normal"))),
                    anybody("/fapi/v1/exchangeInfo", nothing(noSymbols())),
                    anybody("/dapi/v1/exchangeInfo", nothing(noSymbols())))
            .stream()
            .collect(Collectors.toUnmodifiableMap(
                    route -> route.method() + route.path(), Function.identity()));

    /** What a call takes of whoever makes it. */
    enum Security {
        /** Nothing. */
        NONE,
        /** The name of a key that may read. */
        KEY,
        /** The signature of a key that may read. */
        READ,
        /** The signature of a key that may trade. */
        TRADE;

        Scope scope() {
            return this == TRADE ? Scope.TRADE : Scope.READ;
        }
    }

    /** Does the work of a call. */
    @FunctionalInterface
    interface Handler {
        void handle(BinanceCall call);
    }

    static Optional<BinanceRoute> find(HttpMethod method, String path) {
        return Optional.ofNullable(ALL.get(method + path));
    }

    /** Whether it changes something, and counts among the account's orders. */
    boolean isOrder() {
        return security == Security.TRADE;
    }

    int weight(Map<String, String> sent) {
        return weighing.applyAsInt(sent);
    }

    private static BinanceRoute open(
            String name, int weight, Predicate<String> terms, Handler handler) {
        return open(name, sent -> weight, terms, handler);
    }

    private static BinanceRoute open(
            String name,
            ToIntFunction<Map<String, String>> weighing,
            Predicate<String> terms,
            Handler handler) {
        return new BinanceRoute(HttpMethod.GET, V3 + name, Security.NONE, weighing, terms, handler);
    }

    private static BinanceRoute trade(
            HttpMethod method, String name, Predicate<String> terms, Handler handler) {
        return new BinanceRoute(method, V3 + name, Security.TRADE, sent -> 1, terms, handler);
    }

    private static BinanceRoute mine(
            String name, int weight, Predicate<String> terms, Handler handler) {
        return mine(name, sent -> weight, terms, handler);
    }

    private static BinanceRoute mine(
            String name,
            ToIntFunction<Map<String, String>> weighing,
            Predicate<String> terms,
            Handler handler) {
        return new BinanceRoute(HttpMethod.GET, V3 + name, Security.READ, weighing, terms, handler);
    }

    private static BinanceRoute listen(HttpMethod method, Handler handler) {
        return new BinanceRoute(
                method,
                V3 + "userDataStream",
                Security.KEY,
                sent -> 2,
                taking("listenKey"),
                handler);
    }

    /** Of what is not here: whatever is asked, there is none. */
    private static BinanceRoute anybody(String path, Handler handler) {
        return new BinanceRoute(
                HttpMethod.GET, path, Security.NONE, sent -> 1, name -> true, handler);
    }

    private static BinanceRoute elsewhere(String path, Handler handler) {
        return new BinanceRoute(
                HttpMethod.GET, path, Security.READ, sent -> 1, name -> true, handler);
    }

    private static Handler nothing(Object json) {
        return call -> call.answer(json);
    }

    private static JsonObject noSymbols() {
        return new JsonObject()
                .put("timezone", "UTC")
                .put("rateLimits", new JsonArray())
                .put("exchangeFilters", new JsonArray())
                .put("assets", new JsonArray())
                .put("symbols", new JsonArray());
    }
}
