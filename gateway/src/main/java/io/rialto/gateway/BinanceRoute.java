package io.rialto.gateway;

import io.rialto.identity.Scope;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One call of the Binance face.
 *
 * @param security what it takes
 * @param weight of a request
 */
record BinanceRoute(
        HttpMethod method, String path, Security security, int weight, Handler handler) {
    private static final String V3 = "/api/v3/";
    private static final Map<String, BinanceRoute> ALL = List.of(
                    open("ping", 1, call -> call.answer(new JsonObject())),
                    open(
                            "time",
                            1,
                            call -> call.answer(new JsonObject()
                                    .put("serverTime", System.currentTimeMillis()))),
                    open("exchangeInfo", 20, BinanceMarkets::exchangeInfo),
                    open("depth", 5, BinanceMarketData::depth),
                    open("trades", 5, BinanceMarketData::trades),
                    open("historicalTrades", 5, BinanceMarketData::trades),
                    open("aggTrades", 2, BinanceMarketData::aggregateTrades),
                    open("klines", 2, BinanceMarketData::klines),
                    open("uiKlines", 2, BinanceMarketData::klines),
                    open("avgPrice", 2, BinanceMarketData::averagePrice),
                    open("ticker/24hr", 2, BinanceMarketData::day),
                    open("ticker/price", 2, BinanceMarketData::price),
                    open("ticker/bookTicker", 2, BinanceMarketData::bookTicker),
                    trade(HttpMethod.POST, "order", BinanceTrading::place),
                    trade(HttpMethod.POST, "order/test", BinanceTrading::test),
                    trade(HttpMethod.DELETE, "order", BinanceTrading::cancel),
                    trade(HttpMethod.POST, "order/cancelReplace", BinanceTrading::cancelReplace),
                    trade(HttpMethod.PUT, "order/amend/keepPriority", BinanceTrading::amend),
                    trade(HttpMethod.DELETE, "openOrders", BinanceTrading::cancelAll),
                    trade(HttpMethod.POST, "orderList/oco", BinanceLists::place),
                    trade(HttpMethod.POST, "order/oco", BinanceLists::place),
                    trade(HttpMethod.DELETE, "orderList", BinanceLists::cancel),
                    mine("orderList", 4, BinanceLists::status),
                    mine("openOrderList", 6, BinanceLists::open),
                    mine("allOrderList", 20, BinanceLists::all),
                    mine("order", 4, BinanceAccounts::order),
                    mine("openOrders", 6, BinanceAccounts::openOrders),
                    mine("allOrders", 20, BinanceAccounts::allOrders),
                    mine("myTrades", 20, BinanceAccounts::myTrades),
                    mine("account", 20, BinanceAccounts::account),
                    mine("account/commission", 20, BinanceAccounts::commission),
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

    /** The same calls by the WebSocket API's names. */
    private static final Map<String, BinanceRoute> METHODS = Map.ofEntries(
            method("ping", "GET", "ping"),
            method("time", "GET", "time"),
            method("exchangeInfo", "GET", "exchangeInfo"),
            method("depth", "GET", "depth"),
            method("trades.recent", "GET", "trades"),
            method("trades.aggregate", "GET", "aggTrades"),
            method("klines", "GET", "klines"),
            method("ticker.24hr", "GET", "ticker/24hr"),
            method("ticker.price", "GET", "ticker/price"),
            method("ticker.book", "GET", "ticker/bookTicker"),
            method("order.place", "POST", "order"),
            method("order.test", "POST", "order/test"),
            method("order.cancel", "DELETE", "order"),
            method("order.cancelReplace", "POST", "order/cancelReplace"),
            method("order.amend.keepPriority", "PUT", "order/amend/keepPriority"),
            method("order.status", "GET", "order"),
            method("orderList.place", "POST", "order/oco"),
            method("orderList.place.oco", "POST", "orderList/oco"),
            method("orderList.cancel", "DELETE", "orderList"),
            method("orderList.status", "GET", "orderList"),
            method("openOrderLists.status", "GET", "openOrderList"),
            method("allOrderLists", "GET", "allOrderList"),
            method("userDataStream.start", "POST", "userDataStream"),
            method("userDataStream.ping", "PUT", "userDataStream"),
            method("userDataStream.stop", "DELETE", "userDataStream"),
            method("openOrders.status", "GET", "openOrders"),
            method("openOrders.cancelAll", "DELETE", "openOrders"),
            method("allOrders", "GET", "allOrders"),
            method("myTrades", "GET", "myTrades"),
            method("account.status", "GET", "account"),
            method("account.commission", "GET", "account/commission"));

    private static Map.Entry<String, BinanceRoute> method(String name, String method, String call) {
        return Map.entry(name, of(HttpMethod.valueOf(method), V3 + call).orElseThrow());
    }

    static Optional<BinanceRoute> ofMethod(String name) {
        return Optional.ofNullable(METHODS.get(name));
    }

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

    static Optional<BinanceRoute> of(HttpMethod method, String path) {
        return Optional.ofNullable(ALL.get(method + path));
    }

    /** Whether it changes something, and counts among the account's orders. */
    boolean isOrder() {
        return security == Security.TRADE;
    }

    private static BinanceRoute open(String name, int weight, Handler handler) {
        return new BinanceRoute(HttpMethod.GET, V3 + name, Security.NONE, weight, handler);
    }

    private static BinanceRoute anybody(String path, Handler handler) {
        return new BinanceRoute(HttpMethod.GET, path, Security.NONE, 1, handler);
    }

    private static BinanceRoute trade(HttpMethod method, String name, Handler handler) {
        return new BinanceRoute(method, V3 + name, Security.TRADE, 1, handler);
    }

    private static BinanceRoute mine(String name, int weight, Handler handler) {
        return new BinanceRoute(HttpMethod.GET, V3 + name, Security.READ, weight, handler);
    }

    private static BinanceRoute listen(HttpMethod method, Handler handler) {
        return new BinanceRoute(method, V3 + "userDataStream", Security.KEY, 2, handler);
    }

    private static BinanceRoute elsewhere(String path, Handler handler) {
        return new BinanceRoute(HttpMethod.GET, path, Security.READ, 1, handler);
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
