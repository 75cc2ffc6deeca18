package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.history.Denial;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** What the engine refused of an account: orders that never were, and all other commands. */
final class DenialsApi {
    private static final Form DENIAL = Form.of(
            "PastDenial",
            required("code", Schemas.ANY),
            required("title", Schemas.ANY),
            optional("market", Schemas.MARKET),
            optional("orderId", Schemas.ID),
            optional("clientOrderId", Schemas.CLIENT_ORDER_ID),
            optional("needed", Schemas.DECIMAL),
            optional("available", Schemas.DECIMAL),
            optional("unit", Schemas.ANY),
            required("actor", Schemas.ID),
            required("time", Schemas.INSTANT),
            required("sequence", Schemas.SEQUENCE));

    private DenialsApi() {}

    static List<Route> routes() {
        return List.of(PastList.parameters(Route.get("/api/v1/denials", "listDenials")
                        .summary("Your orders and other commands that were refused, newest first"))
                .forAccount()
                .answers(
                        200,
                        Form.of(
                                "ListPastDenial",
                                required("denials", new ListOf(DENIAL)),
                                optional("before", Schemas.SEQUENCE)),
                        DenialsApi::denials));
    }

    private static void denials(Exchange exchange) {
        long account = exchange.actedAs();
        PastList.<Denial>of("denials", Denial::sequence)
                .keeping(denial -> denial.market() == 0 || exchange.mayKnow(denial.market()))
                .answer(
                        exchange,
                        (queries, wanted) -> queries.denials(account, wanted),
                        denial -> json(exchange, denial));
    }

    private static JsonObject json(Exchange exchange, Denial denial) {
        JsonObject json = new JsonObject()
                .put("code", Denials.wireName(denial.code()))
                .put("title", Denials.text(denial.code()).title());
        if (denial.market() != 0) {
            json.put("market", DealingsApi.listing(exchange, denial.market()).symbol());
        }
        if (denial.order() != 0) {
            json.put("orderId", Long.toString(denial.order()));
        }
        if (!denial.clientOrderId().isEmpty()) {
            json.put("clientOrderId", denial.clientOrderId());
        }
        Measures.Numbers numbers = Measures.of(
                        denial.market(), exchange.venue().directory(), exchange.callerUniverse())
                .numbers(denial.code(), denial.needed(), denial.available());
        if (!numbers.needed().isEmpty()) {
            json.put("needed", numbers.needed()).put("available", numbers.available());
        }
        if (!numbers.unit().isEmpty()) {
            json.put("unit", numbers.unit());
        }
        return json.put("actor", Long.toString(denial.actor()))
                .put("time", Json.time(denial.timeNanos()))
                .put("sequence", Long.toString(denial.sequence()));
    }
}
