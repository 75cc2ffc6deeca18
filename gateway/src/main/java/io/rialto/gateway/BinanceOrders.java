package io.rialto.gateway;

import io.rialto.protocol.Condition;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;
import io.rialto.view.OrderTrigger;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the terms of an order out of a request of the Binance face. */
final class BinanceOrders {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CLIENT_ORDER_ID_BYTES = 16;
    private static final String PRICE = "price";
    private static final String TRIGGER = "stopPrice";
    private static final String TIME_IN_FORCE = "timeInForce";
    private static final String QUANTITY = "quantity";
    private static final String BUDGET = "quoteOrderQty";

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

        /** Refuses what orders of the type do not have. */
        void check(BinanceCall call) {
            for (String term : List.of(PRICE, TRIGGER, TIME_IN_FORCE, BUDGET)) {
                if (!takes(term) && call.text(term).isPresent()) {
                    throw BinanceError.notRequired(term).refused();
                }
            }
        }

        private boolean takes(String term) {
            return switch (term) {
                case PRICE -> hasLimit();
                case TIME_IN_FORCE -> hasLimit() && this != LIMIT_MAKER;
                case TRIGGER -> isConditional();
                default -> this == MARKET;
            };
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
        Side side = side(call);
        Type type = type(call);
        type.check(call);
        long budget = call.amount(BUDGET, listing.quote().scale(), precision());
        boolean isByBudget = budget > 0 && side == Side.BUY;
        if (budget > 0 && !isByBudget) {
            throw BinanceError.notRequired(BUDGET).refused();
        }
        BinanceTerms.exclusive(call, List.of(BUDGET), List.of(QUANTITY));
        long quantity = isByBudget ? 0 : quantity(call, listing);
        return new OrderRequest(
                listing.market().market(),
                call.text("newClientOrderId").orElseGet(BinanceOrders::clientOrderId),
                side,
                type.order,
                timeInForce(call, type),
                prevention(call),
                type == Type.LIMIT_MAKER,
                type.hasLimit() ? price(call, PRICE) : listing.noPrice(),
                quantity,
                budget,
                0,
                type.isConditional()
                        ? new OrderTrigger(type.condition, price(call, TRIGGER), 0)
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
        call.required(QUANTITY);
        return call.amount(QUANTITY, listing.base().scale(), precision());
    }

    private static long price(BinanceCall call, String name) {
        call.required(name);
        return call.amount(name, Decimals.PRICE_SCALE, precision());
    }

    private static BinanceError precision() {
        return BinanceError.of(-1111, "Parameter has too much precision for this asset or market.");
    }

    private static TimeInForce timeInForce(BinanceCall call, Type type) {
        Optional<String> word = call.text(TIME_IN_FORCE);
        if (!type.hasLimit()) {
            return TimeInForce.IOC;
        }
        if (type == Type.LIMIT_MAKER) {
            return TimeInForce.GTC;
        }
        return switch (word.orElseThrow(
                () -> BinanceError.missing(TIME_IN_FORCE).refused())) {
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

    /**
     * Finds the order that two parameters name, one by the venue's id and one by the client's. Where
     * both are sent they are of the same order: an order keeps both as long as it lives.
     *
     * @param otherwise what to answer if they are not
     */
    static void target(
            BinanceCall call,
            Listing listing,
            Names names,
            BinanceError otherwise,
            Consumer<Command.Target> then) {
        long market = listing.market().market();
        long id = call.number(names.byId()).orElse(0);
        String clientOrderId = call.text(names.byClientOrderId()).orElse("");
        if (id == 0 && clientOrderId.isEmpty()) {
            throw BinanceError.missing(names.byId()).refused();
        }
        if (id == 0 || clientOrderId.isEmpty()) {
            then.accept(new Command.Target(market, id, clientOrderId));
            return;
        }
        Command.Target target = new Command.Target(market, id, "");
        call.read(
                view -> BinanceAccounts.find(view, call.account(), target)
                        .filter(found -> found.clientOrderId().equals(clientOrderId)),
                found -> found.ifPresentOrElse(
                        order -> then.accept(target), () -> call.refuse(otherwise)));
    }

    /** The parameters that name an order. */
    record Names(String byId, String byClientOrderId) {
        static final Names OF_ORDER = new Names("orderId", "origClientOrderId");
        static final Names OF_CANCELLED = new Names("cancelOrderId", "cancelOrigClientOrderId");
    }
}
