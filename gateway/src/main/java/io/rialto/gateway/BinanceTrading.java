package io.rialto.gateway;

import io.rialto.protocol.Side;
import io.rialto.view.OrderInfo;
import io.rialto.view.PositionInfo;
import io.rialto.view.Trade;
import io.rialto.view.VenueView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.function.Consumer;

/** Orders of the Binance face: new and cancelled. */
final class BinanceTrading {
    /** More trades than one order usually makes; those before are left out of its answer. */
    private static final int FILLS_MAX = 1_000;

    private BinanceTrading() {}

    /** An order with the trades that it made. */
    record Placed(OrderInfo order, List<Trade> fills) {}

    static void place(BinanceCall call) {
        Listing listing = call.listing();
        OrderRequest order = BinanceOrders.terms(call, listing);
        String detail = detail(call, order);
        whenThere(
                call,
                listing,
                order,
                () -> call.command(
                        new Command.Place(order),
                        Measures.of(listing, order.side()),
                        answer -> placed(
                                call,
                                listing,
                                answer,
                                json -> call.answer(shortened(json, detail)))));
    }

    static String detail(BinanceCall call, OrderRequest order) {
        return detail(call, order.isConditional() || order.postOnly() ? "ACK" : "FULL");
    }

    /** How much is told of an order. */
    static String detail(BinanceCall call, String standard) {
        String detail = call.text("newOrderRespType").orElse(standard);
        if (!List.of("ACK", "RESULT", "FULL").contains(detail)) {
            throw BinanceError.malformed("newOrderRespType").refused();
        }
        return detail;
    }

    /** Contracts can be sold short by the venue's own interface; by this face what one has. */
    private static void whenThere(
            BinanceCall call, Listing listing, OrderRequest order, Runnable next) {
        if (order.side() == Side.BUY || !BinanceMarkets.isContracts(listing)) {
            next.run();
            return;
        }
        call.read(view -> freeContracts(view, call.account(), listing), free -> {
            if (free < order.quantity()) {
                call.refuse(BinanceError.funds());
            } else {
                next.run();
            }
        });
    }

    /** The long position less what is offered of it. */
    static long freeContracts(VenueView view, long account, Listing listing) {
        long market = listing.market().market();
        long position = view.positions(account).stream()
                .filter(each -> each.market() == market)
                .mapToLong(PositionInfo::quantity)
                .sum();
        return Math.max(0, position - offeredContracts(view, account, market));
    }

    static long offeredContracts(VenueView view, long account, long market) {
        return view.openOrders(account, market).stream()
                .filter(order -> order.side() == Side.SELL)
                .mapToLong(OrderInfo::remaining)
                .sum();
    }

    /** Tells of an order as it was after a command. */
    static void placed(
            BinanceCall call, Listing listing, CommandAnswer answer, Consumer<JsonObject> told) {
        read(call, listing, answer, placed -> {
            JsonObject json = result(call, listing, placed.order(), answer);
            JsonArray fills = new JsonArray();
            placed.fills().reversed().forEach(trade -> fills.add(BinanceJson.fill(trade, listing)));
            told.accept(json.put("fills", fills));
        });
    }

    static void read(
            BinanceCall call, Listing listing, CommandAnswer answer, Consumer<Placed> then) {
        long market = listing.market().market();
        call.read(
                answer.sequence(),
                view -> new Placed(
                        view.order(market, answer.id()).orElseThrow(),
                        view.accountTrades(call.account(), FILLS_MAX).stream()
                                .filter(trade -> trade.market() == market)
                                .filter(trade -> trade.takerOrder() == answer.id())
                                .toList()),
                then);
    }

    private static JsonObject result(
            BinanceCall call, Listing listing, OrderInfo order, CommandAnswer answer) {
        return BinanceJson.terms(order, listing, call.venue().directory())
                .put("transactTime", BinanceJson.millis(answer.timeNanos()))
                .put("workingTime", BinanceJson.millis(order.acceptedAt()));
    }

    static JsonObject shortened(JsonObject full, String detail) {
        JsonObject json = full.copy();
        if (!detail.equals("FULL")) {
            json.remove("fills");
        }
        if (detail.equals("ACK")) {
            json.fieldNames()
                    .retainAll(List.of(
                            "symbol", "orderId", "orderListId", "clientOrderId", "transactTime"));
        }
        return json;
    }

    static void test(BinanceCall call) {
        Listing listing = call.listing();
        OrderRequest order = BinanceOrders.terms(call, listing);
        whenThere(
                call,
                listing,
                order,
                () -> call.command(
                        new Command.Preview(order),
                        Measures.of(listing, order.side()),
                        answer -> call.answer(new JsonObject())));
    }

    static void cancel(BinanceCall call) {
        Listing listing = call.listing();
        String name = call.text("newClientOrderId").orElse("");
        BinanceOrders.target(
                call,
                listing,
                BinanceOrders.Names.OF_ORDER,
                BinanceError.unknownOrder(),
                target -> call.command(
                        new Command.Cancel(target),
                        Measures.of(listing),
                        answer -> cancelled(
                                call,
                                listing,
                                answer.id(),
                                answer,
                                json -> BinanceLists.endLinked(
                                        call,
                                        listing,
                                        answer.id(),
                                        () -> call.answer(named(json, name))))));
    }

    /** The same under the name that its cancellation was given, if any. */
    static JsonObject named(JsonObject cancelled, String name) {
        return name.isEmpty() ? cancelled : cancelled.put("clientOrderId", name);
    }

    static void cancelled(
            BinanceCall call,
            Listing listing,
            long id,
            CommandAnswer answer,
            Consumer<JsonObject> told) {
        call.read(
                answer.sequence(),
                view -> view.order(listing.market().market(), id).orElseThrow(),
                order -> told.accept(cancelled(call, listing, order, answer)));
    }

    private static JsonObject cancelled(
            BinanceCall call, Listing listing, OrderInfo order, CommandAnswer answer) {
        return result(call, listing, order, answer).put("origClientOrderId", order.clientOrderId());
    }

    static void cancelAll(BinanceCall call) {
        Listing listing = call.listing();
        long market = listing.market().market();
        call.read(view -> view.openOrders(call.account(), market), open -> {
            if (open.isEmpty()) {
                call.refuse(BinanceError.unknownOrder());
                return;
            }
            call.command(
                    new Command.CancelAll(market, 0),
                    Measures.of(listing),
                    answer -> call.read(
                            answer.sequence(),
                            view -> open.stream()
                                    .flatMap(order -> view.order(market, order.order()).stream())
                                    .toList(),
                            orders -> {
                                JsonArray all = new JsonArray();
                                orders.forEach(
                                        order -> all.add(cancelled(call, listing, order, answer)));
                                call.answer(all);
                            }));
        });
    }
}
