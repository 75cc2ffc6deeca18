package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks every operation of {@code /openapi.json} against a running gateway. */
class OpenApiTest {
    private static final String PASSWORD = VenueFixture.PASSWORD;

    private static final Set<String> CORRECTIONS =
            Set.of("bustTrade", "voidMarket", "withdrawMarket", "correctSettlement");

    private static final JsonObject REASON = new JsonObject().put("reason", "a slip");

    /** Bodies of operations that take one; ids are filled in as they become known. */
    private final Map<String, JsonObject> bodies = Map.ofEntries(
            Map.entry("placeOrder", Api.limit("buy", "10", "1").put("clientOrderId", "a")),
            Map.entry("previewOrder", Api.limit("buy", "10", "1")),
            Map.entry("amendOrder", new JsonObject().put("quantity", "0.5")),
            Map.entry("amendOrderByClientOrderId", new JsonObject().put("quantity", "0.5")),
            Map.entry("replaceOrder", Api.limit("buy", "11", "1").put("cancelClientOrderId", "a")),
            Map.entry("createAsset", new JsonObject().put("symbol", "EUR").put("scale", 2)),
            Map.entry("createMarket", VenueFixture.market("OTHER-USD")),
            Map.entry("changeMarket", new JsonObject().put("makerFeePpm", -10)),
            Map.entry("createAccount", new JsonObject().put("name", "Ada")),
            Map.entry("issueToken", new JsonObject().put("label", "a bot")),
            Map.entry("deposit", new JsonObject().put("asset", "USD").put("amount", "100")),
            Map.entry("withdraw", new JsonObject().put("asset", "USD").put("amount", "1")),
            Map.entry("setSelfTradeGroup", new JsonObject().put("selfTradeGroup", "0")),
            Map.entry("listItem", ItemsTest.item("a lamp")),
            Map.entry("editItem", ItemsTest.item("a bright lamp")),
            Map.entry("buyItem", new JsonObject().put("price", "5")),
            Map.entry("uploadPicture", new JsonObject().put("content", PIXEL)),
            Map.entry("createOption", OutcomeMarketsTest.option("RAIN-CALL", "OPENAPI")),
            Map.entry("exerciseOption", new JsonObject().put("quantity", "1")),
            Map.entry("createOutcomeMarket", OutcomeMarketsTest.market("RAIN-USD")),
            Map.entry(
                    "editOutcomeMarket", new JsonObject().put("pinned", true).put("title", "Rain")),
            Map.entry("settleMarket", new JsonObject().put("price", "-2.5")),
            Map.entry("createFund", FundsTest.fund("OPEN-FUND", "CREATEFUND")),
            Map.entry("redeemFund", new JsonObject().put("quantity", "-1")),
            Map.entry("settleAnyMarket", new JsonObject().put("price", "50")),
            Map.entry("bustTrade", REASON),
            Map.entry("voidMarket", REASON),
            Map.entry("withdrawMarket", REASON),
            Map.entry("correctSettlement", REASON.copy().put("price", "49")),
            Map.entry(
                    "placeInstructedOrder",
                    Api.limit("buy", "10", "1").put("instruction", "slide")),
            Map.entry(
                    "placeManagedOrder", Api.limit("buy", "10", "1").put("displayQuantity", "0.1")),
            Map.entry(
                    "previewManagedOrder",
                    Api.limit("buy", "10", "1").put("displayQuantity", "0.1")),
            Map.entry("placeBracket", bracket()),
            Map.entry("previewBracket", bracket()),
            Map.entry(
                    "setFeeTier",
                    new JsonObject().put("volume", "1000").put("takerFeePpm", 50_000)),
            Map.entry("linkOrders", new JsonObject().put("market", "BTC-USD")),
            Map.entry("setMarketFigure", new JsonObject().put("orderRate", 1_000)),
            Map.entry("killMarket", new JsonObject().put("pull", false)),
            Map.entry("killVenue", new JsonObject().put("pull", false)),
            Map.entry("killAccount", new JsonObject().put("pull", false)),
            Map.entry("setDeadMan", new JsonObject().put("seconds", 86_400)),
            Map.entry("activateRules", new JsonObject().put("version", 2)),
            Map.entry(
                    "setMarketVisibility",
                    new JsonObject().put("restricted", false).put("hideAccountIds", true)),
            Map.entry("setMarketViewer", new JsonObject().put("visible", true)),
            Map.entry("createAlt", new JsonObject().put("name", "bot")),
            Map.entry("setProfile", new JsonObject().put("colour", "ff8800")),
            Map.entry("setAccountStatus", new JsonObject().put("status", "frozen")),
            Map.entry("transfer", new JsonObject().put("asset", "USD").put("amount", "1")),
            Map.entry("gift", new JsonObject().put("asset", "USD").put("amount", "1")),
            Map.entry("createUniverse", new JsonObject().put("name", "class")),
            Map.entry("importRoster", new JsonObject().put("csv", "name\nAda")),
            Map.entry("createUniverseAccount", new JsonObject().put("name", "Ada")),
            Map.entry("setCohort", COHORT),
            Map.entry("postMessage", new JsonObject().put("text", "welcome")),
            Map.entry("issueCode", new JsonObject().put("asset", "USD").put("amount", "1")),
            Map.entry("setAdministrator", new JsonObject().put("administrator", true)));

