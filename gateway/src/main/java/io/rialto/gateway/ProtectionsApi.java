package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.Whole;
import io.rialto.protocol.KillSwitch;
import io.rialto.protocol.MarketFigure;
import io.rialto.view.Directory;
import io.rialto.view.MarketGuard;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What protects markets and accounts, and what a market that collects would open at. */
final class ProtectionsApi {
    private static final String ADMIN = "/api/v1/admin";
    private static final Route.Parameter MARKET =
            Route.Parameter.path("market", Schemas.MARKET, "Symbol or id");
    private static final Route.Parameter ACCOUNT =
            Route.Parameter.path("account", Schemas.ID, "The account's id");
    private static final Whole MILLIONTHS = new Whole("millionths", 0, 1_000_000);
    private static final Whole MILLIS = new Whole("milliseconds", 0, 604_800_000);
    private static final Whole PER_SECOND = new Whole("per second", 0, 1_000_000);
    private static final Whole SECONDS = new Whole("seconds", 0, 86_400);

    /** The figures by the field of a request. */
    private static final Map<String, MarketFigure> FIGURES = new TreeMap<>(Map.of(
            "auctionAt", MarketFigure.AUCTION_AT,
            "breakerPpm", MarketFigure.BREAKER_PPM,
            "haltMillis", MarketFigure.HALT_NANOS,
            "orderRate", MarketFigure.ORDER_RATE,
            "priceBandPpm", MarketFigure.PRICE_BAND_PPM,
            "protectionPpm", MarketFigure.PROTECTION_PPM,
            "notionalMaximum", MarketFigure.NOTIONAL_MAXIMUM,
            "positionMaximum", MarketFigure.POSITION_MAXIMUM,
            "openOrdersAccountMax", MarketFigure.OPEN_ORDERS_ACCOUNT,
            "openOrdersMarketMax", MarketFigure.OPEN_ORDERS_MARKET));

    private static final Form SET_FIGURE = Form.of(
            "SetMarketFigure",
            optional("auctionAt", Schemas.INSTANT),
            optional("breakerPpm", MILLIONTHS),
            optional("haltMillis", MILLIS),
            optional("orderRate", PER_SECOND),
            optional("priceBandPpm", new Whole("millionths", 0, Integer.MAX_VALUE)),
            optional("protectionPpm", new Whole("millionths", 0, Integer.MAX_VALUE)),
            optional("notionalMaximum", Schemas.AMOUNT),
            optional("positionMaximum", Schemas.AMOUNT),
            optional("openOrdersAccountMax", Schemas.COUNT),
            optional("openOrdersMarketMax", Schemas.COUNT),
            optional("reason", Schemas.NOTE));

    private static final Form KILL = Form.of(
            "SetKillSwitch", required("pull", Schemas.YES_OR_NO), optional("reason", Schemas.NOTE));

    private static final Form DEAD_MAN = Form.of("SetDeadMan", required("seconds", SECONDS));

    private static final Form PROTECTIONS = Form.of(
            "MarketProtections",
            required("market", Schemas.MARKET),
            required("breakerPpm", MILLIONTHS),
            required("haltMillis", MILLIS),
            required("orderRate", PER_SECOND),
            required("killSwitch", Schemas.words(KillSwitch.values())),
            optional("auctionAt", Schemas.INSTANT),
            optional("indicativePrice", Schemas.DECIMAL),
            required("indicativeQuantity", Schemas.AMOUNT),
            required("imbalance", Schemas.DECIMAL));

    private ProtectionsApi() {}

    static List<Route> routes() {
        return List.of(
                Route.get("/api/v1/markets/{market}/protections", "getMarketProtections")
                        .summary("What protects a market, and what its auction would do now")
                        .parameter(MARKET)
                        .answers(200, PROTECTIONS, ProtectionsApi::protections),
                AdminApi.admin(Route.patch(ADMIN + "/markets/{market}/figures", "setMarketFigure"))
                        .summary("Gives one figure of a market another value, from now on")
                        .parameter(MARKET)
                        .request(SET_FIGURE)
                        .answers(200, MarketSchemas.DONE, ProtectionsApi::setFigure),
                AdminApi.admin(Route.patch(ADMIN + "/markets/{market}/kill-switch", "killMarket"))
                        .summary(
                                "Ends all orders of a market and admits no others, or lets it go on")
                        .parameter(MARKET)
                        .request(KILL)
                        .answers(200, Schemas.CANCEL_ALL_OUTCOME, ProtectionsApi::killMarket),
                AdminApi.admin(Route.patch(ADMIN + "/kill-switch", "killVenue"))
                        .summary(
                                "Ends all orders of the venue and admits no others, or lets it go on")
                        .request(KILL)
                        .answers(200, Schemas.CANCEL_ALL_OUTCOME, ProtectionsApi::killVenue),
                Route.patch("/api/v1/accounts/{account}/kill-switch", "killAccount")
                        .summary("Ends all orders of an account of yours and admits no others")
                        .parameter(ACCOUNT)
                        .request(KILL)
                        .answers(200, Schemas.CANCEL_ALL_OUTCOME, ProtectionsApi::killAccount),
                Route.patch("/api/v1/accounts/{account}/dead-man", "setDeadMan")
                        .summary("Ends all orders of an account of yours unless this is said again")
                        .parameter(ACCOUNT)
                        .request(DEAD_MAN)
                        .answers(200, MarketSchemas.DONE, ProtectionsApi::deadMan));
    }

