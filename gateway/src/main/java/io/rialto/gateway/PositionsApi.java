package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.history.Moment;
import io.rialto.history.Page;
import io.rialto.history.PositionQueries;
import io.rialto.protocol.Code;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** Who owns and owes what of a market of contracts, and did at any moment of the past. */
final class PositionsApi {
    private static final int STANDARD = 100;

    private static final Form POSITION = Form.of(
            "ParticipantPosition",
            required("account", Schemas.ID),
            required("quantity", Schemas.DECIMAL));

    private static final Form POSITIONS = Form.of(
            "ParticipantPositions",
            required("market", Schemas.MARKET),
            required("participants", Schemas.COUNT),
            required("positions", new ListOf(POSITION)),
            required("at", MarketSchemas.MOMENT),
            optional("after", Schemas.COUNT));

    private PositionsApi() {}

    static List<Route> routes() {
        return List.of(Route.get("/api/v1/markets/{market}/positions", "listParticipants")
                .summary("Who owns and owes contracts of a market, who owns the most first")
                .parameter(Route.Parameter.path("market", Schemas.MARKET, "Symbol or id"))
                .parameter(Route.Parameter.query(
                        "at", MarketSchemas.MOMENT, "After this event, or at this instant"))
                .parameter(Route.Parameter.query(
                        "limit", MarketDataSchemas.LIMIT, STANDARD + " unless given"))
                .parameter(Route.Parameter.query(
                        "after", Schemas.SEQUENCE, "The answer's own, with its \"at\""))
                .forAccount()
                .answers(200, POSITIONS, PositionsApi::positions));
    }

    private static void positions(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        long market = listing.market().market();
        if (exchange.venue().directory().outcome(market).isEmpty()) {
            throw new ProblemException(Markets.unknown(Code.NOT_AN_OUTCOME_MARKET));
        }
        PastMoment past = PastMoment.of(exchange);
        int limit = MarketsApi.count(exchange, "limit", STANDARD, Page.LIMIT_MAX);
        long after = exchange.after();
        HistoryDesk.admit(exchange);
        HistoryDesk.read(
                exchange,
                past.needed(),
                queries -> queries.positions()
                        .positions(market, past.moment(), after, limit)
                        .orElseThrow(PastMoment::notKept),
                part -> json(exchange, listing, part, past.moment(), after));
    }

    private static JsonObject json(
            Exchange exchange,
            Listing listing,
            PositionQueries.Part part,
            Moment moment,
            long after) {
        boolean hides =
                exchange.venue().directory().hidesAccounts(listing.market().market());
        JsonObject json = new JsonObject()
                .put("market", listing.symbol())
                .put("participants", part.participants())
                .put(
                        "positions",
                        Json.list(
                                part.positions(),
                                each -> new JsonObject()
                                        .put(
                                                "account",
                                                !hides || exchange.maySee(each.account())
                                                        ? Long.toString(each.account())
                                                        : "0")
                                        .put("quantity", listing.quantity(each.quantity()))))
                .put(
                        "at",
                        switch (moment) {
                            case Moment.After event -> Long.toString(event.sequence());
                            case Moment.At at -> Json.time(at.nanos());
                        });
        long next = after + part.positions().size();
        return next < part.participants() ? json.put("after", next) : json;
    }
}
