package io.rialto.gateway;

import io.rialto.protocol.Side;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The two orders of an OCO of the Binance API: one that rests, and a stop that waits on the other side
 * of the market. Written as that API wrote them first, or with what is above and below named so.
 *
 * @param listName how the client calls both together; where it does not say, as the one that rests
 */
record BinanceLegs(OrderRequest resting, OrderRequest waiting, String listName) {
    private static final List<String> OF_BOTH =
            List.of("symbol", "side", "quantity", "selfTradePreventionMode");

    /** As that API wrote them first. */
    static final Predicate<String> FIRST_TERMS = BinanceTerms.taking(
                    "listClientOrderId",
                    "newOrderRespType",
                    "price",
                    "limitClientOrderId",
                    "stopPrice",
                    "stopLimitPrice",
                    "stopLimitTimeInForce",
                    "stopClientOrderId")
            .or(OF_BOTH::contains);

    /** With what is above and below named so. */
    static final Predicate<String> NAMED_TERMS = BinanceTerms.taking(
                    "listClientOrderId",
                    "newOrderRespType",
                    "aboveType",
                    "aboveClientOrderId",
                    "abovePrice",
                    "aboveStopPrice",
                    "aboveTimeInForce",
                    "belowType",
                    "belowClientOrderId",
                    "belowPrice",
                    "belowStopPrice",
                    "belowTimeInForce")
            .or(OF_BOTH::contains);

    private static final String NAME = "newClientOrderId";
    private static final String TYPE = "type";
    private static final String RESTS = "LIMIT_MAKER";
    private static final List<String> STOPS = List.of("STOP_LOSS", "STOP_LOSS_LIMIT");

    /**
     * Reads them.
     *
     * @throws BinanceError.RefusedException if they are none, or on the same side of each other
     */
    static BinanceLegs of(BinanceCall call, Listing listing) {
        if (BinanceMarkets.isContracts(listing)) {
            // Nothing waits for a price there.
            throw BinanceError.unsupported().refused();
        }
        Side side = BinanceOrders.side(call);
        boolean isNamed =
                call.text("aboveType").isPresent() || call.text("belowType").isPresent();
        Map<String, String> resting = isNamed
                ? leg(call, side == Side.SELL ? "above" : "below")
                : taken(call, Map.of("price", "price", "limitClientOrderId", NAME));
        Map<String, String> waiting = isNamed
                ? leg(call, side == Side.SELL ? "below" : "above")
                : taken(
                        call,
                        Map.of(
                                "stopPrice", "stopPrice",
                                "stopLimitPrice", "price",
                                "stopLimitTimeInForce", "timeInForce",
                                "stopClientOrderId", NAME));
        if (!isNamed) {
            resting.put(TYPE, RESTS);
            waiting.put(TYPE, waiting.containsKey("price") ? STOPS.getLast() : STOPS.getFirst());
        } else if (!RESTS.equals(resting.get(TYPE)) || !STOPS.contains(waiting.get(TYPE))) {
            throw BinanceError.unsupported().refused();
        }
        call.text("listClientOrderId").ifPresent(name -> resting.putIfAbsent(NAME, name));
        OrderRequest first = BinanceOrders.terms(call.with(resting), listing);
        OrderRequest second = BinanceOrders.terms(call.with(waiting), listing);
        boolean isApart = side == Side.SELL
                ? first.price() > second.trigger().price()
                : first.price() < second.trigger().price();
        if (!isApart) {
            throw BinanceError.of(
                            -2010, "The relationship of the prices for the orders is not correct.")
                    .refused();
        }
        return new BinanceLegs(
                first, second, call.text("listClientOrderId").orElse(first.clientOrderId()));
    }

    private static Map<String, String> leg(BinanceCall call, String place) {
        return taken(
                call,
                Map.of(
                        place + "Type", TYPE,
                        place + "ClientOrderId", NAME,
                        place + "Price", "price",
                        place + "StopPrice", "stopPrice",
                        place + "TimeInForce", "timeInForce"));
    }

    /** What is the same of both, and parameters under the names that they have of one order. */
    private static Map<String, String> taken(BinanceCall call, Map<String, String> names) {
        Map<String, String> taken = new LinkedHashMap<>();
        for (String same : OF_BOTH) {
            call.text(same).ifPresent(value -> taken.put(same, value));
        }
        names.forEach((given, name) -> call.text(given).ifPresent(value -> taken.put(name, value)));
        return taken;
    }
}
