package io.rialto.gateway;

import io.rialto.protocol.CloseReason;
import io.rialto.protocol.Condition;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.Side;
import io.rialto.view.BookLevel;
import io.rialto.view.Directory;
import io.rialto.view.OrderInfo;
import io.rialto.view.Trade;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** Orders and trades in the shapes of the Binance API. */
final class BinanceJson {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private BinanceJson() {}

    static long millis(long nanos) {
        return Math.floorDiv(nanos, NANOS_PER_MILLI);
    }

    /** An order as queries tell it. */
    static JsonObject order(OrderInfo order, Listing listing, Directory directory) {
        return terms(order, listing, directory)
                .put("icebergQty", listing.quantity(order.management().display()))
                .put("time", millis(order.acceptedAt()))
                .put("updateTime", millis(order.changedAt()))
                .put("isWorking", !isWaiting(order))
                .put("workingTime", isWaiting(order) ? -1 : millis(order.acceptedAt()));
    }

    /** What all answers about an order have in common. */
    static JsonObject terms(OrderInfo order, Listing listing, Directory directory) {
        JsonObject json = new JsonObject()
                .put("symbol", BinanceMarkets.symbol(directory, listing.market()))
                .put("orderId", order.order())
                .put("orderListId", BinanceLists.id(order))
                .put("clientOrderId", order.clientOrderId())
                .put("price", listing.price(price(order)))
                .put("origQty", listing.quantity(order.quantity()))
                .put("executedQty", listing.quantity(order.filled()))
                .put("cummulativeQuoteQty", listing.money(order.filledNotional()))
                .put("origQuoteOrderQty", listing.money(order.budget()))
                .put("status", status(order))
                .put("timeInForce", timeInForce(order))
                .put("type", type(order))
                .put("side", order.side().name())
                .put(
                        "selfTradePreventionMode",
                        BinanceMarkets.prevention(
                                BinanceOrders.effective(order.selfTradePrevention(), listing)));
        return isConditional(order)
                ? json.put("stopPrice", listing.price(order.trigger().price()))
                : json.put("stopPrice", listing.price(0));
    }

    static boolean isConditional(OrderInfo order) {
        return order.trigger().condition() != Condition.NULL_VAL;
    }

    private static boolean isWaiting(OrderInfo order) {
        return order.state() == io.rialto.protocol.OrderState.WAITING;
    }

    /** The limit; of a market order there is none to show. */
    static long price(OrderInfo order) {
        return order.orderType() == OrderType.MARKET ? 0 : order.price();
    }

    static String timeInForce(OrderInfo order) {
        return switch (order.timeInForce()) {
            case IOC -> order.orderType() == OrderType.MARKET ? "GTC" : "IOC";
            case FOK -> "FOK";
            default -> "GTC";
        };
    }

    static String type(OrderInfo order) {
        boolean isMarket = order.orderType() == OrderType.MARKET;
        return switch (order.trigger().condition()) {
            case STOP, TRAILING_STOP -> isMarket ? "STOP_LOSS" : "STOP_LOSS_LIMIT";
            case TAKE_PROFIT -> isMarket ? "TAKE_PROFIT" : "TAKE_PROFIT_LIMIT";
            case NULL_VAL -> isMarket ? "MARKET" : order.postOnly() ? "LIMIT_MAKER" : "LIMIT";
        };
    }

    static String status(OrderInfo order) {
        return switch (order.state()) {
            case PARTIALLY_FILLED -> "PARTIALLY_FILLED";
            case FILLED -> "FILLED";
            case EXPIRED -> "EXPIRED";
            case CANCELLED -> cancelled(order.closeReason());
            default -> "NEW";
        };
    }

    @SuppressWarnings("UnnecessaryDefault") // what its owner or an operator did
    private static String cancelled(CloseReason reason) {
        return switch (reason) {
            case REMAINDER, MARKET_CLOSED -> "EXPIRED";
            case SELF_TRADE -> "EXPIRED_IN_MATCH";
            default -> "CANCELED";
        };
    }

    /** Whether an order was a trade's maker. */
    static boolean isMaker(Trade trade, long order) {
        return trade.makerOrder() == order;
    }

    /** A trade as its market sees it. */
    static JsonObject trade(Trade trade, Listing listing) {
        return new JsonObject()
                .put("id", trade.trade())
                .put("price", listing.price(trade.price()))
                .put("qty", listing.quantity(trade.quantity()))
                .put("quoteQty", listing.money(trade.notional()))
                .put("time", millis(trade.timeNanos()))
                .put("isBuyerMaker", trade.takerSide() == Side.SELL)
                .put("isBestMatch", true);
    }

    static JsonObject aggregate(Trade trade, Listing listing) {
        return new JsonObject()
                .put("a", trade.trade())
                .put("p", listing.price(trade.price()))
                .put("q", listing.quantity(trade.quantity()))
                .put("f", trade.trade())
                .put("l", trade.trade())
                .put("T", millis(trade.timeNanos()))
                .put("m", trade.takerSide() == Side.SELL)
                .put("M", true);
    }

    /** A trade as one of its two sides sees it. */
    static JsonObject own(Trade trade, boolean isMaker, Listing listing, Directory directory) {
        boolean isBuyer = (trade.takerSide() == Side.BUY) != isMaker;
        return new JsonObject()
                .put("symbol", BinanceMarkets.symbol(directory, listing.market()))
                .put("id", trade.trade())
                .put("orderId", isMaker ? trade.makerOrder() : trade.takerOrder())
                .put("orderListId", -1)
                .put("price", listing.price(trade.price()))
                .put("qty", listing.quantity(trade.quantity()))
                .put("quoteQty", listing.money(trade.notional()))
                .put("commission", listing.money(isMaker ? trade.makerFee() : trade.takerFee()))
                .put("commissionAsset", listing.quote().symbol())
                .put("time", millis(trade.timeNanos()))
                .put("isBuyer", isBuyer)
                .put("isMaker", isMaker)
                .put("isBestMatch", true);
    }

    /** A trade as the answer to its taker tells it. */
    static JsonObject fill(Trade trade, Listing listing) {
        return new JsonObject()
                .put("price", listing.price(trade.price()))
                .put("qty", listing.quantity(trade.quantity()))
                .put("commission", listing.money(trade.takerFee()))
                .put("commissionAsset", listing.quote().symbol())
                .put("tradeId", trade.trade());
    }

    static JsonArray levels(List<BookLevel> levels, Listing listing) {
        JsonArray array = new JsonArray();
        levels.forEach(level -> array.add(new JsonArray()
                .add(listing.price(level.price()))
                .add(listing.quantity(level.quantity()))));
        return array;
    }
}
