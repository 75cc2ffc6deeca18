package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;

import io.rialto.gateway.Schema.Form;
import io.rialto.identity.Scope;
import io.rialto.protocol.Instruction;
import io.rialto.protocol.Peg;
import io.rialto.sequencer.CommandPublisher;
import io.rialto.sequencer.ManagedTerms;
import io.rialto.sequencer.OrderTerms;
import io.rialto.sequencer.RequestContext;
import io.vertx.core.json.JsonObject;

import org.agrona.MutableDirectBuffer;

import java.util.List;

/** Orders that the venue manages while they rest: icebergs, pegs, reduce-only. docs/orders.md. */
final class ManagedOrdersApi {
    private static final String MANAGED = "/api/v1/orders/managed";

    private static final Form FORM = Schemas.PLACE_ORDER.plus(
            "PlaceManagedOrder",
            optional("instruction", new Schema.Choice(List.of("slide", "reduce-only"))),
            optional("displayQuantity", Schemas.AMOUNT),
            optional("peg", new Schema.Choice(List.of("bid", "ask", "mid"))),
            optional("pegOffset", Schemas.DECIMAL));

    private ManagedOrdersApi() {}

    static List<Route> routes() {
        return List.of(
                Route.post(MANAGED, "placeManagedOrder")
                        .summary("Places an iceberg, an order that follows a price or only reduces")
                        .request(FORM)
                        .forAccount()
                        .answers(201, Schemas.ORDER_OUTCOME, ManagedOrdersApi::place),
                Route.post(MANAGED + "/preview", "previewManagedOrder")
                        .summary("What such an order would do; changes nothing")
                        .request(FORM)
                        .forAccount()
                        .scope(Scope.READ)
                        .answers(200, Schemas.PREVIEW, ManagedOrdersApi::preview));
    }

    /** Such an order, or the question what it would do. */
    record Managed(OrderRequest order, ManagedTerms more, boolean isPreview)
            implements FurtherOrder {
        Managed {
            FurtherOrder.require(order, "is managed");
        }

        @Override
        public void hash(PayloadHash hash) {
            order.hash(hash.add(isPreview ? "preview-managed" : "place-managed"));
            hash.add(more.instruction().value())
                    .add(more.display())
                    .add(more.peg().value())
                    .add(more.pegOffset());
        }

        @Override
        public int encode(
                CommandPublisher publisher, MutableDirectBuffer buffer, RequestContext context) {
            OrderTerms terms = CommandEncoder.fill(new OrderTerms(), order);
            return isPreview
                    ? publisher.conditional().preview(buffer, 0, context, terms, more)
                    : publisher.conditional().place(buffer, 0, context, terms, more);
        }
    }

    private static Managed read(JsonObject body, Listing listing, boolean isPreview) {
        OrderRequest order = OrdersApi.terms(body, listing);
        ManagedTerms more = new ManagedTerms(
                Words.parse(Instruction.class, body.getString("instruction", "none")),
                Markets.amount(body, "displayQuantity", listing.base().scale()),
                Words.parse(Peg.class, body.getString("peg", "none")),
                Markets.amount(body, "pegOffset", Decimals.PRICE_SCALE));
        return new Managed(order, more, isPreview);
    }

    private static void place(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.body().getString("market"));
        Managed managed = read(exchange.body(), listing, false);
        exchange.command(
                managed,
                Measures.of(listing, managed.order().side()),
                answer -> Json.orderOutcome(answer, listing));
    }

    private static void preview(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.body().getString("market"));
        Managed managed = read(exchange.body(), listing, true);
        exchange.command(
                managed,
                Measures.of(listing, managed.order().side()),
                answer -> Json.preview(answer, listing, managed.order().side()));
    }
}
