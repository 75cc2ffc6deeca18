package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.protocol.Instruction;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** Orders that are told more, and orders that cancel each other. docs/orders.md. */
final class LinkedOrdersApi {
    private static final String ORDERS = "/api/v1/orders";

    private static final Form INSTRUCTED = Schemas.PLACE_ORDER.plus(
            "PlaceInstructedOrder",
            required("instruction", new Schema.Choice(List.of("slide", "reduce-only"))));

    private static final Form LINK = Form.of(
            "LinkOrders",
            required("market", Schemas.MARKET),
            required("orderId", Schemas.ID),
            required("otherOrderId", Schemas.ID));

    private LinkedOrdersApi() {}

    static List<Route> routes() {
        return List.of(
                Route.post(ORDERS + "/instructed", "placeInstructedOrder")
                        .summary("Places an order that slides rather than takes, or only reduces")
                        .request(INSTRUCTED)
                        .forAccount()
                        .answers(201, Schemas.ORDER_OUTCOME, LinkedOrdersApi::place),
                Route.post(ORDERS + "/link", "linkOrders")
                        .summary("Lets a resting and a waiting order of yours cancel each other")
                        .request(LINK)
                        .forAccount()
                        .answers(200, MarketSchemas.DONE, LinkedOrdersApi::link));
    }

    private static void place(Exchange exchange) {
        JsonObject body = exchange.body();
        Listing listing = Markets.find(exchange, body.getString("market"));
        OrderRequest order = OrdersApi.terms(body, listing);
        Instruction instruction = Words.parse(Instruction.class, body.getString("instruction"));
        exchange.command(
                ProtectionCommand.place(order, instruction),
                Measures.of(listing),
                answer -> Json.orderOutcome(answer, listing));
    }

    private static void link(Exchange exchange) {
        JsonObject body = exchange.body();
        Listing listing = Markets.find(exchange, body.getString("market"));
        long market = listing.market().market();
        long order = Markets.id(body.getString("orderId"));
        long other = Markets.id(body.getString("otherOrderId"));
        exchange.command(
                ProtectionCommand.link(market, order, other), Measures.of(listing), Json::done);
    }
}