    /** A picture of one pixel. */
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static final JsonObject COHORT =
            new JsonObject().put("asset", "USD").put("startingBalance", "100");

    @Test
    void shouldBeTrueOfEveryOperation(@TempDir Path directory) {
        try (VenueFixture venue = VenueFixture.withHistory(directory)) {
            venue.upkeep.set(VenueFixture.BEGUN);
            JsonObject document = venue.admin.get("/openapi.json").expect(200).json();
            Set<String> walked = new LinkedHashSet<>();
            document.getJsonObject("paths")
                    .forEach(path -> ((JsonObject) path.getValue()).forEach(operation -> {
                        walk(venue, document, path.getKey(), operation.getKey(), (JsonObject)
                                operation.getValue());
                        walked.add(operation.getKey().toUpperCase(java.util.Locale.ROOT)
                                + " "
                                + path.getKey());
                    }));

            // The router is made of the same table; nothing else may have been added to it.
            assertThat(walked)
                    .containsExactlyInAnyOrderElementsOf(Routes.all().stream()
                            .map(r -> r.method() + " " + r.path())
                            .toList());
        }
    }

    private void walk(
            VenueFixture venue,
            JsonObject document,
            String path,
            String method,
            JsonObject operation) {
        String name = operation.getString("operationId");
        String status = operation.getJsonObject("responses").fieldNames().stream()
                .filter(code -> !code.equals("default"))
                .findFirst()
                .orElseThrow();
        if (path.startsWith("/api/v1/sessions/provider")) {
            // There is none here.
            assertThat(call(venue, venue.admin, path, method, name).status()).isIn(401, 404);
            return;
        }
        Api.Answer answer = call(venue, user(venue, name), path, method, name);
        if (status.equals("101")) {
            answer.problem(426, "upgrade-required");
            return;
        }
        answer.expect(Integer.parseInt(status));
        JsonObject content =
                operation.getJsonObject("responses").getJsonObject(status).getJsonObject("content");
        String type = content.fieldNames().iterator().next();
        assertThat(answer.response().headers().firstValue("Content-Type")).hasValue(type);
        assertThat(answer.response().headers().firstValue("X-Sequence"))
                .as(name)
                .isPresent();
        if (type.equals("application/json")) {
            String wrong = validate(
                    document,
                    content.getJsonObject(type).getJsonObject("schema"),
                    answer.json(),
                    name);
            assertThat(wrong).as(answer.response().body()).isEmpty();
        }
        if (!operation.getJsonArray("security").isEmpty()) {
            call(venue, new Api(venue.gateway.url(), ""), path, method, name)
                    .problem(401, "unauthenticated");
        }
    }

    /** An administrator or, where only people may ask, somebody new. */
    private static Api user(VenueFixture venue, String name) {
        if (name.equals("listEvents")) {
            return venue.admin.with(Exchange.SUDO, "true");
        }
        return Routes.all().stream()
                        .filter(route -> route.name().equals(name))
                        .anyMatch(route -> route.access() == Route.Access.PERSON)
                ? venue.person("Walker of " + name)
                : venue.admin;
    }

