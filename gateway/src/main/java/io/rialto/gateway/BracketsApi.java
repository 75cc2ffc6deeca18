package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.identity.Scope;
import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.ExitTerms;
import io.rialto.sequencer.OrderTerms;
import io.rialto.sequencer.RequestContext;
import io.vertx.core.json.JsonObject;

import org.agrona.MutableDirectBuffer;

import java.util.List;

/** An order that buys with its two exits, in one command. docs/orders.md. */
final class BracketsApi {
    private static final String BRACKET = "/api/v1/orders/bracket";

    private static final Form FORM = Schemas.PLACE_ORDER.plus(
            "PlaceBracket",
            required("takeProfitPrice", Schemas.AMOUNT),
            optional("takeProfitLimit", Schemas.AMOUNT),
            required("stopPrice", Schemas.AMOUNT),
            optional("stopLimit", Schemas.AMOUNT));

    private BracketsApi() {}

    static List<Route> routes() {
        return List.of(
                Route.post(BRACKET, "placeBracket")
                        .summary("Places an order that buys, with a take-profit and a stop for it")
                        .request(FORM)
                        .forAccount()
                        .answers(201, Schemas.ORDER_OUTCOME, BracketsApi::place),
                Route.post(BRACKET + "/preview", "previewBracket")
                        .summary("What such an order would do; changes nothing")
                        .request(FORM)
                        .forAccount()
                        .scope(Scope.READ)
                        .answers(200, Schemas.PREVIEW, BracketsApi::preview));
    }

    /** Such an order, or the question what it would do. */
    record Bracket(OrderRequest order, ExitTerms exits, boolean isPreview) implements FurtherOrder {
        Bracket {
            FurtherOrder.require(order, "has exits");
        }

        @Override
        public void hash(PayloadHash hash) {
            order.hash(hash.add(isPreview ? "preview-bracket" : "place-bracket"));
            hash.add(exits.takeProfitPrice())
                    .add(exits.takeProfitLimit())
                    .add(exits.stopPrice())
                    .add(exits.stopLimit());
        }

        @Override
        public int encode(
                CommandPublisher publisher, MutableDirectBuffer buffer, RequestContext context) {
            OrderTerms terms = CommandEncoder.fill(new OrderTerms(), order);
            return isPreview
                    ? publisher.conditional().preview(buffer, 0, context, terms, exits)
                    : publisher.conditional().place(buffer, 0, context, terms, exits);
        }
    }

    private static Bracket read(JsonObject body, Listing listing, boolean isPreview) {
        ExitTerms exits = new ExitTerms(
                price(body, "takeProfitPrice"),
                price(body, "takeProfitLimit"),
                price(body, "stopPrice"),
                price(body, "stopLimit"));
        return new Bracket(OrdersApi.terms(body, listing), exits, isPreview);
    }

    private static long price(JsonObject body, String name) {
        return Markets.amount(body, name, Decimals.PRICE_SCALE);
    }

    private static void place(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.body().getString("market"));
        Bracket bracket = read(exchange.body(), listing, false);
        exchange.command(
                bracket,
                Measures.of(listing, bracket.order().side()),
                answer -> Json.orderOutcome(answer, listing));
    }

    private static void preview(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.body().getString("market"));
        Bracket bracket = read(exchange.body(), listing, true);
        exchange.command(
                bracket,
                Measures.of(listing, bracket.order().side()),
                answer -> Json.preview(answer, listing, bracket.order().side()));
    }
}
