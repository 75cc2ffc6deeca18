package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Choice;
import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.view.AssetInfo;
import io.rialto.view.Mark;
import io.rialto.view.MarkSource;
import io.rialto.view.Marks;
import io.rialto.view.Valuation;
import io.rialto.view.VenueView;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What markets and accounts are worth by their marks: docs/markets.md. */
final class ValuationApi {
    private static final Choice SOURCE = Schemas.words(MarkSource.values());
    private static final Route.Parameter FIRST = Route.Parameter.query(
            "mark",
            new Choice(List.of("last", "mid")),
            "What to go by first; where there is none, by the other");

    private static final Form MARK = Form.of(
            "Mark",
            required("market", Schemas.MARKET),
            optional("price", Schemas.DECIMAL),
            required("source", SOURCE));

    private static final Form POSITION = Form.of(
            "ValuedPosition",
            required("market", Schemas.MARKET),
            required("quantity", Schemas.DECIMAL),
            optional("price", Schemas.DECIMAL),
            required("source", SOURCE),
            required("value", Schemas.DECIMAL));

    private static final Form HOLDING = Form.of(
            "ValuedHolding",
            required("asset", Schemas.ASSET),
            required("amount", Schemas.DECIMAL),
            required("source", SOURCE),
            required("value", Schemas.DECIMAL));

    private static final Form VALUATION = Form.of(
            "Valuation",
            required("asset", Schemas.ASSET),
            required("total", Schemas.DECIMAL),
            required("complete", Schemas.YES_OR_NO),
            required("positions", new ListOf(POSITION)),
            required("holdings", new ListOf(HOLDING)));

    private ValuationApi() {}

    static List<Route> routes() {
        return List.of(
                Route.get("/api/v1/markets/{market}/mark", "getMark")
                        .summary("What a market is valued at")
                        .parameter(Route.Parameter.path("market", Schemas.MARKET, "Symbol or id"))
                        .parameter(FIRST)
                        .forAccount()
                        .answers(200, MARK, ValuationApi::mark),
                Route.get("/api/v1/valuation/{asset}", "getValuation")
                        .summary("What your account is worth in an asset")
                        .parameter(Route.Parameter.path("asset", Schemas.ASSET, "Its symbol"))
                        .parameter(FIRST)
                        .parameter(Route.Parameter.query(
                                "prices",
                                Schemas.text("prices of your own", "RAIN:12.5,SNOW:3", 2_000, ".*"),
                                "MARKET:PRICE, separated by commas; they go before marks"))
                        .forAccount()
                        .answers(200, VALUATION, ValuationApi::value));
    }

    private static Marks marks(Exchange exchange, VenueView view, Map<Long, Long> given) {
        boolean midFirst = exchange.query("mark").filter("mid"::equals).isPresent();
        return new Marks(view, midFirst, given, exchange::mayKnow);
    }

    private static void mark(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        exchange.read(
                view -> marks(exchange, view, Map.of()).of(listing.market().market()),
                mark -> put(new JsonObject().put("market", listing.symbol()), mark));
    }

    private static JsonObject put(JsonObject json, Mark mark) {
        if (mark.isKnown()) {
            // A mid may lie between two ticks.
            json.put("price", Decimals.format(mark.price(), Decimals.PRICE_SCALE));
        }
        return json.put("source", Words.of(mark.source()));
    }

    private static void value(Exchange exchange) {
        AssetInfo asset = Markets.asset(exchange, exchange.path("asset"));
        Map<Long, Long> given = given(exchange);
        long account = exchange.actedAs();
        exchange.read(
                view -> Valuation.of(view, account, asset.asset(), marks(exchange, view, given)),
                valuation -> json(exchange, asset, valuation));
    }

    private static Map<Long, Long> given(Exchange exchange) {
        Map<Long, Long> given = new TreeMap<>();
        String text = exchange.query("prices").orElse("");
        if (text.isEmpty()) {
            return given;
        }
        for (String each : text.split(",", -1)) {
            int colon = each.lastIndexOf(':');
            if (colon < 1) {
                throw malformed();
            }
            Listing listing = Markets.find(exchange, each.substring(0, colon));
            long price = Decimals.parse(each.substring(colon + 1), Decimals.PRICE_SCALE)
                    .orElseThrow(ValuationApi::malformed);
            given.put(listing.market().market(), price);
        }
        return given;
    }

    private static ProblemException malformed() {
        return new ProblemException(
                Refusal.PARAMETER_INVALID, "Write prices as MARKET:PRICE,MARKET:PRICE");
    }

    private static JsonObject json(Exchange exchange, AssetInfo asset, Valuation valuation) {
        List<Valuation.ValuedPosition> known = valuation.positions().stream()
                .filter(each -> exchange.mayKnow(each.market()))
                .toList();
        return new JsonObject()
                .put("asset", asset.symbol())
                .put("total", Decimals.format(valuation.total(), asset.scale()))
                .put("complete", valuation.isComplete())
                .put("positions", Json.list(known, each -> json(exchange, each)))
                .put("holdings", Json.list(valuation.holdings(), each -> {
                    AssetInfo of =
                            exchange.venue().directory().asset(each.asset()).orElseThrow();
                    return new JsonObject()
                            .put("asset", of.symbol())
                            .put("amount", Decimals.format(each.amount(), of.scale()))
                            .put("source", Words.of(each.mark().source()))
                            .put("value", Decimals.format(each.value(), asset.scale()));
                }));
    }

    private static JsonObject json(Exchange exchange, Valuation.ValuedPosition position) {
        Listing listing = OutcomesApi.listing(exchange, position.market());
        JsonObject json = new JsonObject()
                .put("market", listing.symbol())
                .put("quantity", listing.quantity(position.quantity()))
                .put("value", listing.money(position.value()));
        return put(json, position.mark());
    }
}
