package io.rialto.gateway;

import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.view.AssetInfo;
import io.rialto.view.MarketInfo;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What administrators do. Sudo is implied by the address: these routes do nothing else. */
final class AdminApi {
    private static final String ADMIN = "/api/v1/admin";
    private static final String ACCOUNT = ADMIN + "/accounts/{account}";
    private static final Route.Parameter ACCOUNT_ID =
            Route.Parameter.path("account", Schemas.ID, "The account's id");
    static final int OPEN_ORDERS_ACCOUNT_STANDARD = 200;
    static final int OPEN_ORDERS_MARKET_STANDARD = 100_000;

    private AdminApi() {}

    static List<Route> routes() {
        return List.of(
                admin(Route.post(ADMIN + "/assets", "createAsset"))
                        .summary("Lists an asset")
                        .request(MarketSchemas.CREATE_ASSET)
                        .answers(201, MarketSchemas.DONE, AdminApi::createAsset),
                admin(Route.post(ADMIN + "/markets", "createMarket"))
                        .summary("Opens a market")
                        .request(MarketSchemas.CREATE_MARKET)
                        .answers(201, MarketSchemas.DONE, AdminApi::createMarket),
                admin(Route.patch(ADMIN + "/markets/{market}", "changeMarket"))
                        .summary("Changes a market's status or its fees, one of the two at a time")
                        .parameter(Route.Parameter.path("market", Schemas.MARKET, "Symbol or id"))
                        .forAccount()
                        .request(MarketSchemas.CHANGE_MARKET)
                        .answers(200, MarketSchemas.DONE, AdminApi::changeMarket),
                admin(Route.post(ADMIN + "/accounts", "createAccount"))
                        .summary("Opens an account; the same person again gets the same account")
                        .request(MarketSchemas.CREATE_ACCOUNT)
                        .answers(201, MarketSchemas.DONE, AdminApi::createAccount),
                admin(Route.post(ACCOUNT + "/tokens", "issueToken"))
                        .summary("Issues a bearer token, which is shown this once")
                        .parameter(ACCOUNT_ID)
                        .request(MarketSchemas.ISSUE_TOKEN)
                        .answers(201, MarketSchemas.TOKEN, AdminApi::issueToken),
                admin(Route.delete(ADMIN + "/tokens/{token}", "revokeToken"))
                        .summary("Ends a token")
                        .parameter(Route.Parameter.path("token", Schemas.ID, "The token's id"))
                        .answers(200, MarketSchemas.DONE, AdminApi::revokeToken),
                admin(Route.post(ADMIN + "/deposits", "deposit"))
                        .summary("Credits an account against issuance")
                        .request(MarketSchemas.MOVE_MONEY)
                        .answers(201, MarketSchemas.DONE, AdminApi::deposit),
                admin(Route.post(ADMIN + "/withdrawals", "withdraw"))
                        .summary("Takes from an account back to issuance")
                        .request(MarketSchemas.MOVE_MONEY)
                        .answers(201, MarketSchemas.DONE, AdminApi::withdraw),
                admin(Route.patch(ACCOUNT + "/self-trade-group", "setSelfTradeGroup"))
                        .summary("Says with which accounts this one does not trade; 0 is itself")
                        .parameter(ACCOUNT_ID)
                        .request(MarketSchemas.SET_GROUP)
                        .answers(200, MarketSchemas.DONE, AdminApi::setSelfTradeGroup),
                admin(Route.patch(ACCOUNT + "/administrator", "setAdministrator"))
                        .summary("Grants or takes the administrator's role")
                        .parameter(ACCOUNT_ID)
                        .request(MarketSchemas.SET_ADMINISTRATOR)
                        .answers(200, MarketSchemas.DONE, AdminApi::setAdministrator),
                admin(Route.post(ADMIN + "/rules", "activateRules"))
                        .summary("Puts newer rules in force, for good")
                        .request(MarketSchemas.ACTIVATE_RULES)
                        .answers(200, MarketSchemas.DONE, AdminApi::activateRules));
    }

