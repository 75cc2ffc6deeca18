package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.history.AdministratorAction;
import io.rialto.history.Page;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** What administrators have done, for administrators. */
final class AuditApi {
    private static final int ACTIONS_MAX = 1_000;
    private static final int ACTIONS_STANDARD = 100;

    private static final Form ACTION = Form.of(
            "AdministratorAction",
            required("action", Schemas.ANY),
            required("actor", Schemas.ID),
            required("account", Schemas.ID),
            required("market", Schemas.ID),
            required("reason", Schemas.NOTE),
            required("time", Schemas.INSTANT),
            required("sequence", Schemas.SEQUENCE));

    private static final Form ACTIONS = Form.of(
            "AdministratorActions",
            required("actions", new ListOf(ACTION)),
            optional("before", Schemas.SEQUENCE));

    private AuditApi() {}

    static List<Route> routes() {
        return List.of(Route.get("/api/v1/audit", "listAdministratorActions")
                .summary("What administrators did, the newest first; 0 stands for none")
                .access(Route.Access.ADMINISTRATOR)
                .parameter(MarketsApi.count("limit", "At most " + ACTIONS_MAX))
                .parameter(Route.Parameter.query(
                        "before", Schemas.SEQUENCE, "The answer's own, for the page after it"))
                .answers(200, ACTIONS, AuditApi::actions));
    }

    private static void actions(Exchange exchange) {
        HistoryDesk.admit(exchange);
        Page page = HistoryDesk.page(exchange, ACTIONS_STANDARD, ACTIONS_MAX);
        HistoryDesk.read(
                exchange,
                queries -> queries.administration(page),
                actions -> json(actions, page.limit()));
    }

    private static JsonObject json(List<AdministratorAction> actions, int limit) {
        JsonObject json = new JsonObject().put("actions", Json.list(actions, AuditApi::json));
        return actions.size() < limit
                ? json
                : json.put("before", Long.toString(actions.getLast().sequence()));
    }

    private static JsonObject json(AdministratorAction action) {
        return new JsonObject()
                .put("action", action.action())
                .put("actor", Long.toString(action.actor()))
                .put("account", Long.toString(action.account()))
                .put("market", Long.toString(action.market()))
                .put("reason", action.reason())
                .put("time", Json.time(action.timeNanos()))
                .put("sequence", Long.toString(action.sequence()));
    }
}
