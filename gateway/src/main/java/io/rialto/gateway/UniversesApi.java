package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.gateway.Schema.Whole;
import io.rialto.identity.Scope;
import io.rialto.protocol.Code;
import io.rialto.protocol.MarketCreators;
import io.rialto.view.AssetInfo;
import io.rialto.view.Directory;
import io.rialto.view.Profile;
import io.rialto.view.Standings;
import io.rialto.view.UniverseInfo;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** Universes, the cohorts that they are for, and redeem codes. */
final class UniversesApi {
    private static final String UNIVERSES = "/api/v1/universes";
    private static final String ADMIN = "/api/v1/admin";
    private static final Route.Parameter UNIVERSE =
            Route.Parameter.path("universe", Schemas.ID, "The universe's number");
    private static final Schema.Choice CREATORS = Schemas.words(MarketCreators.values());
    static final Schema.Text CODE =
            Schemas.text("a redeem code", "a1b2", 100, "[^\\p{Cntrl}]{1,100}");

    private static final Form COHORT = Form.of(
            "Cohort",
            required("asset", Schemas.ASSET),
            required("startingBalance", Schemas.AMOUNT),
            optional("reportingAsset", Schemas.ASSET),
            optional("auctions", Schemas.YES_OR_NO),
            optional("readOnly", Schemas.YES_OR_NO),
            optional("marketCreators", CREATORS));
    private static final Form UNIVERSE_FORM = Form.of(
            "Universe",
            required("id", Schemas.ID),
            required("name", Schemas.NAME),
            required("owner", Schemas.ID),
            optional("account", Schemas.ID),
            optional("cohort", COHORT));
    private static final Form UNIVERSE_LIST =
            Form.of("Universes", required("universes", new ListOf(UNIVERSE_FORM)));
    private static final Form STANDING = Form.of(
            "Standing",
            required("account", Schemas.ID),
            required("name", Schemas.NAME),
            required("value", Schemas.DECIMAL),
            required("whole", Schemas.YES_OR_NO),
            optional("colour", Schemas.text("six hex digits", "ff8800", 6, "[0-9a-f]{6}")));
    private static final Form STANDINGS = Form.of(
            "Standings",
            required("asset", Schemas.ASSET),
            required("standings", new ListOf(STANDING)));
    private static final Form CREATE = Form.of(
            "CreateUniverse", required("owner", Schemas.ID), required("name", Schemas.NAME));
    private static final Form CREATE_ACCOUNT = Form.of(
            "CreateUniverseAccount",
            required("user", Schemas.ID),
            required("name", Schemas.NAME),
            optional("asset", Schemas.ASSET),
            optional("amount", Schemas.AMOUNT));
    private static final Form REASON = Form.of("ResetUniverse", optional("reason", Schemas.NOTE));
    private static final Form MESSAGE = Form.of("PostMessage", required("text", Schemas.NOTE));
    private static final Form ISSUE_CODE = Form.of(
            "IssueCode",
            required("asset", Schemas.ASSET),
            required("amount", Schemas.AMOUNT),
            optional("expiresAt", Schemas.INSTANT),
            optional("note", Schemas.NOTE));
    private static final Form ISSUED_CODE =
            MarketSchemas.DONE.plus("IssuedCode", optional("code", CODE));
    private static final Form CLAIM_CODE = Form.of("ClaimCode", required("code", CODE));
    private static final Form CLAIMED = MarketSchemas.DONE.plus(
            "ClaimedCode", required("credited", new Whole("1 now, 0 before", 0, 1)));

    private UniversesApi() {}

