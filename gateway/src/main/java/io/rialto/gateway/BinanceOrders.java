package io.rialto.gateway;

import io.rialto.protocol.Condition;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;
import io.rialto.view.OrderTrigger;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Reads the terms of an order out of a request of the Binance face. */
final class BinanceOrders {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CLIENT_ORDER_ID_BYTES = 16;

    private BinanceOrders() {}

    /** What kind of order a type asks for, and which parameters it needs. */
    private enum Type {
        LIMIT(OrderType.LIMIT, Condition.NULL_VAL),
        LIMIT_MAKER(OrderType.LIMIT, Condition.NULL_VAL),
        MARKET(OrderType.MARKET, Condition.NULL_VAL),
        STOP_LOSS(OrderType.MARKET, Condition.STOP),
        STOP_LOSS_LIMIT(OrderType.LIMIT, Condition.STOP),
        TAKE_PROFIT(OrderType.MARKET, Condition.TAKE_PROFIT),
        TAKE_PROFIT_LIMIT(OrderType.LIMIT, Condition.TAKE_PROFIT);

        private final OrderType order;
        private final Condition condition;

        Type(OrderType order, Condition condition) {
            this.order = order;
            this.condition = condition;
        }

        boolean hasLimit() {
            return order == OrderType.LIMIT;
        }

        boolean isConditional() {
            return condition != Condition.NULL_VAL;
        }
    }

    /** The terms of a new order. */
    static OrderRequest terms(BinanceCall call, Listing listing) {
        for (String unknown : Set.of("icebergQty", "trailingDelta", "pegPriceType")) {
            if (call.text(unknown).isPresent()) {
                throw BinanceError.of(-1104, "Parameter '" + unknown + "' is not supported here.")
                        .refused();
            }
        }
        Side side = side(call);
        Type type = type(call);
        long budget = call.amount("quoteOrderQty", listing.quote().scale(), precision());
        boolean isByBudget = type == Type.MARKET && budget > 0 && side == Side.BUY;
        if (budget > 0 && !isByBudget) {
            throw BinanceError.of(-1106, "Parameter 'quoteOrderQty' sent when not required.")
                    .refused();
        }
        long quantity = isByBudget ? 0 : quantity(call, listing);
        return new OrderRequest(
                listing.market().market(),
                call.text("newClientOrderId").orElseGet(BinanceOrders::clientOrderId),
                side,
                type.order,
                timeInForce(call, type),
                prevention(call),
                type == Type.LIMIT_MAKER,
                type.hasLimit() ? price(call, "price") : listing.noPrice(),
                quantity,
                budget,
                0,
                type.isConditional()
                        ? new OrderTrigger(type.condition, price(call, "stopPrice"), 0)
                        : OrderTrigger.NONE);
    }

    static Side side(BinanceCall call) {
        return switch (call.required("side")) {
            case "BUY" -> Side.BUY;
            case "SELL" -> Side.SELL;
            default -> throw BinanceError.of(-1117, "Invalid side.").refused();
        };
    }

    private static Type type(BinanceCall call) {
        String word = call.required("type");
        for (Type type : Type.values()) {
            if (type.name().equals(word)) {
                return type;
            }
        }
        throw BinanceError.of(-1116, "Invalid orderType.").refused();
    }

    static long quantity(BinanceCall call, Listing listing) {
        call.required("quantity");
        return call.amount("quantity", listing.base().scale(), precision());
    }

    private static long price(BinanceCall call, String name) {
        call.required(name);
        return call.amount(name, Decimals.PRICE_SCALE, precision());
    }

    private static BinanceError precision() {
        return BinanceError.of(-1111, "Parameter has too much precision for this asset or market.");
    }

    private static TimeInForce timeInForce(BinanceCall call, Type type) {
        Optional<String> word = call.text("timeInForce");
        if (!type.hasLimit()) {
            return TimeInForce.IOC;
        }
        if (type == Type.LIMIT_MAKER) {
            return TimeInForce.GTC;
        }
        return switch (word.orElseThrow(
                () -> BinanceError.missing("timeInForce").refused())) {
            case "GTC" -> TimeInForce.GTC;
            case "IOC" -> TimeInForce.IOC;
            case "FOK" -> TimeInForce.FOK;
            default -> throw BinanceError.of(-1115, "Invalid timeInForce.").refused();
        };
    }

    private static SelfTradePrevention prevention(BinanceCall call) {
        Optional<String> mode = call.text("selfTradePreventionMode");
        if (mode.isEmpty()) {
            return SelfTradePrevention.MARKET_DEFAULT;
        }
        return switch (mode.get()) {
            case "NONE" -> SelfTradePrevention.NONE;
            case "EXPIRE_TAKER" -> SelfTradePrevention.CANCEL_NEWEST;
            case "EXPIRE_MAKER" -> SelfTradePrevention.CANCEL_OLDEST;
            case "EXPIRE_BOTH" -> SelfTradePrevention.CANCEL_BOTH;
            case "DECREMENT" -> SelfTradePrevention.DECREMENT;
            default -> throw BinanceError.malformed("selfTradePreventionMode").refused();
        };
    }

    /** What an order does where it was left to the market. */
    static SelfTradePrevention effective(SelfTradePrevention own, Listing listing) {
        return own == SelfTradePrevention.MARKET_DEFAULT
                ? listing.market().selfTradePrevention()
                : own;
    }

    /** Binance gives every order an id of its client's, whether it wants one or not. */
    private static String clientOrderId() {
        byte[] bytes = new byte[CLIENT_ORDER_ID_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The order that two parameters name, one by the venue's id and one by the client's. */
    static Command.Target target(
            BinanceCall call, Listing listing, String byId, String byClientOrderId) {
        long order = call.number(byId).orElse(0);
        String clientOrderId = order == 0 ? call.text(byClientOrderId).orElse("") : "";
        if (order == 0 && clientOrderId.isEmpty()) {
            throw BinanceError.missing(byId).refused();
        }
        return new Command.Target(listing.market().market(), order, clientOrderId);
    }
}
