package io.rialto.gateway;

import io.rialto.protocol.CloseReason;
import io.rialto.protocol.Code;
import io.rialto.protocol.Condition;
import io.rialto.protocol.Peg;
import io.rialto.protocol.Side;
import io.rialto.view.AccountInfo;
import io.rialto.view.AssetInfo;
import io.rialto.view.Balance;
import io.rialto.view.BookLevel;
import io.rialto.view.BookSnapshot;
import io.rialto.view.MarketInfo;
import io.rialto.view.MarketState;
import io.rialto.view.OrderExits;
import io.rialto.view.OrderInfo;
import io.rialto.view.OrderManagement;
import io.rialto.view.OrderTrigger;
import io.rialto.view.Trade;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What the venue says, as JSON of the shapes in {@link Schemas} and {@link MarketSchemas}. */
final class Json {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private Json() {}

    static String time(long nanos) {
        return Instant.ofEpochSecond(nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND)
                .toString();
    }

    /** Nanoseconds of an instant as text, already checked for its shape. */
    static long nanos(String field, String text) {
        try {
            Instant instant = Instant.parse(text);
            return Math.addExact(
                    Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND),
                    instant.getNano());
        } catch (java.time.DateTimeException | ArithmeticException outOfRange) {
            throw new ProblemException(
                    Refusal.FIELD_INVALID, "Field \"" + field + "\" is no instant: " + text);
        }
    }

    static <T> JsonArray list(List<T> values, Function<T, JsonObject> toJson) {
        JsonArray array = new JsonArray();
        values.forEach(value -> array.add(toJson.apply(value)));
        return array;
    }

    static JsonObject done(CommandAnswer answer) {
        JsonObject json = new JsonObject();
        if (answer.id() != 0) {
            json.put("id", Long.toString(answer.id()));
        }
        return truth(json, answer);
    }

    static JsonObject orderOutcome(CommandAnswer answer, Listing listing) {
        JsonObject json = new JsonObject()
                .put("market", listing.symbol())
                .put("orderId", Long.toString(answer.id()))
                .put("state", Words.of(answer.state()))
                .put("filledQuantity", listing.quantity(answer.filledQuantity()))
                .put("filledNotional", listing.money(answer.filledNotional()))
                .put("fees", listing.money(answer.fees()))
                .put("remaining", listing.quantity(answer.remaining()));
        return truth(json, answer);
    }

    static JsonObject replaceOutcome(CommandAnswer answer, Listing listing) {
        JsonObject json = orderOutcome(answer, listing);
        if (answer.related() != 0) {
            json.put("cancelledOrderId", Long.toString(answer.related()));
        }
        if (answer.relatedCode() != Code.DONE) {
            json.put("cancelCode", Denials.wireName(answer.relatedCode()));
        }
        return json;
    }

    static JsonObject cancelAllOutcome(CommandAnswer answer) {
        return truth(new JsonObject().put("cancelled", answer.count()), answer);
    }

    static JsonObject preview(CommandAnswer answer, Listing listing, Side side) {
        CommandAnswer.PreviewTerms terms = answer.preview();
        JsonArray fills = list(
                terms.fills(),
                level -> new JsonObject()
                        .put("price", listing.price(level.price()))
                        .put("quantity", listing.quantity(level.quantity())));
        JsonObject json = new JsonObject()
                .put("market", listing.symbol())
                .put("state", Words.of(answer.state()))
                .put("fills", fills)
                .put("filledQuantity", listing.quantity(answer.filledQuantity()))
                .put("filledNotional", listing.money(answer.filledNotional()))
                .put("fees", listing.money(answer.fees()))
                .put("resting", listing.quantity(answer.remaining()))
                .put(
                        "held",
                        side == Side.BUY
                                ? listing.money(terms.held())
                                : listing.quantity(terms.held()))
                .put("baseAvailableAfter", listing.quantity(terms.baseAvailableAfter()))
                .put("quoteAvailableAfter", listing.money(terms.quoteAvailableAfter()));
        return truth(json, answer);
    }

    static JsonObject truth(JsonObject json, CommandAnswer answer) {
        return json.put("sequence", Long.toString(answer.sequence()))
                .put("time", time(answer.timeNanos()));
    }

    static JsonObject order(OrderInfo order, Listing listing) {
        JsonObject json = new JsonObject()
                .put("market", listing.symbol())
                .put("orderId", Long.toString(order.order()));
        if (!order.clientOrderId().isEmpty()) {
            json.put("clientOrderId", order.clientOrderId());
        }
        json.put("side", Words.of(order.side()))
                .put("type", Words.of(order.orderType()))
                .put("timeInForce", Words.of(order.timeInForce()))
                .put("selfTradePrevention", Words.of(order.selfTradePrevention()))
                .put("postOnly", order.postOnly())
                .put("price", listing.price(order.price()))
                .put("quantity", listing.quantity(order.quantity()));
        if (order.budget() != 0) {
            json.put("budget", listing.money(order.budget()));
        }
        if (order.expiresAt() != 0) {
            json.put("expiresAt", time(order.expiresAt()));
        }
        putTrigger(json, order.trigger(), listing);
        putManagement(json, order.management(), listing);
        json.put("remaining", listing.quantity(order.remaining()))
                .put("filledQuantity", listing.quantity(order.filled()))
                .put("filledNotional", listing.money(order.filledNotional()))
                .put("fees", listing.money(order.fees()))
                .put(
                        "held",
                        order.side() == Side.BUY
                                ? listing.money(order.held())
                                : listing.quantity(order.held()))
                .put("state", Words.of(order.state()));
        if (order.closeReason() != CloseReason.NULL_VAL) {
            json.put("closeReason", Words.of(order.closeReason()));
        }
        return json.put("acceptedAt", time(order.acceptedAt()))
                .put("changedAt", time(order.changedAt()));
    }

    private static void putTrigger(JsonObject json, OrderTrigger trigger, Listing listing) {
        if (trigger.condition() == Condition.NULL_VAL) {
            return;
        }
        json.put("condition", Words.of(trigger.condition()))
                .put("triggerPrice", listing.price(trigger.price()));
        if (trigger.trail() != 0) {
            json.put("trail", listing.price(trigger.trail()));
        }
    }

    private static void putManagement(
            JsonObject json, OrderManagement management, Listing listing) {
        if (management.display() != 0) {
            json.put("displayQuantity", listing.quantity(management.display()));
        }
        if (management.peg() != Peg.NONE) {
            json.put("peg", Words.of(management.peg()))
                    .put("pegOffset", listing.price(management.offset()))
                    .put("pegLimit", listing.price(management.limit()));
        }
        if (management.reduceOnly()) {
            json.put("reduceOnly", true);
        }
        if (management.linked() != 0) {
            json.put("linkedOrderId", Long.toString(management.linked()));
        }
        OrderExits exits = management.exits();
        if (exits.stopPrice() != 0) {
            json.put("takeProfitPrice", listing.price(exits.takeProfitPrice()))
                    .put("stopPrice", listing.price(exits.stopPrice()));
            putLimit(json, "takeProfitLimit", exits.takeProfitLimit(), listing);
            putLimit(json, "stopLimit", exits.stopLimit(), listing);
        }
    }

    private static void putLimit(JsonObject json, String name, long price, Listing listing) {
        if (price != 0) {
            json.put(name, listing.price(price));
        }
    }

    static JsonObject account(AccountInfo account) {
        return new JsonObject()
                .put("id", Long.toString(account.account()))
                .put("name", account.name())
                .put("kind", Words.of(account.kind()))
                .put("administrator", account.administrator())
                .put("selfTradeGroup", Long.toString(account.selfTradeGroup()))
                .put("universe", Integer.toUnsignedString(account.universe()));
    }

    static JsonObject balance(Balance balance, AssetInfo asset) {
        return new JsonObject()
                .put("asset", asset.symbol())
                .put("cash", Decimals.format(balance.cash(), asset.scale()))
                .put("held", Decimals.format(balance.held(), asset.scale()))
                .put("available", Decimals.format(balance.available(), asset.scale()));
    }

    static JsonObject asset(AssetInfo asset) {
        return new JsonObject()
                .put("id", Integer.toUnsignedString(asset.asset()))
                .put("symbol", asset.symbol())
                .put("scale", asset.scale())
                .put("displayScale", asset.displayScale());
    }

    static JsonObject fill(Trade trade, Listing listing, long account, boolean maker) {
        boolean buyer = (trade.takerSide() == Side.BUY) != maker;
        JsonObject json = new JsonObject()
                .put("market", listing.symbol())
                .put("tradeId", Long.toString(trade.trade()))
                .put("orderId", Long.toString(maker ? trade.makerOrder() : trade.takerOrder()))
                .put("side", Words.of(buyer ? Side.BUY : Side.SELL))
                .put("role", maker ? "maker" : "taker")
                .put("price", listing.price(trade.price()))
                .put("quantity", listing.quantity(trade.quantity()))
                .put("notional", listing.money(trade.notional()))
                .put("fee", listing.money(maker ? trade.makerFee() : trade.takerFee()))
                .put("sequence", Long.toString(trade.sequence()))
                .put("time", time(trade.timeNanos()));
        return trade.busted() ? json.put("busted", true) : json;
    }

    /** What everybody is told of a trade. `isTakerShown`: whoever asks may know who took. */
    static JsonObject trade(Trade trade, Listing listing, boolean isTakerShown) {
        JsonObject json = new JsonObject()
                .put("tradeId", Long.toString(trade.trade()))
                .put("price", listing.price(trade.price()))
                .put("quantity", listing.quantity(trade.quantity()))
                .put("takerSide", Words.of(trade.takerSide()))
                .put("takerAccount", isTakerShown ? Long.toString(trade.takerAccount()) : "0")
                .put("time", time(trade.timeNanos()));
        return trade.busted() ? json.put("busted", true) : json;
    }

    static JsonObject level(BookLevel level, Listing listing) {
        return new JsonObject()
                .put("price", listing.price(level.price()))
                .put("quantity", listing.quantity(level.quantity()))
                .put("orders", level.orders());
    }

    static JsonObject book(BookSnapshot book, Listing listing) {
        return new JsonObject()
                .put("market", listing.symbol())
                .put("update", Long.toString(book.update()))
                .put("bids", list(book.bids(), level -> level(level, listing)))
                .put("asks", list(book.asks(), level -> level(level, listing)));
    }

    static JsonObject market(MarketState state, Listing listing) {
        MarketInfo info = state.info();
        JsonObject json = new JsonObject()
                .put("id", Long.toString(info.market()))
                .put("symbol", info.symbol())
                .put("base", listing.base().symbol())
                .put("quote", listing.quote().symbol())
                .put("status", Words.of(info.status()))
                .put("tick", listing.price(info.tick()))
                .put("lot", listing.quantity(info.lot()))
                .put("priceMaximum", listing.price(info.priceMaximum()))
                .put("quantityMinimum", listing.quantity(info.quantityMinimum()))
                .put("quantityMaximum", listing.quantity(info.quantityMaximum()))
                .put("notionalMinimum", listing.money(info.notionalMinimum()))
                .put("notionalMaximum", listing.money(info.notionalMaximum()))
                .put("positionMaximum", listing.quantity(info.positionMaximum()))
                .put("referencePrice", listing.price(info.referencePrice()))
                .put("priceBandPpm", info.priceBandPpm())
                .put("protectionPpm", info.protectionPpm())
                .put("openOrdersAccountMax", info.openOrdersAccountMax())
                .put("openOrdersMarketMax", info.openOrdersMarketMax())
                .put("makerFeePpm", info.makerFeePpm())
                .put("takerFeePpm", info.takerFeePpm())
                .put("selfTradePrevention", Words.of(info.selfTradePrevention()))
                .put("update", Long.toString(state.update()))
                .put("openOrders", state.openOrders());
        if (state.hasTraded()) {
            json.put("lastPrice", listing.price(state.lastPrice()));
        }
        if (state.bid().quantity() != 0) {
            json.put("bid", level(state.bid(), listing));
        }
        if (state.ask().quantity() != 0) {
            json.put("ask", level(state.ask(), listing));
        }
        return json;
    }
}
