package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.history.MarketEvent;
import io.rialto.history.Page;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.StatusCause;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** What a market has been through. */
final class MarketLifeApi {
    private static final int CHANGES_MAX = 1_000;
    private static final int CHANGES_STANDARD = 100;

    private static final Form STATUS_CHANGE = Form.of(
            "MarketStatusChange",
            required("status", Schemas.MARKET_STATUS),
            required("cause", Schemas.words(StatusCause.values())),
            required("actor", Schemas.ID),
            required("reason", Schemas.NOTE),
            required("time", Schemas.INSTANT),
            required("sequence", Schemas.SEQUENCE));

    private static final Form STATUS_HISTORY = Form.of(
            "MarketStatusHistory",
            required("market", Schemas.MARKET),
            required("changes", new ListOf(STATUS_CHANGE)),
            optional("before", Schemas.SEQUENCE));

    private MarketLifeApi() {}

    static List<Route> routes() {
        return List.of(Route.get("/api/v1/markets/{market}/status-history", "listStatusHistory")
                .summary("A market's statuses, the newest first: when, why and by whom")
                .parameter(Route.Parameter.path("market", Schemas.MARKET, "Symbol or id"))
                .parameter(MarketsApi.count("limit", "At most " + CHANGES_MAX))
                .parameter(Route.Parameter.query(
                        "before", Schemas.SEQUENCE, "The answer's own, for the page after it"))
                .forAccount()
                .answers(200, STATUS_HISTORY, MarketLifeApi::statusHistory));
    }

    private static void statusHistory(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        HistoryDesk.admit(exchange);
        Page page = HistoryDesk.page(exchange, CHANGES_STANDARD, CHANGES_MAX);
        HistoryDesk.read(
                exchange,
                queries -> queries.statusHistory(listing.market().market(), page),
                changes -> json(listing, changes, page.limit()));
    }

    private static JsonObject json(Listing listing, List<MarketEvent> changes, int limit) {
        JsonObject json = new JsonObject()
                .put("market", listing.symbol())
                .put("changes", Json.list(changes, MarketLifeApi::json));
        return changes.size() < limit
                ? json
                : json.put("before", Long.toString(changes.getLast().sequence()));
    }

    private static JsonObject json(MarketEvent change) {
        return new JsonObject()
                .put("status", Words.of(MarketStatus.valueOf(change.status())))
                .put("cause", Words.of(change.cause()))
                .put("actor", Long.toString(change.actor()))
                .put("reason", change.reason())
                .put("time", Json.time(change.timeNanos()))
                .put("sequence", Long.toString(change.sequence()));
    }
}
