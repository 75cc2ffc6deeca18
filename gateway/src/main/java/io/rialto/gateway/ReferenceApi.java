package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.history.Page;
import io.rialto.history.ReferenceChange;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a market's terms were from when: its reference data with their history. */
final class ReferenceApi {
    private static final int CHANGES_MAX = 1_000;
    private static final int CHANGES_STANDARD = 100;

    private static final List<String> NAMES = List.of(
            "tick",
            "lot",
            "priceMaximum",
            "quantityMinimum",
            "quantityMaximum",
            "notionalMinimum",
            "notionalMaximum",
            "positionMaximum",
            "referencePrice",
            "priceBandPpm",
            "protectionPpm",
            "openOrdersAccountMax",
            "openOrdersMarketMax",
            "makerFeePpm",
            "takerFeePpm",
            "feeTierVolume",
            "feeTierMakerPpm",
            "feeTierTakerPpm",
            "auctionAt",
            "breakerPpm",
            "haltNanos",
            "orderRate");

    private static final Form TERMS = Form.of(
            "ReferenceTerms",
            NAMES.stream()
                    .map(name -> optional(name, Schemas.DECIMAL))
                    .toArray(Schema.Field[]::new));

    private static final Form CHANGE = Form.of(
            "ReferenceChange",
            required("terms", TERMS),
            required("actor", Schemas.ID),
            required("time", Schemas.INSTANT),
            required("sequence", Schemas.SEQUENCE));

    private static final Form CHANGES = Form.of(
            "ReferenceData",
            required("market", Schemas.MARKET),
            required("changes", new ListOf(CHANGE)),
            optional("before", Schemas.SEQUENCE));

    private ReferenceApi() {}

    static List<Route> routes() {
        return List.of(Route.get("/api/v1/markets/{market}/reference-data", "listReferenceData")
                .summary("What a market's terms were from when, the newest first")
                .parameter(Route.Parameter.path("market", Schemas.MARKET, "Symbol or id"))
                .parameter(MarketsApi.count("limit", "At most " + CHANGES_MAX))
                .parameter(Route.Parameter.query(
                        "before", Schemas.SEQUENCE, "The answer's own, for the page after it"))
                .answers(200, CHANGES, ReferenceApi::changes));
    }

    private static void changes(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        HistoryDesk.admit(exchange);
        Page page = HistoryDesk.page(exchange, CHANGES_STANDARD, CHANGES_MAX);
        HistoryDesk.read(
                exchange,
                queries -> queries.referenceData(listing.market().market(), page),
                changes -> json(listing, changes, page.limit()));
    }

    private static JsonObject json(Listing listing, List<ReferenceChange> changes, int limit) {
        JsonObject json = new JsonObject()
                .put("market", listing.symbol())
                .put("changes", Json.list(changes, change -> json(listing, change)));
        return changes.size() < limit
                ? json
                : json.put("before", Long.toString(changes.getLast().sequence()));
    }

    private static JsonObject json(Listing listing, ReferenceChange change) {
        JsonObject terms = new JsonObject();
        new TreeMap<>(change.terms())
                .forEach((name, value) -> terms.put(name, decimal(listing, name, value)));
        return new JsonObject()
                .put("terms", terms)
                .put("actor", Long.toString(change.actor()))
                .put("time", Json.time(change.timeNanos()))
                .put("sequence", Long.toString(change.sequence()));
    }

    private static String decimal(Listing listing, String name, long value) {
        if (Stream.of("tick", "priceMaximum", "referencePrice").anyMatch(name::equals)) {
            return listing.price(value);
        } else if (name.startsWith("quantity") || name.equals("lot") || name.startsWith("pos")) {
            return listing.quantity(value);
        }
        return name.startsWith("notional") || name.equals("feeTierVolume")
                ? listing.money(value)
                : Long.toString(value);
    }
}
