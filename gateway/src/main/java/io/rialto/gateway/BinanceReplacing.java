package io.rialto.gateway;

import io.rialto.protocol.Code;
import io.rialto.protocol.ReplaceMode;
import io.rialto.protocol.Side;
import io.rialto.view.OrderInfo;
import io.vertx.core.json.JsonObject;

import java.util.Optional;

/** Orders of the Binance face that become others: replaced and amended. */
final class BinanceReplacing {
    private BinanceReplacing() {}

    /** Lowers an order's quantity, which keeps its place in the queue. */
    static void amend(BinanceCall call) {
        Listing listing = call.listing();
        call.required("newQty");
        long quantity = call.amount(
                "newQty",
                listing.base().scale(),
                BinanceError.of(-1013, "Filter failure: LOT_SIZE"));
        BinanceOrders.target(
                call,
                listing,
                BinanceOrders.Names.OF_ORDER,
                BinanceError.noOrder(),
                target -> amend(call, listing, target, quantity));
    }

    private static void amend(
            BinanceCall call, Listing listing, Command.Target target, long quantity) {
        call.read(view -> BinanceAccounts.find(view, call.account(), target), found -> {
            OrderInfo order = found.orElseThrow(() -> BinanceError.noOrder().refused());
            if (quantity >= order.quantity()) {
                throw BinanceError.of(-2038, "Order amend: newQty must be below the quantity.")
                        .refused();
            }
            call.command(
                    new Command.Amend(target, listing.noPrice(), quantity),
                    Measures.of(listing),
                    answer -> BinanceTrading.read(
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
        OrderRequest order = BinanceOrders.terms(call, listing);
        if (order.isConditional()) {
            throw BinanceError.unsupported().refused();
        }
        if (BinanceMarkets.isContracts(listing) && order.side() == Side.SELL) {
            // What the cancelled order offered would be free again in the same step.
            throw BinanceError.unsupported().refused();
        }
        String detail = BinanceTrading.detail(call, order);
        BinanceOrders.target(
                call,
                listing,
                BinanceOrders.Names.OF_CANCELLED,
                BinanceError.unknownOrder(),
                target -> call.command(
                        new Command.Replace(target, mode, order),
                        Measures.of(listing, order.side()),
                        answer -> replaced(call, listing, answer, detail),
                        problem -> call.refuse(notReplaced(problem))));
    }

    private static BinanceError notReplaced(Problem problem) {
        BinanceError why = BinanceError.of(problem);
        // Clients know these by what they are, not by where they happened.
        return why.code() == -2011
                ? BinanceError.of(400, -2011, why.message())
                : why.code() == -2010 ? why : BinanceError.of(-2022, why.message());
    }

    private static void replaced(
            BinanceCall call, Listing listing, CommandAnswer answer, String detail) {
        String name = call.text("cancelNewClientOrderId").orElse("");
        BinanceTrading.placed(call, listing, answer, json -> {
            JsonObject both = new JsonObject()
                    .put("newOrderResult", "SUCCESS")
                    .put("newOrderResponse", BinanceTrading.shortened(json, detail));
            if (answer.related() == 0) {
                call.answer(both.put("cancelResult", "FAILURE")
                        .put("cancelResponse", cancelError(answer.relatedCode())));
                return;
            }
            BinanceTrading.cancelled(
                    call,
                    listing,
                    answer.related(),
                    answer,
                    old -> call.answer(both.put("cancelResult", "SUCCESS")
                            .put("cancelResponse", BinanceTrading.named(old, name))));
        });
    }

    private static JsonObject cancelError(Code code) {
        return Optional.of(code)
                .filter(why -> why == Code.ORDER_UNKNOWN)
                .map(why -> BinanceError.unknownOrder().json())
                .orElseGet(
                        () -> BinanceError.of(-2011, Denials.text(code).title()).json());
    }
}
