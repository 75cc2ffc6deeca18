package io.rialto.gateway;

import io.rialto.identity.Scope;
import io.rialto.protocol.Code;
import io.rialto.protocol.Condition;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.ReplaceMode;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;
import io.rialto.view.OrderInfo;
import io.rialto.view.OrderTrigger;
import io.vertx.core.json.JsonObject;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Orders on REST: placing, amending, cancelling, looking at one's own. */
final class OrdersApi {
    private static final Route.Parameter MARKET =
            Route.Parameter.path("market", Schemas.MARKET, "Symbol or id");
    private static final Route.Parameter ORDER =
            Route.Parameter.path("order", Schemas.ID, "The venue's id of the order");
    private static final Route.Parameter CLIENT_ORDER = Route.Parameter.path(
            "clientOrderId", Schemas.CLIENT_ORDER_ID, "Your own id of the order");
    private static final String ORDERS = "/api/v1/orders";
    private static final String ONE = ORDERS + "/{market}/{order}";
    private static final String ONE_BY_CLIENT = ORDERS + "/{market}/client/{clientOrderId}";

    private OrdersApi() {}

    static List<Route> routes() {
        return List.of(
                Route.post(ORDERS, "placeOrder")
                        .summary("Places an order")
                        .request(Schemas.PLACE_ORDER)
                        .forAccount()
                        .answers(201, Schemas.ORDER_OUTCOME, OrdersApi::place),
                Route.get(ORDERS, "listOrders")
                        .summary("Your open orders")
                        .parameter(Route.Parameter.query("market", Schemas.MARKET, "Only of this"))
                        .forAccount()
                        .answers(200, Schemas.ORDERS, OrdersApi::list),
                Route.delete(ORDERS, "cancelAllOrders")
                        .summary("Cancels all your open orders, or those of a market or side")
                        .parameter(Route.Parameter.query("market", Schemas.MARKET, "Only of this"))
                        .parameter(Route.Parameter.query("side", Schemas.SIDE, "Only these"))
                        .forAccount()
                        .answers(200, Schemas.CANCEL_ALL_OUTCOME, OrdersApi::cancelAll),
                Route.post(ORDERS + "/replace", "replaceOrder")
                        .summary("Cancels an order and places another, as one step")
                        .request(Schemas.REPLACE_ORDER)
                        .forAccount()
                        .answers(201, Schemas.REPLACE_OUTCOME, OrdersApi::replace),
                Route.post(ORDERS + "/preview", "previewOrder")
                        .summary("What an order would do if it were placed now; changes nothing")
                        .request(Schemas.PLACE_ORDER)
                        .forAccount()
                        .scope(Scope.READ)
                        .answers(200, Schemas.PREVIEW, OrdersApi::preview),
                Route.get(ONE, "getOrder")
                        .summary("An order of yours, open or closed recently")
                        .parameter(MARKET)
                        .parameter(ORDER)
                        .forAccount()
                        .answers(200, Schemas.ORDER, OrdersApi::get),
                Route.patch(ONE, "amendOrder")
                        .summary("Changes an order's price or total quantity")
                        .parameter(MARKET)
                        .parameter(ORDER)
                        .request(Schemas.AMEND_ORDER)
                        .forAccount()
                        .answers(200, Schemas.ORDER_OUTCOME, OrdersApi::amend),
                Route.delete(ONE, "cancelOrder")
                        .summary("Cancels an order")
                        .parameter(MARKET)
                        .parameter(ORDER)
                        .forAccount()
                        .answers(200, Schemas.ORDER_OUTCOME, OrdersApi::cancel),
                Route.get(ONE_BY_CLIENT, "getOrderByClientOrderId")
                        .summary("An order of yours, by your own id of it")
                        .parameter(MARKET)
                        .parameter(CLIENT_ORDER)
                        .forAccount()
                        .answers(200, Schemas.ORDER, OrdersApi::getByClientOrderId),
                Route.patch(ONE_BY_CLIENT, "amendOrderByClientOrderId")
                        .summary("Changes an order, by your own id of it")
                        .parameter(MARKET)
                        .parameter(CLIENT_ORDER)
                        .request(Schemas.AMEND_ORDER)
                        .forAccount()
                        .answers(200, Schemas.ORDER_OUTCOME, OrdersApi::amend),
                Route.delete(ONE_BY_CLIENT, "cancelOrderByClientOrderId")
                        .summary("Cancels an order, by your own id of it")
                        .parameter(MARKET)
                        .parameter(CLIENT_ORDER)
                        .forAccount()
                        .answers(200, Schemas.ORDER_OUTCOME, OrdersApi::cancel));
    }

