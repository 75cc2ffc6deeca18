package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.history.Correction;
import io.rialto.history.Page;
import io.rialto.view.Contracts;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** What administrators undo, and what was undone: docs/markets.md. */
final class CorrectionsApi {
    private static final int CORRECTIONS_MAX = 1_000;
    private static final int CORRECTIONS_STANDARD = 100;
    private static final String MARKETS = "/api/v1/admin/markets/{market}";
    private static final Route.Parameter MARKET =
            Route.Parameter.path("market", Schemas.MARKET, "Symbol or id");
    private static final Form REASON =
            Form.of("CorrectionReason", required("reason", Schemas.NOTE));
    private static final Form CORRECT = Form.of(
            "CorrectSettlement",
            required("price", Schemas.DECIMAL),
            required("reason", Schemas.NOTE));
    private static final Form CORRECTION = Form.of(
            "Correction",
            required("kind", Schemas.words(Correction.Kind.values())),
            optional("tradeId", Schemas.ID),
            optional("price", Schemas.DECIMAL),
            optional("previousPrice", Schemas.DECIMAL),
            required("reason", Schemas.NOTE),
            required("time", Schemas.INSTANT),
            required("sequence", Schemas.SEQUENCE));
    private static final Form CORRECTIONS = Form.of(
            "Corrections",
            required("market", Schemas.MARKET),
            required("corrections", new ListOf(CORRECTION)),
            optional("before", Schemas.SEQUENCE));

    private CorrectionsApi() {}

    static List<Route> routes() {
        return List.of(
                Route.get("/api/v1/markets/{market}/corrections", "listCorrections")
                        .summary("What was undone or settled otherwise in a market, newest first")
                        .forAccount()
                        .parameter(MARKET)
                        .parameter(MarketsApi.count("limit", "At most " + CORRECTIONS_MAX))
                        .parameter(Route.Parameter.query(
                                "before",
                                Schemas.SEQUENCE,
                                "The answer's own, for the page after it"))
                        .answers(200, CORRECTIONS, CorrectionsApi::list),
                Route.post(MARKETS + "/trades/{trade}/bust", "bustTrade")
                        .summary("Undoes a trade: money, fees, positions")
                        .access(Route.Access.ADMINISTRATOR)
                        .parameter(MARKET)
                        .parameter(Route.Parameter.path(
                                "trade", Schemas.ID, "The trade's number in its market"))
                        .request(REASON)
                        .answers(200, MarketSchemas.DONE, CorrectionsApi::bust),
                Route.post(MARKETS + "/void", "voidMarket")
                        .summary("Undoes everything in a market and ends it")
                        .access(Route.Access.ADMINISTRATOR)
                        .parameter(MARKET)
                        .request(REASON)
                        .answers(200, MarketSchemas.DONE, CorrectionsApi::undo),
                Route.post(MARKETS + "/withdrawal", "withdrawMarket")
                        .summary("Ends a market in which nothing was ever traded")
                        .access(Route.Access.ADMINISTRATOR)
                        .parameter(MARKET)
                        .request(REASON)
                        .answers(200, MarketSchemas.DONE, CorrectionsApi::withdraw),
                Route.post(MARKETS + "/settlement-correction", "correctSettlement")
                        .summary("Lets a settled market pay another price")
                        .access(Route.Access.ADMINISTRATOR)
                        .parameter(MARKET)
                        .request(CORRECT)
                        .answers(200, MarketSchemas.DONE, CorrectionsApi::correct));
    }

    private static void bust(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        long trade = Markets.id(exchange.path("trade"));
        send(exchange, listing, CorrectionCommand.bust(id(listing), trade, reason(exchange)));
    }

    private static void undo(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        send(exchange, listing, CorrectionCommand.undo(id(listing), reason(exchange)));
    }

    private static void withdraw(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        send(exchange, listing, CorrectionCommand.withdraw(id(listing), reason(exchange)));
    }

    private static void correct(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        long price = Markets.amount(exchange.body(), "price", Decimals.PRICE_SCALE);
        send(exchange, listing, CorrectionCommand.correct(id(listing), price, reason(exchange)));
    }

    private static long id(Listing listing) {
        return listing.market().market();
    }

    private static String reason(Exchange exchange) {
        return exchange.body().getString("reason");
    }

    private static void send(Exchange exchange, Listing listing, Command command) {
        // Where an asset is delivered, what is short may be of either.
        boolean inQuote = listing.base().asset() == Contracts.UNIT.asset();
        exchange.sudo(
                exchange.caller().accountId(),
                command,
                inQuote ? Measures.of(listing.quote()) : Measures.NONE,
                Json::done);
    }

    private static void list(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        HistoryDesk.admit(exchange);
        Page page = HistoryDesk.page(exchange, CORRECTIONS_STANDARD, CORRECTIONS_MAX);
        HistoryDesk.read(
                exchange,
                queries -> queries.corrections(id(listing), page),
                corrections -> json(listing, corrections, page.limit()));
    }

    private static JsonObject json(Listing listing, List<Correction> corrections, int limit) {
        JsonObject json = new JsonObject()
                .put("market", listing.symbol())
                .put("corrections", Json.list(corrections, each -> json(listing, each)));
        return corrections.size() < limit
                ? json
                : json.put("before", Long.toString(corrections.getLast().sequence()));
    }

    private static JsonObject json(Listing listing, Correction correction) {
        JsonObject json = new JsonObject()
                .put("kind", Words.of(correction.kind()))
                .put("reason", correction.reason())
                .put("time", Json.time(correction.timeNanos()))
                .put("sequence", Long.toString(correction.sequence()));
        switch (correction.kind()) {
            case BUSTED ->
                json.put("tradeId", Long.toString(correction.trade()))
                        .put("price", listing.price(correction.previousPrice()));
            case SETTLEMENT ->
                json.put("price", listing.price(correction.price()))
                        .put("previousPrice", listing.price(correction.previousPrice()));
            case VOIDED, WITHDRAWN, RESET -> {
                // The reason is all there is to say.
            }
        }
        return json;
    }
}