    static List<Route> routes() {
        return List.of(
                Route.post(ADMIN + "/universes", "createUniverse")
                        .summary("Opens an economy of its own for a user")
                        .access(Route.Access.ADMINISTRATOR)
                        .request(CREATE)
                        .answers(201, MarketSchemas.DONE, UniversesApi::create),
                Route.get(UNIVERSES, "listUniverses")
                        .summary("The universes that you own or have an account in")
                        .answers(200, UNIVERSE_LIST, UniversesApi::list),
                Route.post(UNIVERSES + "/{universe}/accounts", "createUniverseAccount")
                        .scope(Scope.WITHDRAW)
                        .summary("Opens a user's account in a universe; of a cohort just one")
                        .parameter(UNIVERSE)
                        .request(CREATE_ACCOUNT)
                        .answers(201, MarketSchemas.DONE, UniversesApi::createAccount),
                Route.post(UNIVERSES + "/{universe}/cohort", "setCohort")
                        .summary("Says what a cohort begins with and what it may do")
                        .parameter(UNIVERSE)
                        .request(COHORT)
                        .answers(200, MarketSchemas.DONE, UniversesApi::setCohort),
                Route.get(UNIVERSES + "/{universe}/standings", "listStandings")
                        .summary("What a cohort's members have, at the last prices, richest first")
                        .parameter(UNIVERSE)
                        .answers(200, STANDINGS, UniversesApi::standings),
                Route.post(UNIVERSES + "/{universe}/reset", "resetUniverse")
                        .scope(Scope.WITHDRAW)
                        .summary("Begins a cohort's economy anew")
                        .parameter(UNIVERSE)
                        .request(REASON)
                        .answers(200, MarketSchemas.DONE, UniversesApi::reset),
                Route.post(UNIVERSES + "/{universe}/messages", "postMessage")
                        .summary("Tells everyone in a universe something; 0 is the whole venue")
                        .parameter(UNIVERSE)
                        .request(MESSAGE)
                        .answers(201, MarketSchemas.DONE, UniversesApi::message),
                Route.post(ADMIN + "/codes", "issueCode")
                        .summary("Reserves money of yours for whoever claims a code, shown once")
                        .access(Route.Access.ADMINISTRATOR)
                        .request(ISSUE_CODE)
                        .answers(201, ISSUED_CODE, UniversesApi::issueCode),
                Route.post("/api/v1/codes/claim", "claimCode")
                        .summary("Credits the account acted as with what a code is worth")
                        .forAccount()
                        .request(CLAIM_CODE)
                        .answers(200, CLAIMED, UniversesApi::claimCode));
    }

    private static int universe(Exchange exchange) {
        return universe(exchange, exchange.path("universe"));
    }

    /** The universe of a number that exists. */
    static int universe(Exchange exchange, String number) {
        long universe = Markets.id(number);
        boolean known = universe == 0
                || (universe <= Integer.MAX_VALUE
                        && exchange.venue()
                                .directory()
                                .owning()
                                .universe((int) universe)
                                .isPresent());
        if (!known) {
            throw new ProblemException(Markets.unknown(Code.UNIVERSE_UNKNOWN));
        }
        return (int) universe;
    }

    private static void inUniverse(Exchange exchange, AccountCommand command, Measures measures) {
        exchange.commandFor(exchange.caller().accountId(), command, measures, Json::done);
    }

    private static void create(Exchange exchange) {
        String name = exchange.body().getString("name");
        exchange.sudo(
                Markets.id(exchange.body().getString("owner")),
                AccountCommand.of(
                        "create-universe",
                        (publisher, buffer, context) ->
                                publisher.createUniverse(buffer, 0, context, name),
                        name),
                Measures.NONE,
                Json::done);
    }

    private static void list(Exchange exchange) {
        long caller = exchange.caller().accountId();
        boolean all = exchange.isSudo();
        exchange.read(
                view -> view.directory().owning().universes().stream()
                        .filter(each -> all
                                || each.owner() == caller
                                || isMember(view.directory(), each, caller))
                        .map(each -> json(view.directory(), each, caller))
                        .toList(),
                list -> new JsonObject().put("universes", new JsonArray(list)));
    }

    private static boolean isMember(Directory directory, UniverseInfo universe, long user) {
        return directory.owning().member(universe.universe(), user).isPresent();
    }

    private static JsonObject json(Directory directory, UniverseInfo universe, long user) {
        JsonObject json = new JsonObject()
                .put("id", Integer.toString(universe.universe()))
                .put("name", universe.name())
                .put("owner", Long.toString(universe.owner()));
        directory
                .owning()
                .member(universe.universe(), user)
                .ifPresent(account -> json.put("account", Long.toString(account)));
        universe.cohort().ifPresent(cohort -> {
            AssetInfo asset = directory.asset(cohort.asset()).orElseThrow();
            json.put(
                    "cohort",
                    new JsonObject()
                            .put("asset", asset.symbol())
                            .put(
                                    "startingBalance",
                                    Decimals.format(cohort.startingBalance(), asset.scale()))
                            .put(
                                    "reportingAsset",
                                    directory
                                            .asset(cohort.reportingAsset())
                                            .orElseThrow()
                                            .symbol())
                            .put("auctions", cohort.auctions())
                            .put("readOnly", cohort.readOnly())
                            .put("marketCreators", Words.of(cohort.marketCreators())));
        });
        return json;
    }

    private static void createAccount(Exchange exchange) {
        JsonObject body = exchange.body();
        int universe = universe(exchange);
        long user = Markets.id(body.getString("user"));
        String name = body.getString("name");
        int asset = 0;
        int scale = 0;
        if (body.containsKey("asset")) {
            AssetInfo info = Markets.asset(exchange, body.getString("asset"));
            asset = info.asset();
            scale = info.scale();
        }
        int begins = asset;
        long amount = Markets.amount(body, "amount", scale);
        inUniverse(
                exchange,
                AccountCommand.in(
                        universe,
                        "create-universe-account",
                        (publisher, buffer, context) -> publisher.createUniverseAccount(
                                buffer, 0, context, user, begins, amount, name),
                        user,
                        begins,
                        amount,
                        name),
                Measures.NONE);
    }