    private static void protections(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        long market = listing.market().market();
        exchange.read(view -> json(view.directory(), listing, market), json -> json);
    }

    private static JsonObject json(Directory directory, Listing listing, long market) {
        MarketGuard guard = directory.guarding().market(market);
        JsonObject json = new JsonObject()
                .put("market", listing.symbol())
                .put("breakerPpm", guard.figure(MarketFigure.BREAKER_PPM))
                .put(
                        "haltMillis",
                        TimeUnit.NANOSECONDS.toMillis(guard.figure(MarketFigure.HALT_NANOS)))
                .put("orderRate", guard.figure(MarketFigure.ORDER_RATE))
                .put("killSwitch", Words.of(directory.guarding().ofMarket(market)))
                .put("indicativeQuantity", listing.quantity(guard.quantity()))
                .put("imbalance", listing.quantity(guard.surplus()));
        if (guard.quantity() != 0) {
            json.put("indicativePrice", listing.price(guard.price()));
        }
        long at = guard.figure(MarketFigure.AUCTION_AT);
        return at == 0 ? json : json.put("auctionAt", Json.time(at));
    }

    private static void setFigure(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        JsonObject body = exchange.body();
        List<String> given = FIGURES.keySet().stream().filter(body::containsKey).toList();
        // Two commands cannot be one step, and half a change would be worse than none.
        if (given.size() != 1) {
            throw new ProblemException(Refusal.FIELD_INVALID, "Give one figure in each request");
        }
        MarketFigure figure = FIGURES.get(given.getFirst());
        long market = listing.market().market();
        long value = value(listing, body, given.getFirst(), figure);
        String reason = body.getString("reason", "");
        AdminApi.venueCommand(
                exchange,
                ProtectionCommand.of(
                        "set-figure",
                        (publisher, buffer, context) -> publisher.setFigure(
                                buffer, 0, context, market, figure, value, reason),
                        market,
                        figure,
                        value,
                        reason),
                Measures.of(listing));
    }

    private static long value(Listing listing, JsonObject body, String field, MarketFigure figure) {
        return switch (figure) {
            case AUCTION_AT -> Json.nanos(field, body.getString(field));
            case HALT_NANOS -> TimeUnit.MILLISECONDS.toNanos(body.getLong(field));
            case NOTIONAL_MAXIMUM -> Markets.amount(body, field, listing.quote().scale());
            case POSITION_MAXIMUM -> Markets.amount(body, field, listing.base().scale());
            default -> body.getLong(field);
        };
    }

    private static void killMarket(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        killOfMarket(exchange, listing.market().market());
    }

    private static void killVenue(Exchange exchange) {
        killOfMarket(exchange, 0);
    }

    private static void killOfMarket(Exchange exchange, long market) {
        exchange.sudo(0, kill(exchange, market), Measures.NONE, Json::cancelAllOutcome);
    }

    private static void killAccount(Exchange exchange) {
        exchange.commandFor(
                Markets.id(exchange.path("account")),
                kill(exchange, 0),
                Measures.NONE,
                Json::cancelAllOutcome);
    }

    private static ProtectionCommand kill(Exchange exchange, long market) {
        JsonObject body = exchange.body();
        return ProtectionCommand.kill(
                market, body.getBoolean("pull"), body.getString("reason", ""));
    }

    private static void deadMan(Exchange exchange) {
        long seconds = exchange.body().getLong("seconds");
        exchange.commandFor(
                Markets.id(exchange.path("account")),
                ProtectionCommand.deadMan(TimeUnit.SECONDS.toNanos(seconds)),
                Measures.NONE,
                Json::done);
    }
}
