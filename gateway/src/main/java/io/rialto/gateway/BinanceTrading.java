package io.rialto.gateway;

import io.rialto.protocol.Code;
import io.rialto.protocol.ReplaceMode;
import io.rialto.protocol.Side;
import io.rialto.view.OrderInfo;
import io.rialto.view.PositionInfo;
import io.rialto.view.Trade;
import io.rialto.view.VenueView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Orders of the Binance face: new, replaced, amended, cancelled. */
final class BinanceTrading {
    /** More trades than one order usually makes; those before are left out of its answer. */
    private static final int FILLS_MAX = 1_000;

    private BinanceTrading() {}

    /** An order with the trades that it made. */
    private record Placed(OrderInfo order, List<Trade> fills) {}

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

    private static String detail(BinanceCall call, OrderRequest order) {
        String standard = order.isConditional() || order.postOnly() ? "ACK" : "FULL";
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
    private static void placed(
            BinanceCall call, Listing listing, CommandAnswer answer, Consumer<JsonObject> told) {
        read(call, listing, answer, placed -> {
            JsonObject json = result(call, listing, placed.order(), answer);
            JsonArray fills = new JsonArray();
            placed.fills().reversed().forEach(trade -> fills.add(BinanceJson.fill(trade, listing)));
            told.accept(json.put("fills", fills));
        });
    }

    private static void read(
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

    private static JsonObject shortened(JsonObject full, String detail) {
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
        Command.Target target = BinanceOrders.target(call, listing, "orderId", "origClientOrderId");
        call.command(
                new Command.Cancel(target),
                Measures.of(listing),
                answer -> cancelled(
                        call,
                        listing,
                        answer.id(),
                        answer,
                        json -> BinanceLists.endLinked(
                                call, listing, answer.id(), () -> call.answer(json))));
    }

    private static void cancelled(
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
        String name = call.text("newClientOrderId").orElse(order.clientOrderId());
        return result(call, listing, order, answer)
                .put("origClientOrderId", order.clientOrderId())
                .put("clientOrderId", name);
    }

    static void cancelAll(BinanceCall call) {
        Listing listing = call.listing();
        long market = listing.market().market();
        call.read(view -> view.openOrders(call.account(), market), open -> {
            if (open.isEmpty()) {
                call.refuse(BinanceError.of(-2011, "Unknown order sent."));
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

    /** Lowers an order's quantity, which keeps its place in the queue. */
    static void amend(BinanceCall call) {
        Listing listing = call.listing();
        Command.Target target = BinanceOrders.target(call, listing, "orderId", "origClientOrderId");
        call.required("newQty");
        long quantity = call.amount(
                "newQty",
                listing.base().scale(),
                BinanceError.of(-1013, "Filter failure: LOT_SIZE"));
        call.read(view -> BinanceAccounts.find(view, call.account(), target), found -> {
            OrderInfo order = found.orElseThrow(() -> BinanceError.noOrder().refused());
            if (quantity >= order.quantity()) {
                throw BinanceError.of(-2038, "Order amend: newQty must be below the quantity.")
                        .refused();
            }
            call.command(
                    new Command.Amend(target, listing.noPrice(), quantity),
                    Measures.of(listing),
                    answer -> read(
                            call,
                            listing,
                            answer,
                            placed -> call.answer(new JsonObject()
                                    .put("transactTime", BinanceJson.millis(answer.timeNanos()))
                                    .put("executionId", answer.sequence())
                                    .put("amendedOrder", amended(call, listing, placed.order())))));
        });
    }

    private static JsonObject amended(BinanceCall call, Listing listing, OrderInfo order) {
        JsonObject json = BinanceJson.order(order, listing, call.venue().directory());
        return json.put("qty", json.getString("origQty"));
    }

    /**
     * Cancels an order and places another, as one step of the venue: with STOP_ON_FAILURE nothing is
     * done unless both can be, so an order is never lost to a replacement that is refused.
     */
    static void cancelReplace(BinanceCall call) {
        Listing listing = call.listing();
        ReplaceMode mode = switch (call.required("cancelReplaceMode")) {
            case "STOP_ON_FAILURE" -> ReplaceMode.STOP_ON_FAILURE;
            case "ALLOW_FAILURE" -> ReplaceMode.ALLOW_FAILURE;
            default -> throw BinanceError.malformed("cancelReplaceMode").refused();
        };
        Command.Target target =
                BinanceOrders.target(call, listing, "cancelOrderId", "cancelOrigClientOrderId");
        OrderRequest order = BinanceOrders.terms(call, listing);
        if (order.isConditional()) {
            throw BinanceError.unsupported().refused();
        }
        if (BinanceMarkets.isContracts(listing) && order.side() == Side.SELL) {
            // What the cancelled order offered would be free again in the same step.
            throw BinanceError.unsupported().refused();
        }
        call.command(
                new Command.Replace(target, mode, order),
                Measures.of(listing, order.side()),
                answer -> replaced(call, listing, answer),
                problem -> call.refuse(notReplaced(problem)));
    }

    private static BinanceError notReplaced(Problem problem) {
        BinanceError why = BinanceError.of(problem);
        // Clients know these by what they are, not by where they happened.
        return why.code() == -2011
                ? BinanceError.of(400, -2011, why.message())
                : why.code() == -2010 ? why : BinanceError.of(-2022, why.message());
    }

    private static void replaced(BinanceCall call, Listing listing, CommandAnswer answer) {
        placed(call, listing, answer, json -> {
            JsonObject both =
                    new JsonObject().put("newOrderResult", "SUCCESS").put("newOrderResponse", json);
            if (answer.related() == 0) {
                call.answer(both.put("cancelResult", "FAILURE")
                        .put("cancelResponse", cancelError(answer.relatedCode())));
                return;
            }
            cancelled(
                    call,
                    listing,
                    answer.related(),
                    answer,
                    old -> call.answer(
                            both.put("cancelResult", "SUCCESS").put("cancelResponse", old)));
        });
    }

    private static JsonObject cancelError(Code code) {
        return Optional.of(code)
                .filter(why -> why == Code.ORDER_UNKNOWN)
                .map(why -> BinanceError.of(-2011, "Unknown order sent.").json())
                .orElseGet(
                        () -> BinanceError.of(-2011, Denials.text(code).title()).json());
    }
}