    /** What operations about people need to have happened before, and the body that says so. */
    private static JsonObject peopleBody(VenueFixture venue, Api user, String name) {
        return switch (name) {
            case "signUp" ->
                new JsonObject().put("name", "Somebody new").put("code", venue.joinCode());
            case "signIn" ->
                new JsonObject()
                        .put("login", "to sign in")
                        .put("password", venue.signUp("To sign in").getString("password"));
            case "refreshSession" ->
                new JsonObject()
                        .put("refreshToken", venue.signUp("To go on").getString("refreshToken"));
            case "createKey" -> new JsonObject().put("scopes", new JsonArray().add("read"));
            case "createJoinCode" -> new JsonObject().put("label", "class");
            case "setAuditor" -> new JsonObject().put("auditor", false);
            case "changePassword" ->
                new JsonObject().put("old", PASSWORD).put("new", "another " + PASSWORD);
            case "beginSecondFactor", "turnSecondFactorOff" ->
                new JsonObject().put("password", PASSWORD);
            case "confirmSecondFactor" -> new JsonObject().put("code", secondFactor(user));
            default -> new JsonObject();
        };
    }

    /** A market in which there is what the operation undoes. */
    private static String toCorrect(VenueFixture venue, String name) {
        String market = name.toUpperCase(java.util.Locale.ROOT);
        venue.admin
                .post("/api/v1/outcome-markets", OutcomeMarketsTest.market(market))
                .expect(201);
        if (!name.equals("withdrawMarket")) {
            for (String side : new String[] {"sell", "buy"}) {
                venue.user("1000", "0")
                        .post("/api/v1/orders", OutcomeMarketsTest.order(market, side, "5", "1"))
                        .expect(201);
            }
        }
        if (name.equals("correctSettlement")) {
            venue.admin
                    .post(
                            "/api/v1/outcome-markets/" + market + "/settlement",
                            new JsonObject().put("price", "4"))
                    .expect(201);
        }
        return market;
    }

    private static String secondFactor(Api user) {
        if (user.token.isEmpty()) {
            return "000000";
        }
        String secret = user.post(
                        "/api/v1/me/second-factor", new JsonObject().put("password", PASSWORD))
                .expect(201)
                .json()
                .getString("secret");
        return Authenticators.code(secret);
    }

    private static String listed(Api seller) {
        return seller.post("/api/v1/items", ItemsTest.item("a lamp").put("buyNowPrice", "5"))
                .expect(201)
                .json()
                .getString("id");
    }

    private static JsonArray contribution(String account) {
        return new JsonArray().add(new JsonObject().put("account", account).put("amount", "1"));
    }

    /** Somebody writes the administrator a call. */
    private static void holdOption(VenueFixture venue, String call) {
        venue.admin.post("/api/v1/outcome-markets", OutcomeMarketsTest.market("OPENAPI"));
        venue.admin.post("/api/v1/options", OutcomeMarketsTest.option(call, "OPENAPI"));
        Api writer = venue.user("1000", "0");
        writer.post("/api/v1/orders", OutcomeMarketsTest.order(call, "sell", "3", "1"))
                .expect(201);
        venue.deposit(venue.admin.get("/api/v1/account").json().getString("id"), "USD", "1000");
        venue.admin
                .post("/api/v1/orders", OutcomeMarketsTest.order(call, "buy", "3", "1"))
                .expect(201);
    }

