package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.view.AssetInfo;
import io.rialto.view.Balance;
import io.rialto.view.PositionInfo;
import io.rialto.view.VenueView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What an account has, valued in one asset. */
final class PortfolioApi {
    private static final Form HOLDING = Form.of(
            "Holding",
            required("asset", Schemas.ASSET),
            required("amount", Schemas.DECIMAL),
            optional("value", MarketDataSchemas.SUM),
            required("path", new ListOf(Schemas.MARKET)));

    private static final Form POSITION = Form.of(
            "PortfolioPosition",
            required("market", Schemas.MARKET),
            required("quantity", Schemas.DECIMAL),
            optional("mark", Schemas.DECIMAL),
            optional("value", MarketDataSchemas.SUM),
            required("path", new ListOf(Schemas.MARKET)));

    private static final Form PORTFOLIO = Form.of(
            "Portfolio",
            required("asset", Schemas.ASSET),
            required("total", MarketDataSchemas.SUM),
            required("complete", Schemas.YES_OR_NO),
            required("assets", new ListOf(HOLDING)),
            required("positions", new ListOf(POSITION)));

    private PortfolioApi() {}

    static List<Route> routes() {
        return List.of(Route.get("/api/v1/portfolio", "getPortfolio")
                .summary("What the account has, valued in one asset")
                .parameter(Route.Parameter.query(
                        "asset", Schemas.ASSET, "In which it is valued; USD unless given"))
                .forAccount()
                .answers(200, PORTFOLIO, PortfolioApi::portfolio));
    }

    private static void portfolio(Exchange exchange) {
        AssetInfo asset = Markets.asset(exchange, exchange.query("asset").orElse("USD"));
        long account = exchange.actedAs();
        int universe = exchange.callerUniverse();
        exchange.read(
                view -> value(
                        exchange,
                        view,
                        account,
                        new Conversion(
                                Conversion.markets(view.directory(), universe, exchange::mayKnow),
                                market -> Conversion.mark(view, market),
                                asset)),
                json -> json);
    }

    private static JsonObject value(
            Exchange exchange, VenueView view, long account, Conversion conversion) {
        WorthSum total = new WorthSum(conversion);
        JsonArray assets = new JsonArray();
        for (Balance balance : view.balances(account)) {
            AssetInfo held = view.directory().asset(balance.asset()).orElseThrow();
            BigDecimal amount = BigDecimal.valueOf(balance.cash(), held.scale());
            JsonObject json = new JsonObject()
                    .put("asset", held.symbol())
                    .put("amount", amount.toPlainString());
            put(json, balance.asset(), amount, total);
            assets.add(json);
        }
        JsonArray positions = new JsonArray();
        for (PositionInfo position : view.positions(account)) {
            // A settled one is in the cash already.
            boolean isOpen = position.quantity() != 0 && !position.settled();
            if (isOpen && exchange.mayKnow(position.market())) {
                Listing listing = OutcomesApi.listing(exchange, position.market());
                positions.add(position(position, listing, total));
            }
        }
        return new JsonObject()
                .put("asset", conversion.asset().symbol())
                .put("total", total.total())
                .put("complete", total.isComplete())
                .put("assets", assets)
                .put("positions", positions);
    }

    private static JsonObject position(PositionInfo position, Listing listing, WorthSum total) {
        JsonObject json = new JsonObject()
                .put("market", listing.symbol())
                .put("quantity", listing.quantity(position.quantity()));
        Optional<Long> mark = total.conversion().mark(position.market());
        if (mark.isEmpty()) {
            total.leaveOut();
            return json.put("path", new JsonArray());
        }
        put(
                json.put("mark", listing.price(mark.get())),
                listing.quote().asset(),
                WorthSum.value(listing, position.quantity(), mark.get()),
                total);
        return json;
    }

    private static void put(JsonObject json, int asset, BigDecimal amount, WorthSum total) {
        JsonArray markets = new JsonArray();
        total.conversion().path(asset).ifPresent(path -> path.markets().forEach(markets::add));
        json.put("path", markets);
        total.add(asset, amount).ifPresent(value -> json.put("value", total.rounded(value)));
    }
}
