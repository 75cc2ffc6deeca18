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
import java.math.RoundingMode;
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
                        view, account, new Conversion(view, universe, exchange::mayKnow, asset)),
                json -> json);
    }

    private static JsonObject value(VenueView view, long account, Conversion conversion) {
        Sum total = new Sum();
        JsonArray assets = new JsonArray();
        for (Balance balance : view.balances(account)) {
            AssetInfo held = view.directory().asset(balance.asset()).orElseThrow();
            BigDecimal amount = BigDecimal.valueOf(balance.cash(), held.scale());
            JsonObject json = new JsonObject()
                    .put("asset", held.symbol())
                    .put("amount", amount.toPlainString());
            put(json, conversion, balance.asset(), amount, total);
            assets.add(json);
        }
        JsonArray positions = new JsonArray();
        for (PositionInfo position : view.positions(account)) {
            if (position.quantity() != 0 && conversion.knows(position.market())) {
                positions.add(position(view, position, conversion, total));
            }
        }
        return new JsonObject()
                .put("asset", conversion.asset().symbol())
                .put("total", rounded(total.value, conversion))
                .put("complete", total.isComplete)
                .put("assets", assets)
                .put("positions", positions);
    }

    private static JsonObject position(
            VenueView view, PositionInfo position, Conversion conversion, Sum total) {
        Listing listing = conversion.listing(position.market());
        JsonObject json = new JsonObject()
                .put("market", listing.symbol())
                .put("quantity", listing.quantity(position.quantity()));
        Optional<Long> mark = Conversion.mark(view, position.market());
        if (mark.isEmpty()) {
            total.isComplete = false;
            return json.put("path", new JsonArray());
        }
        BigDecimal value = BigDecimal.valueOf(mark.get(), Decimals.PRICE_SCALE)
                .multiply(BigDecimal.valueOf(position.quantity(), listing.base().scale()));
        put(
                json.put("mark", listing.price(mark.get())),
                conversion,
                listing.quote().asset(),
                value,
                total);
        return json;
    }

    /** What has been added up, and whether everything could be. */
    private static final class Sum {
        private BigDecimal value = BigDecimal.ZERO;
        private boolean isComplete = true;
    }

    private static void put(
            JsonObject json, Conversion conversion, int asset, BigDecimal amount, Sum total) {
        Optional<Conversion.Path> path = conversion.path(asset);
        JsonArray markets = new JsonArray();
        path.ifPresent(found -> found.markets().forEach(markets::add));
        json.put("path", markets);
        if (path.isPresent()) {
            BigDecimal value = amount.multiply(path.get().rate());
            total.value = total.value.add(value);
            json.put("value", rounded(value, conversion));
        } else if (amount.signum() != 0) {
            total.isComplete = false;
        }
    }

    private static String rounded(BigDecimal value, Conversion conversion) {
        return value.setScale(conversion.asset().scale(), RoundingMode.FLOOR).toPlainString();
    }
}