    private Api.Answer call(VenueFixture venue, Api user, String path, String method, String name) {
        boolean anonymous = user.token.isEmpty();
        String account = venue.admin.get("/api/v1/account").json().getString("id");
        String order = "1";
        String token = "1";
        String listing = "1";
        String hash = "0".repeat(64);
        boolean needsOrder = path.contains("{order}")
                || path.contains("{clientOrderId}")
                || name.equals("replaceOrder");
        if (needsOrder && !anonymous) {
            venue.deposit(account, "USD", "1000");
            venue.admin.delete("/api/v1/orders").expect(200);
            order = venue.admin
                    .post("/api/v1/orders", bodies.get("placeOrder"))
                    .expect(201)
                    .json()
                    .getString("orderId");
        }
        if (name.equals("placeOrder")) {
            venue.deposit(account, "USD", "1000");
        }
        if (name.equals("revokeToken")) {
            token = venue.admin
                    .post("/api/v1/admin/accounts/" + account + "/tokens", new JsonObject())
                    .expect(201)
                    .json()
                    .getString("id");
        }
        if (name.equals("setAdministrator")) {
            account = venue.admin
                    .post("/api/v1/admin/accounts", new JsonObject().put("name", "Second"))
                    .json()
                    .getString("id");
        }
        String market = "BTC-USD";
        if (name.equals("createOption") && !anonymous) {
            venue.admin.post("/api/v1/outcome-markets", OutcomeMarketsTest.market("OPENAPI"));
        }
        if (name.equals("exerciseOption")) {
            market = "OPENAPI-CALL";
            holdOption(venue, market);
        }
        if (path.contains("outcome-markets/{market}")) {
            market = upper(name);
            venue.admin.post("/api/v1/outcome-markets", OutcomeMarketsTest.market(market));
        }
        boolean isOfContracts = CORRECTIONS.contains(name) || name.equals("listParticipants");
        if (isOfContracts && !anonymous) {
            market = toCorrect(venue, name);
        }
        if (name.equals("createFund") || name.equals("redeemFund")) {
            venue.admin.post("/api/v1/outcome-markets", OutcomeMarketsTest.market(upper(name)));
        }
        if (name.equals("redeemFund")) {
            market = "REDEEMED";
            venue.admin.post("/api/v1/funds", FundsTest.fund(market, upper(name)));
        }
        JsonObject body =
                bodies.containsKey(name) ? bodies.get(name).copy() : peopleBody(venue, user, name);
        String query = "";
        boolean needsUniverse = path.contains("{universe}") || name.equals("gift");
        String universe = needsUniverse && !anonymous ? universe(venue, account) : "0";
        switch (anonymous ? "" : name) {
            case "placeInstructedOrder",
                    "placeManagedOrder",
                    "previewManagedOrder",
                    "placeBracket",
                    "previewBracket" -> venue.deposit(account, "USD", "1000");
            case "linkOrders" -> {
                venue.deposit(account, "USD", "10000");
                JsonObject stop = Api.limit("buy", "1000", "1")
                        .put("condition", "stop")
                        .put("triggerPrice", "900");
                body.put("orderId", placed(venue, Api.limit("buy", "10", "1")))
                        .put("otherOrderId", placed(venue, stop));
            }
            case "uncrossMarket" ->
                venue.admin
                        .patch(
                                "/api/v1/admin/markets/" + market,
                                new JsonObject().put("status", "pre-open"))
                        .expect(200);
            case "editItem", "deleteItem" -> listing = listed(venue.admin);
            case "buyItem", "settleItem" -> {
                venue.deposit(account, "USD", "1000");
                listing = listed(venue.user("0", "0"));
                if (name.equals("settleItem")) {
                    body.put("owner", account).put("contributions", contribution(account));
                }
            }
            case "getPicture" ->
                hash = venue.admin
                        .post("/api/v1/pictures", bodies.get("uploadPicture"))
                        .expect(201)
                        .json()
                        .getString("picture");
            case "shareAccount" -> {
                account = alt(venue);
                body.put("owner", other(venue));
            }
            case "revokeOwner" -> {
                account = alt(venue);
                body.put("owner", other(venue));
                venue.admin
                        .post("/api/v1/accounts/" + account + "/owners", body)
                        .expect(200);
            }
            case "setAccountStatus" -> account = other(venue);
            case "transfer", "issueCode" -> {
                venue.deposit(account, "USD", "1000");
                body.put("recipient", other(venue));
            }
            case "gift" -> body.put("account", member(venue, universe, account));
            case "createUniverse" -> body.put("owner", account);
            case "createUniverseAccount" -> body.put("user", account);
            case "claimCode" -> {
                venue.deposit(account, "USD", "1000");
                body.put(
                        "code",
                        venue.admin
                                .post("/api/v1/admin/codes", bodies.get("issueCode"))
                                .expect(201)
                                .json()
                                .getString("code"));
                query = "?account=" + alt(venue);
            }
            default -> {
                // Everything else needs nothing made before.
            }
        }
        if (name.equals("issueCode")) {
            body.remove("recipient");
        }
        String target = path.replace("{market}", market)
                .replace("{asset}", "USD")
                .replace("{universe}", universe)
                .replace("{order}", order)
                .replace("{clientOrderId}", "a")
                .replace("{account}", account)
                .replace("{token}", token)
                .replace("{trade}", "1")
                .replace("{listing}", listing)
                .replace("{hash}", hash)
                .replace("{person}", "0".repeat(31) + "1")
                .replace("{key}", "rk_" + "0".repeat(22));
        if (name.equals("setAuditor")) {
            target = target.replace(
                    "0".repeat(31) + "1",
                    venue.signUp("Not an auditor " + anonymous).getString("person"));
        }
        if (name.equals("revokeKey") && !anonymous) {
            target = "/api/v1/me/keys/"
                    + user.post(
                                    "/api/v1/me/keys",
                                    new JsonObject().put("scopes", new JsonArray().add("read")))
                            .expect(201)
                            .json()
                            .getString("id");
        }
        if (name.equals("deposit") || name.equals("withdraw")) {
            body.put("account", account);
        }
        if (target.endsWith("/kill-switch") && !anonymous) {
            send(user, method, target, new JsonObject().put("pull", true)).expect(200);
        }
        return send(user, method, target + query, body);
    }