    private static void place(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.body().getString("market"));
        OrderRequest order = terms(exchange.body(), listing);
        exchange.command(
                new Command.Place(order),
                Measures.of(listing, order.side()),
                answer -> Json.orderOutcome(answer, listing));
    }

    private static void preview(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.body().getString("market"));
        OrderRequest order = terms(exchange.body(), listing);
        exchange.command(
                new Command.Preview(order),
                Measures.of(listing, order.side()),
                answer -> Json.preview(answer, listing, order.side()));
    }

    private static void replace(Exchange exchange) {
        JsonObject body = exchange.body();
        Listing listing = Markets.find(exchange, body.getString("market"));
        OrderRequest order = terms(body, listing);
        Command.Target target = new Command.Target(
                listing.market().market(),
                Markets.id(body.getString("cancelOrderId", "0")),
                body.getString("cancelClientOrderId", ""));
        if (target.orderId() == 0 && target.clientOrderId().isEmpty()) {
            throw new ProblemException(
                    Refusal.FIELD_MISSING,
                    "Add field \"cancelOrderId\" or \"cancelClientOrderId\"");
        }
        ReplaceMode mode =
                Words.parse(ReplaceMode.class, body.getString("mode", "stop-on-failure"));
        exchange.command(
                new Command.Replace(target, mode, order),
                Measures.of(listing, order.side()),
                answer -> Json.replaceOutcome(answer, listing));
    }

    private static void amend(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        JsonObject body = exchange.body();
        Command.Amend amend = new Command.Amend(
                target(exchange, listing),
                Markets.price(body, listing),
                Markets.amount(body, "quantity", listing.base().scale()));
        exchange.command(amend, Measures.of(listing), answer -> Json.orderOutcome(answer, listing));
    }

    private static void cancel(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        exchange.command(
                new Command.Cancel(target(exchange, listing)),
                Measures.of(listing),
                answer -> Json.orderOutcome(answer, listing));
    }

    private static void cancelAll(Exchange exchange) {
        long market = exchange.query("market")
                .map(name -> Markets.find(exchange, name).market().market())
                .orElse(0L);
        int side = exchange.query("side")
                .map(word -> (int) Words.parse(Side.class, word).value())
                .orElse(0);
        Consumer<CommandAnswer> done = answer -> {
            if (answer.count() > 0) {
                exchange.answer(
                        Json.cancelAllOutcome(answer), answer.sequence(), answer.repeated());
            } else {
                tellKept(exchange, answer, market, side);
            }
        };
        exchange.commandThen(new Command.CancelAll(market, side), Measures.NONE, done);
    }

    /** Nothing was cancelled: because there was nothing, or because of the market's status. */
    private static void tellKept(Exchange exchange, CommandAnswer answer, long market, int side) {
        long account = exchange.actedAs();
        Duration wait = Duration.ofMillis(exchange.venue().config().viewWaitMillis());
        exchange.deliver(
                exchange.venue()
                        .view()
                        .query(
                                answer.sequence(),
                                wait,
                                view -> view.openOrders(account).stream()
                                        .filter(order -> market == 0 || order.market() == market)
                                        .filter(order ->
                                                side == 0 || order.side().value() == side)
                                        .filter(order -> exchange.mayKnow(order.market()))
                                        .count()),
                kept -> {
                    JsonObject json = Json.cancelAllOutcome(answer);
                    if (kept > 0) {
                        json.put("kept", kept).put("reason", Words.of(Code.MARKET_PAUSED));
                    }
                    exchange.answer(json, answer.sequence(), answer.repeated());
                });
    }

    private static void list(Exchange exchange) {
        long account = exchange.actedAs();
        Optional<Listing> only = exchange.query("market").map(n -> Markets.find(exchange, n));
        exchange.read(
                view -> only.isPresent()
                        ? view.openOrders(account, only.get().market().market())
                        : view.openOrders(account),
                orders -> new JsonObject()
                        .put(
                                "orders",
                                Json.list(
                                        orders.stream()
                                                .filter(order -> exchange.mayKnow(order.market()))
                                                .toList(),
                                        order -> json(exchange, order))));
    }

    private static void get(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        long order = Markets.id(exchange.path("order"));
        exchange.read(
                view -> view.order(listing.market().market(), order),
                found -> own(exchange, found, listing));
    }

    private static void getByClientOrderId(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        String clientOrderId = exchange.path("clientOrderId");
        long account = exchange.actedAs();
        exchange.read(
                view -> view.orderByClientOrderId(account, clientOrderId),
                found -> own(exchange, found, listing));
    }

    private static JsonObject own(Exchange exchange, Optional<OrderInfo> found, Listing listing) {
        // Whether somebody else's order exists is nobody's business.
        return found.filter(order -> order.account() == exchange.actedAs())
                .filter(order -> order.market() == listing.market().market())
                .map(order -> Json.order(order, listing))
                .orElseThrow(() -> new ProblemException(Markets.unknown(Code.ORDER_UNKNOWN)));
    }

    private static JsonObject json(Exchange exchange, OrderInfo order) {
        int universe = exchange.callerUniverse();
        return Json.order(
                order,
                Listing.byId(exchange.venue().directory(), universe, order.market())
                        .orElseThrow(Markets::unknownMarket));
    }

    private static Command.Target target(Exchange exchange, Listing listing) {
        String order = exchange.path("order");
        return new Command.Target(
                listing.market().market(),
                order == null ? 0 : Markets.id(order),
                order == null ? exchange.path("clientOrderId") : "");
    }

    private static OrderTrigger trigger(JsonObject body) {
        String condition = body.getString("condition");
        return new OrderTrigger(
                condition == null ? Condition.NULL_VAL : Words.parse(Condition.class, condition),
                Markets.amount(body, "triggerPrice", Decimals.PRICE_SCALE),
                Markets.amount(body, "trail", Decimals.PRICE_SCALE));
    }

    /** The terms in a body that has the shape of {@link Schemas#PLACE_ORDER}. */
    static OrderRequest terms(JsonObject body, Listing listing) {
        OrderType type = Words.parse(OrderType.class, body.getString("type", "limit"));
        String standard = type == OrderType.MARKET ? "ioc" : "gtc";
        String expiry = body.getString("expiresAt");
        return new OrderRequest(
                listing.market().market(),
                body.getString("clientOrderId", ""),
                Words.parse(Side.class, body.getString("side")),
                type,
                Words.parse(TimeInForce.class, body.getString("timeInForce", standard)),
                Words.parse(
                        SelfTradePrevention.class,
                        body.getString("selfTradePrevention", "market-default")),
                body.getBoolean("postOnly", false),
                Markets.price(body, listing),
                Markets.amount(body, "quantity", listing.base().scale()),
                Markets.amount(body, "budget", listing.quote().scale()),
                expiry == null ? 0 : Json.nanos("expiresAt", expiry),
                trigger(body));
    }
}