    private static void setCohort(Exchange exchange) {
        JsonObject body = exchange.body();
        int universe = universe(exchange);
        AssetInfo asset = Markets.asset(exchange, body.getString("asset"));
        AssetInfo reporting =
                Markets.asset(exchange, body.getString("reportingAsset", body.getString("asset")));
        long start = Markets.amount(body, "startingBalance", asset.scale());
        boolean auctions = body.getBoolean("auctions", true);
        boolean readOnly = body.getBoolean("readOnly", false);
        MarketCreators creators =
                Words.parse(MarketCreators.class, body.getString("marketCreators", "owner"));
        inUniverse(
                exchange,
                AccountCommand.in(
                        universe,
                        "set-cohort",
                        (publisher, buffer, context) -> publisher.setCohort(
                                buffer,
                                0,
                                context,
                                asset.asset(),
                                start,
                                reporting.asset(),
                                auctions,
                                readOnly,
                                creators),
                        asset.asset(),
                        start,
                        reporting.asset(),
                        auctions,
                        readOnly,
                        creators),
                Measures.of(asset));
    }

    /** Only who has to do with a cohort sees how its members do. */
    private static void standings(Exchange exchange) {
        int universe = universe(exchange);
        long caller = exchange.caller().accountId();
        Directory directory = exchange.venue().directory();
        UniverseInfo info = directory
                .owning()
                .universe(universe)
                .filter(each -> exchange.isSudo()
                        || each.owner() == caller
                        || isMember(directory, each, caller))
                .orElseThrow(() -> new ProblemException(Markets.unknown(Code.UNIVERSE_UNKNOWN)));
        AssetInfo asset = info.cohort()
                .flatMap(cohort -> directory.asset(cohort.reportingAsset()))
                .orElseThrow(() -> new ProblemException(Markets.unknown(Code.COHORT_UNKNOWN)));
        exchange.read(
                view -> Standings.of(view, universe),
                all -> new JsonObject()
                        .put("asset", asset.symbol())
                        .put("standings", Json.list(all, each -> json(directory, asset, each))));
    }

    private static JsonObject json(
            Directory directory, AssetInfo asset, Standings.Standing standing) {
        long account = standing.member().account();
        Profile profile = directory.owning().profile(account);
        String name = directory.account(account).orElseThrow().name();
        JsonObject json = new JsonObject()
                .put("account", Long.toString(account))
                .put("name", profile.displayName().isEmpty() ? name : profile.displayName())
                .put("value", Decimals.format(standing.value(), asset.scale()))
                .put("whole", standing.isWhole());
        return profile.colour() < 0 ? json : json.put("colour", "%06x".formatted(profile.colour()));
    }

    private static void reset(Exchange exchange) {
        String reason = exchange.body().getString("reason", "");
        inUniverse(
                exchange,
                AccountCommand.in(
                        universe(exchange),
                        "reset-universe",
                        (publisher, buffer, context) ->
                                publisher.resetUniverse(buffer, 0, context, reason),
                        reason),
                Measures.NONE);
    }

    private static void message(Exchange exchange) {
        String text = exchange.body().getString("text");
        inUniverse(
                exchange,
                AccountCommand.in(
                        universe(exchange),
                        "post-message",
                        (publisher, buffer, context) ->
                                publisher.postMessage(buffer, 0, context, text),
                        text),
                Measures.NONE);
    }

    private static void issueCode(Exchange exchange) {
        JsonObject body = exchange.body();
        AssetInfo asset = Markets.asset(exchange, body.getString("asset"));
        long amount = Markets.amount(body, "amount", asset.scale());
        String expiry = body.getString("expiresAt");
        long expiresAt = expiry == null ? 0 : Json.nanos("expiresAt", expiry);
        String note = body.getString("note", "");
        String code = exchange.venue().authenticator().newToken();
        byte[] hash = Authenticator.hash(code);
        exchange.sudo(
                exchange.caller().accountId(),
                // The code is random and no part of what a repetition repeats.
                AccountCommand.of(
                        "issue-code",
                        (publisher, buffer, context) -> publisher.issueCode(
                                buffer, 0, context, hash, asset.asset(), amount, expiresAt, note),
                        asset.asset(),
                        amount,
                        expiresAt,
                        note),
                Measures.of(asset),
                answer -> {
                    JsonObject json = Json.done(answer);
                    // Nobody knows the code of a repeated request again.
                    return answer.repeated() ? json : json.put("code", code);
                });
    }

    private static void claimCode(Exchange exchange) {
        String code = exchange.body().getString("code");
        exchange.command(
                AccountCommand.claimCode(code),
                Measures.NONE,
                answer -> Json.done(answer).put("credited", answer.count()));
    }
}
