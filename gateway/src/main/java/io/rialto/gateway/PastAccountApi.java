package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.history.PastAccount;
import io.rialto.history.ReadableHistory;
import io.rialto.protocol.OrderState;
import io.rialto.view.OrderInfo;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an account had and had open after any event, or at any instant. */
final class PastAccountApi {
    private static final Form ORDER = Form.of(
            "PastOrder",
            required("market", Schemas.MARKET),
            required("orderId", Schemas.ID),
            optional("clientOrderId", Schemas.CLIENT_ORDER_ID),
            required("side", Schemas.SIDE),
            required("type", Schemas.ORDER_TYPE),
            required("timeInForce", Schemas.TIME_IN_FORCE),
            required("postOnly", Schemas.YES_OR_NO),
            required("price", Schemas.DECIMAL),
            optional("triggerPrice", Schemas.DECIMAL),
            required("quantity", Schemas.DECIMAL),
            required("filledQuantity", Schemas.DECIMAL),
            required("remaining", Schemas.DECIMAL),
            required("state", Schemas.ORDER_STATE),
            required("acceptedAt", Schemas.INSTANT));

    private static final Form POSITION = Form.of(
            "PastPosition",
            required("market", Schemas.MARKET),
            required("quantity", Schemas.DECIMAL),
            required("spent", Schemas.DECIMAL),
            required("feesPaid", Schemas.DECIMAL));

    private static final Form STATE = Form.of(
            "PastAccount",
            required("sequence", Schemas.SEQUENCE),
            optional("time", Schemas.INSTANT),
            required("balances", new ListOf(Schemas.BALANCE)),
            required("orders", new ListOf(ORDER)),
            required("positions", new ListOf(POSITION)),
            required("unexplained", new ListOf(Schemas.MARKET)),
            required("fills", new ListOf(Schemas.FILL)));

    private PastAccountApi() {}

    static List<Route> routes() {
        return List.of(Route.get("/api/v1/accounts/{account}/state", "getPastAccount")
                .summary("Balances, open orders, positions and latest fills of an account as they"
                        + " were")
                .parameter(Route.Parameter.path(
                        Exchange.ACCOUNT, Schemas.ID, "Yours, or one that you own"))
                .parameter(Route.Parameter.query(
                        PastMoment.AT,
                        MarketSchemas.MOMENT,
                        "After that event or at that instant; else as it is"))
                .answers(200, STATE, PastAccountApi::state));
    }

    private static void state(Exchange exchange) {
        PastMoment past = PastMoment.of(exchange);
        long account = exchange.actedAs();
        ReadableHistory history = HistoryDesk.admit(exchange);
        exchange.deliver(
                exchange.venue()
                        .view()
                        .query(
                                Math.max(past.needed(), exchange.wantedSequence()),
                                HistoryDesk.patience(exchange),
                                view -> EquityApi.held(exchange, view, account))
                        .thenCompose(now -> HistoryDesk.blocking(() -> {
                            HistoryDesk.await(
                                    history, now.sequence(), HistoryDesk.patience(exchange));
                            return new Exchange.Read<>(
                                    now.sequence(),
                                    history.queries()
                                            .account(now, past.moment())
                                            .orElseThrow(PastMoment::notKept));
                        })),
                read -> exchange.answer(
                        json(exchange, read.value(), account), read.sequence(), false));
    }

    /** A market in which the account had something, if who asks may know of it. */
    private static Optional<Listing> listing(Exchange exchange, long market) {
        return exchange.mayKnow(market)
                ? Listing.byId(exchange.venue().directory(), exchange.callerUniverse(), market)
                : Optional.empty();
    }

    private static JsonObject json(Exchange exchange, PastAccount past, long account) {
        JsonArray orders = new JsonArray();
        past.orders()
                .forEach(order -> listing(exchange, order.terms().info().market())
                        .ifPresent(listing -> orders.add(order(order, listing))));
        JsonArray positions = new JsonArray();
        past.positions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> listing(exchange, each.getKey())
                        .ifPresent(listing -> positions.add(position(each.getValue(), listing))));
        JsonArray unexplained = new JsonArray();
        past.unexplained().stream()
                .sorted()
                .forEach(market -> listing(exchange, market)
                        .ifPresent(listing -> unexplained.add(listing.symbol())));
        JsonObject json = new JsonObject().put("sequence", Long.toString(past.sequence()));
        if (past.timeNanos() != 0) {
            json.put("time", Json.time(past.timeNanos()));
        }
        return json.put(
                        "balances",
                        Json.list(
                                past.balances(),
                                each -> Json.balance(
                                        each, AccountsApi.asset(exchange, each.asset()))))
                .put("orders", orders)
                .put("positions", positions)
                .put("unexplained", unexplained)
                .put(
                        "fills",
                        AccountsApi.fills(
                                exchange,
                                past.fills().stream()
                                        .filter(each -> exchange.mayKnow(each.market()))
                                        .toList(),
                                account,
                                Integer.MAX_VALUE));
    }

    private static JsonObject order(PastAccount.Order order, Listing listing) {
        OrderInfo terms = order.terms().info();
        JsonObject json = new JsonObject()
                .put("market", listing.symbol())
                .put("orderId", Long.toString(terms.order()));
        if (!terms.clientOrderId().isEmpty()) {
            json.put("clientOrderId", terms.clientOrderId());
        }
        json.put("side", Words.of(terms.side()))
                .put("type", Words.of(terms.orderType()))
                .put("timeInForce", Words.of(terms.timeInForce()))
                .put("postOnly", terms.postOnly())
                .put("price", listing.price(order.price()));
        if (order.trigger() != 0) {
            json.put("triggerPrice", listing.price(order.trigger()));
        }
        return json.put("quantity", listing.quantity(order.quantity()))
                .put("filledQuantity", listing.quantity(order.filled()))
                .put("remaining", listing.quantity(remaining(order)))
                .put("state", Words.of(stateOf(order)))
                .put("acceptedAt", Json.time(terms.acceptedAt()));
    }

    /** An order by budget alone has no total. */
    private static long remaining(PastAccount.Order order) {
        return Math.max(0, order.quantity() - order.filled());
    }

    private static OrderState stateOf(PastAccount.Order order) {
        if (order.trigger() != 0) {
            return OrderState.WAITING;
        }
        return order.filled() == 0 ? OrderState.OPEN : OrderState.PARTIALLY_FILLED;
    }

    private static JsonObject position(PastAccount.Position position, Listing listing) {
        return new JsonObject()
                .put("market", listing.symbol())
                .put("quantity", listing.quantity(position.quantity()))
                .put("spent", listing.money(position.spent()))
                .put("feesPaid", listing.money(position.fees()));
    }
}