    private static Api.Answer send(Api user, String method, String target, JsonObject body) {
        JsonObject sent = body == null ? new JsonObject() : body;
        return switch (method) {
            case "get" -> user.get(target);
            case "delete" -> user.delete(target);
            case "patch" -> user.patch(target, sent);
            case "post" -> user.post(target, sent);
            default -> throw new AssertionError("no such method here: " + method);
        };
    }

    private static JsonObject bracket() {
        return Api.limit("buy", "10", "1").put("takeProfitPrice", "11").put("stopPrice", "9");
    }

    private static String placed(VenueFixture venue, JsonObject order) {
        return venue.admin.post("/api/v1/orders", order).expect(201).json().getString("orderId");
    }

    private String alt(VenueFixture venue) {
        return made(venue, "/api/v1/accounts", bodies.get("createAlt"));
    }

    private static String other(VenueFixture venue) {
        return made(venue, "/api/v1/admin/accounts", new JsonObject().put("name", "Other"));
    }

    private static String universe(VenueFixture venue, String owner) {
        String universe = made(
                venue,
                "/api/v1/admin/universes",
                new JsonObject().put("name", "class").put("owner", owner));
        venue.admin.post("/api/v1/universes/" + universe + "/cohort", COHORT).expect(200);
        return universe;
    }

    private static String member(VenueFixture venue, String universe, String user) {
        return made(
                venue,
                "/api/v1/universes/" + universe + "/accounts",
                new JsonObject().put("name", "Ada").put("user", user));
    }

    private static String made(VenueFixture venue, String path, JsonObject body) {
        return venue.admin.post(path, body).expect(201).json().getString("id");
    }

    /** A validator of the part of JSON Schema that the document uses; says what is wrong. */
    private static String validate(
            JsonObject document, JsonObject schema, Object value, String path) {
        if (schema.containsKey("$ref")) {
            String name = schema.getString("$ref").replace("#/components/schemas/", "");
            JsonObject referenced = document.getJsonObject("components")
                    .getJsonObject("schemas")
                    .getJsonObject(name);
            assertThat(referenced).as(name).isNotNull();
            return validate(document, referenced, value, path);
        }
        return switch (schema.getString("type")) {
            case "object" -> object(document, schema, value, path);
            case "array" -> array(document, schema, value, path);
            case "string" -> {
                boolean fits = value instanceof String text
                        && (!schema.containsKey("pattern")
                                || text.matches(schema.getString("pattern")))
                        && (!schema.containsKey("enum")
                                || schema.getJsonArray("enum").contains(text));
                yield fits ? "" : path + " is " + value + ", not " + schema.encode();
            }
            case "integer" ->
                value instanceof Integer || value instanceof Long ? "" : path + " no integer";
            case "boolean" -> value instanceof Boolean ? "" : path + " no boolean";
            default -> path + ": unknown type in " + schema.encode();
        };
    }

    private static String object(
            JsonObject document, JsonObject schema, Object value, String path) {
        if (!(value instanceof JsonObject object)) {
            return path + " is no object";
        }
        JsonObject properties = schema.getJsonObject("properties");
        if (properties == null) {
            return "";
        }
        List<?> required = schema.getJsonArray("required", new JsonArray()).getList();
        for (Object field : required) {
            if (!object.containsKey((String) field)) {
                return path + " lacks " + field;
            }
        }
        for (String field : object.fieldNames()) {
            if (!properties.containsKey(field)) {
                return path + " has the undeclared " + field;
            }
            String wrong = validate(
                    document,
                    properties.getJsonObject(field),
                    object.getValue(field),
                    path + "." + field);
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return "";
    }

    private static String array(JsonObject document, JsonObject schema, Object value, String path) {
        if (!(value instanceof JsonArray list)) {
            return path + " is no list";
        }
        for (int i = 0; i < list.size(); i++) {
            String wrong = validate(
                    document,
                    schema.getJsonObject("items"),
                    list.getValue(i),
                    path + "[" + i + "]");
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return "";
    }

    private static String upper(String name) {
        return name.toUpperCase(java.util.Locale.ROOT);
    }
}
