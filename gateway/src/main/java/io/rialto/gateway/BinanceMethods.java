package io.rialto.gateway;

import io.vertx.core.http.HttpMethod;

import java.util.Map;
import java.util.Optional;

/** The calls of the Binance face by the names that its WebSocket API has for them. */
final class BinanceMethods {
    private static final Map<String, BinanceRoute> ALL = Map.ofEntries(
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

    private BinanceMethods() {}

    private static Map.Entry<String, BinanceRoute> method(String name, String method, String call) {
        return Map.entry(
                name,
                BinanceRoute.find(HttpMethod.valueOf(method), BinanceRoute.V3 + call)
                        .orElseThrow());
    }

    /** The call of a name. */
    static Optional<BinanceRoute> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }
}