    static Route.Builder admin(Route.Builder route) {
        return route.access(Route.Access.ADMINISTRATOR);
    }

    /** An administrator's command about no account in particular. */
    static void venueCommand(Exchange exchange, Command command, Measures measures) {
        exchange.sudo(exchange.caller().accountId(), command, measures, Json::done);
    }

    private static void createAsset(Exchange exchange) {
        JsonObject body = exchange.body();
        int scale = body.getInteger("scale");
        venueCommand(
                exchange,
                new Command.CreateAsset(
                        body.getString("symbol"), scale, body.getInteger("displayScale", scale)),
                Measures.NONE);
    }

    private static void createMarket(Exchange exchange) {
        JsonObject body = exchange.body();
        AssetInfo base = Markets.asset(exchange, body.getString("base"));
        AssetInfo quote = Markets.asset(exchange, body.getString("quote"));
        int price = Decimals.PRICE_SCALE;
        long lot = Markets.amount(body, "lot", base.scale());
        Command.CreateMarket market = new Command.CreateMarket(
                symbolThatIsNoId(body.getString("symbol")),
                base.asset(),
                quote.asset(),
                Markets.amount(body, "tick", price),
                lot,
                Markets.amount(body, "priceMaximum", price),
                orElse(Markets.amount(body, "quantityMinimum", base.scale()), lot),
                Markets.amount(body, "quantityMaximum", base.scale()),
                Markets.amount(body, "notionalMinimum", quote.scale()),
                orElse(Markets.amount(body, "notionalMaximum", quote.scale()), 1L << 62),
                Markets.amount(body, "positionMaximum", base.scale()),
                Markets.amount(body, "referencePrice", price),
                body.getLong("priceBandPpm", 0L),
                body.getLong("protectionPpm", 0L),
                body.getInteger("openOrdersAccountMax", OPEN_ORDERS_ACCOUNT_STANDARD),
                body.getInteger("openOrdersMarketMax", OPEN_ORDERS_MARKET_STANDARD),
                body.getInteger("makerFeePpm", 0),
                body.getInteger("takerFeePpm", 0),
                Words.parse(
                        SelfTradePrevention.class,
                        body.getString("selfTradePrevention", "cancel-newest")),
                Words.parse(MarketStatus.class, body.getString("status", "open")));
        venueCommand(
                exchange,
                body.containsKey("universe")
                        ? new Command.Within(
                                UniversesApi.universe(exchange, body.getString("universe")), market)
                        : market,
                Measures.NONE);
    }

    /** Wherever a market is named by symbol or id, the symbol "2" would stand for market 2. */
    static String symbolThatIsNoId(String symbol) {
        if (Listing.id(symbol).isPresent()) {
            throw new ProblemException(
                    Refusal.FIELD_INVALID,
                    "Field \"symbol\" must be more than a number: that is a market's id");
        }
        return symbol;
    }

    private static long orElse(long value, long standard) {
        return value == 0 ? standard : value;
    }

    private static void changeMarket(Exchange exchange) {
        Listing listing = Markets.find(exchange, exchange.path("market"));
        MarketInfo info = listing.market();
        JsonObject body = exchange.body();
        boolean fees = body.containsKey("makerFeePpm") || body.containsKey("takerFeePpm");
        // Two commands cannot be one step, and half a change would be worse than none.
        if (fees == body.containsKey("status")) {
            throw new ProblemException(
                    Refusal.FIELD_INVALID, "Give either status or fees, one request each");
        }
        Command command = fees
                ? new Command.SetMarketFees(
                        info.market(),
                        body.getInteger("makerFeePpm", info.makerFeePpm()),
                        body.getInteger("takerFeePpm", info.takerFeePpm()))
                : new Command.SetMarketStatus(
                        info.market(),
                        Words.parse(MarketStatus.class, body.getString("status")),
                        body.getString("reason", ""));
        venueCommand(exchange, command, Measures.of(listing));
    }

