package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.view.AccountFees;
import io.rialto.view.FeeTier;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** Fees by trailing volume. docs/orders.md. */
final class FeesApi {
    private static final Route.Parameter MARKET =
            Route.Parameter.path("market", Schemas.MARKET, "Symbol or id");

    private static final Form TIER = Form.of(
            "FeeTier",
            required("volume", Schemas.AMOUNT),
            required("makerFeePpm", Schemas.PPM),
            required("takerFeePpm", Schemas.PPM));

    private static final Form FEES = Form.of(
            "AccountFees",
            required("market", Schemas.MARKET),
            required("volume", Schemas.AMOUNT),
            required("tier", TIER),
            required("tiers", new ListOf(TIER)));

    private static final Form SET_TIER = Form.of(
            "SetFeeTier",
            required("volume", Schemas.AMOUNT),
            optional("makerFeePpm", Schemas.PPM),
            optional("takerFeePpm", Schemas.PPM),
            optional("remove", Schemas.YES_OR_NO),
            optional("reason", Schemas.NOTE));

    private FeesApi() {}

    static List<Route> routes() {
        return List.of(
                Route.get("/api/v1/markets/{market}/fees", "getAccountFees")
                        .summary(
                                "Your tier in a market, the volume that it follows from, all tiers")
                        .parameter(MARKET)
                        .forAccount()
                        .answers(200, FEES, FeesApi::fees),
                AdminApi.admin(Route.patch(
                                "/api/v1/admin/markets/{market}/fee-tiers", "setFeeTier"))
                        .summary("Sets the rates from a 30-day volume on, or removes that tier")
                        .parameter(MARKET)
                        .request(SET_TIER)
                        .answers(200, MarketSchemas.DONE, FeesApi::set));
    }

    private static void fees(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        long account = exchange.actedAs();
        exchange.read(
                view -> view.fees(listing.market().market(), account), fees -> json(listing, fees));
    }

    private static JsonObject json(Listing listing, AccountFees fees) {
        return new JsonObject()
                .put("market", listing.symbol())
                .put("volume", listing.money(fees.volume()))
                .put("tier", json(listing, fees.tier()))
                .put("tiers", Json.list(fees.tiers(), tier -> json(listing, tier)));
    }

    private static JsonObject json(Listing listing, FeeTier tier) {
        return new JsonObject()
                .put("volume", listing.money(tier.volume()))
                .put("makerFeePpm", tier.makerFeePpm())
                .put("takerFeePpm", tier.takerFeePpm());
    }

    private static void set(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        JsonObject body = exchange.body();
        long market = listing.market().market();
        long volume = Markets.amount(body, "volume", listing.quote().scale());
        int maker = body.getInteger("makerFeePpm", 0);
        int taker = body.getInteger("takerFeePpm", 0);
        boolean remove = body.getBoolean("remove", false);
        String reason = body.getString("reason", "");
        AdminApi.venueCommand(
                exchange,
                ProtectionCommand.of(
                        "set-fee-tier",
                        (publisher, buffer, context) -> publisher.setFeeTier(
                                buffer, 0, context, market, volume, maker, taker, remove, reason),
                        market,
                        volume,
                        maker,
                        taker,
                        remove,
                        reason),
                Measures.of(listing));
    }
}
