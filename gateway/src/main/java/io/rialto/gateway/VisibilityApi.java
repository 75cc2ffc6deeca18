package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.view.MarketAudience;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.TreeSet;

/** Who may know of a market: an administrator's business, sudo implied by the address. */
final class VisibilityApi {
    private static final String VISIBILITY = "/api/v1/admin/markets/{market}/visibility";
    private static final String VIEWER = "/api/v1/admin/markets/{market}/viewers/{account}";
    private static final Route.Parameter MARKET =
            Route.Parameter.path("market", Schemas.MARKET, "Symbol or id");
    private static final Route.Parameter ACCOUNT =
            Route.Parameter.path("account", Schemas.ID, "The account's id");

    private static final Form SET_VISIBILITY = Form.of(
            "SetMarketVisibility",
            required("restricted", Schemas.YES_OR_NO),
            required("hideAccountIds", Schemas.YES_OR_NO),
            optional("reason", Schemas.NOTE));

    private static final Form SET_VIEWER = Form.of(
            "SetMarketViewer",
            required("visible", Schemas.YES_OR_NO),
            optional("reason", Schemas.NOTE));

    private static final Form VISIBILITY_NOW = Form.of(
            "MarketVisibility",
            required("market", Schemas.MARKET),
            required("restricted", Schemas.YES_OR_NO),
            required("hideAccountIds", Schemas.YES_OR_NO),
            required("visibleTo", new ListOf(Schemas.ID)));

    private VisibilityApi() {}

    static List<Route> routes() {
        return List.of(
                Route.get(VISIBILITY, "getMarketVisibility")
                        .summary("Who may know of a market")
                        .access(Route.Access.ADMINISTRATOR)
                        .parameter(MARKET)
                        .answers(200, VISIBILITY_NOW, VisibilityApi::visibility),
                Route.patch(VISIBILITY, "setMarketVisibility")
                        .summary("Says whether only named accounts may know of a market")
                        .access(Route.Access.ADMINISTRATOR)
                        .parameter(MARKET)
                        .request(SET_VISIBILITY)
                        .answers(200, MarketSchemas.DONE, VisibilityApi::setVisibility),
                Route.patch(VIEWER, "setMarketViewer")
                        .summary("Names an account that may know of a market, or no more")
                        .access(Route.Access.ADMINISTRATOR)
                        .parameter(MARKET)
                        .parameter(ACCOUNT)
                        .request(SET_VIEWER)
                        .answers(200, MarketSchemas.DONE, VisibilityApi::setViewer));
    }

    private static void visibility(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        exchange.read(
                view -> view.directory().audience(listing.market().market()),
                audience -> json(listing, audience));
    }

    private static JsonObject json(Listing listing, MarketAudience audience) {
        JsonArray named = new JsonArray();
        new TreeSet<>(audience.named()).forEach(account -> named.add(Long.toString(account)));
        return new JsonObject()
                .put("market", listing.symbol())
                .put("restricted", audience.restricted())
                .put("hideAccountIds", audience.hidesAccounts())
                .put("visibleTo", named);
    }

    private static void setVisibility(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        JsonObject body = exchange.body();
        exchange.sudo(
                exchange.caller().accountId(),
                new Command.SetMarketVisibility(
                        listing.market().market(),
                        body.getBoolean("restricted"),
                        body.getBoolean("hideAccountIds"),
                        body.getString("reason", "")),
                Measures.of(listing),
                Json::done);
    }

    private static void setViewer(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        JsonObject body = exchange.body();
        exchange.sudo(
                Markets.id(exchange.path("account")),
                new Command.SetMarketViewer(
                        listing.market().market(),
                        body.getBoolean("visible"),
                        body.getString("reason", "")),
                Measures.of(listing),
                Json::done);
    }
}