    private static void createAccount(Exchange exchange) {
        JsonObject body = exchange.body();
        ByteBuffer person = person(exchange, Optional.ofNullable(body.getString("person")));
        venueCommand(
                exchange,
                new Command.CreateAccount(
                        person.getLong(),
                        person.getLong(),
                        Markets.id(body.getString("selfTradeGroup", "0")),
                        body.getString("name")),
                Measures.NONE);
    }

    /**
     * The person's 128-bit id: given, or made from the idempotency key so that a repetition means
     * the same person, or random.
     */
    private static ByteBuffer person(Exchange exchange, Optional<String> given) {
        if (given.isPresent()) {
            return ByteBuffer.wrap(HexFormat.of().parseHex(given.get()));
        }
        IdempotencyKey key = exchange.key();
        Authenticator random = exchange.venue().authenticator();
        ByteBuffer person = ByteBuffer.allocate(2 * Long.BYTES);
        if (key.isNone()) {
            return person.putLong(random.randomId()).putLong(random.randomId()).flip();
        }
        return person.putLong(new PayloadHash()
                        .add("person")
                        .add(key.high())
                        .add(key.low())
                        .value())
                .putLong(new PayloadHash()
                        .add("person")
                        .add(key.low())
                        .add(key.high())
                        .value())
                .flip();
    }

    private static void issueToken(Exchange exchange) {
        JsonObject body = exchange.body();
        String label = body.getString("label", "");
        String profile = body.getString("profile", "");
        if (!profile.isEmpty() && !exchange.venue().gate().hasProfile(profile)) {
            throw new ProblemException(Refusal.FIELD_INVALID, "There is no profile " + profile);
        }
        String expiry = body.getString("expiresAt");
        String token = exchange.venue().authenticator().newToken();
        long account = Markets.id(exchange.path("account"));
        Command.IssueToken command = new Command.IssueToken(
                Buffer.buffer(Authenticator.hash(token)),
                expiry == null ? 0 : Json.nanos("expiresAt", expiry),
                profile.isEmpty() ? label : profile + ":" + label);
        exchange.sudo(account, command, Measures.NONE, answer -> {
            JsonObject json = Json.done(answer).put("account", Long.toString(account));
            // The token of a repeated request is not this one, and nobody knows it again.
            return answer.repeated() ? json : json.put("token", token);
        });
    }

    private static void revokeToken(Exchange exchange) {
        venueCommand(
                exchange,
                new Command.RevokeToken(Markets.id(exchange.path("token"))),
                Measures.NONE);
    }

    private static void deposit(Exchange exchange) {
        moveMoney(exchange, Command.Issue::new);
    }

    private static void withdraw(Exchange exchange) {
        moveMoney(exchange, Command.Withdraw::new);
    }

    /** Makes a command of an asset, an amount in its minor units, and a note. */
    @FunctionalInterface
    private interface Move {
        Command of(int asset, long amount, String note);
    }

    private static void moveMoney(Exchange exchange, Move move) {
        JsonObject body = exchange.body();
        AssetInfo asset = Markets.asset(exchange, body.getString("asset"));
        exchange.sudo(
                Markets.id(body.getString("account")),
                move.of(
                        asset.asset(),
                        Markets.amount(body, "amount", asset.scale()),
                        body.getString("note", "")),
                Measures.of(asset),
                Json::done);
    }

    private static void setSelfTradeGroup(Exchange exchange) {
        exchange.sudo(
                Markets.id(exchange.path("account")),
                new Command.SetSelfTradeGroup(
                        Markets.id(exchange.body().getString("selfTradeGroup"))),
                Measures.NONE,
                Json::done);
    }

    private static void setAdministrator(Exchange exchange) {
        exchange.sudo(
                Markets.id(exchange.path("account")),
                new Command.SetAdministrator(exchange.body().getBoolean("administrator")),
                Measures.NONE,
                Json::done);
    }

    private static void activateRules(Exchange exchange) {
        venueCommand(
                exchange,
                new Command.ActivateRules(exchange.body().getInteger("version")),
                Measures.NONE);
    }
}
