package io.rialto.gateway;

import io.rialto.identity.AddressList;
import io.rialto.identity.ApiKey;
import io.rialto.identity.AuditEntry;
import io.rialto.identity.Identity;
import io.rialto.identity.NewApiKey;
import io.rialto.identity.Person;
import io.rialto.identity.Scope;
import io.rialto.identity.SignUpMode;
import io.rialto.view.AccountInfo;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What people see and change of themselves, and what administrators do about people. */
final class PeopleApi {
    private static final String ME = "/api/v1/me";
    private static final String ADMIN = "/api/v1/admin";
    private static final int AUDIT_MAX = 1_000;
    private static final int AUDIT_STANDARD = 100;
    private static final int HOURS_STANDARD = 7 * 24;
    private static final int USES_STANDARD = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private PeopleApi() {}

    static List<Route> routes() {
        return List.of(
                person(Route.get(ME, "getMe"))
                        .summary("Who you are")
                        .answers(200, IdentitySchemas.ME, PeopleApi::me),
                person(Route.patch(ME, "changeMe"))
                        .summary("Changes your name, profile or preferences")
                        .request(IdentitySchemas.CHANGE_ME)
                        .answers(200, IdentitySchemas.ME, PeopleApi::change),
                person(Route.post(ME + "/password", "changePassword"))
                        .summary("Changes your password and ends your other sessions")
                        .request(IdentitySchemas.CHANGE_PASSWORD)
                        .answers(200, IdentitySchemas.NOTHING, PeopleApi::changePassword),
                person(Route.post(ME + "/second-factor", "beginSecondFactor"))
                        .summary("Makes the secret of a second factor (TOTP), shown this once")
                        .request(IdentitySchemas.CONFIRM_PASSWORD)
                        .answers(201, IdentitySchemas.SECOND_FACTOR, PeopleApi::beginSecondFactor),
                person(Route.post(ME + "/second-factor/confirm", "confirmSecondFactor"))
                        .summary("Turns it on by a first code; recovery codes are shown this once")
                        .request(IdentitySchemas.CONFIRM_CODE)
                        .answers(200, IdentitySchemas.RECOVERY_CODES, PeopleApi::confirmSecond),
                person(Route.post(ME + "/second-factor/off", "turnSecondFactorOff"))
                        .summary("Turns it off")
                        .request(IdentitySchemas.CONFIRM_PASSWORD)
                        .answers(200, IdentitySchemas.NOTHING, PeopleApi::turnSecondFactorOff),
                person(Route.get(ME + "/keys", "listKeys"))
                        .summary("Your API keys")
                        .answers(200, IdentitySchemas.API_KEYS, PeopleApi::keys),
                person(Route.post(ME + "/keys", "createKey"))
                        .summary("Makes an API key, whose secret is shown this once")
                        .request(IdentitySchemas.CREATE_KEY)
                        .answers(201, IdentitySchemas.NEW_API_KEY, PeopleApi::createKey),
                person(Route.delete(ME + "/keys/{key}", "revokeKey"))
                        .summary("Ends an API key")
                        .parameter(Route.Parameter.path("key", IdentitySchemas.KEY, "Its id"))
                        .answers(200, IdentitySchemas.NOTHING, PeopleApi::revokeKey),
                admin(Route.post(ADMIN + "/invitations", "invite"))
                        .keyless()
                        .summary("Makes an invitation for one person, shown this once")
                        .request(IdentitySchemas.INVITE)
                        .answers(201, IdentitySchemas.JOIN_CODE, PeopleApi::invite),
                admin(Route.post(ADMIN + "/join-codes", "createJoinCode"))
                        .keyless()
                        .summary("Makes a join code for a class, shown this once")
                        .request(IdentitySchemas.CREATE_CODE)
                        .answers(201, IdentitySchemas.JOIN_CODE, PeopleApi::createJoinCode),
                admin(Route.patch(ADMIN + "/people/{person}/auditor", "setAuditor"))
                        .keyless()
                        .summary("Makes somebody an auditor, who reads everything and changes"
                                + " nothing, or no longer; ends their sessions")
                        .parameter(Route.Parameter.path("person", Schemas.PERSON, "Their id"))
                        .request(IdentitySchemas.SET_AUDITOR)
                        .answers(200, IdentitySchemas.NOTHING, PeopleApi::setAuditor),
                admin(Route.get(ADMIN + "/audit", "listAudit"))
                        .summary("The audit log, oldest first")
                        .parameter(Route.Parameter.query(
                                "after", Schemas.SEQUENCE, "Only after this entry"))
                        .parameter(MarketsApi.count("limit", "At most " + AUDIT_MAX))
                        .answers(200, IdentitySchemas.AUDIT, PeopleApi::audit));
    }

    /** Auditors change nothing of the venue, but themselves. */
    private static Route.Builder person(Route.Builder route) {
        return route.access(Route.Access.PERSON).scope(Scope.READ);
    }

    private static Route.Builder admin(Route.Builder route) {
        return route.access(Route.Access.ADMINISTRATOR);
    }

    private static void answer(Exchange exchange, Function<Identity, JsonObject> question) {
        SessionsApi.ask(exchange, question, json -> SessionsApi.answer(exchange, json));
    }

    private static String whoAsks(Exchange exchange) {
        return exchange.caller().proof().person();
    }

    private static void me(Exchange exchange) {
        AccountInfo account = exchange.caller().account();
        answer(exchange, identity -> json(identity, identity.person(whoAsks(exchange)), account));
    }

    private static JsonObject json(Identity identity, Person person, AccountInfo account) {
        JsonArray roles = new JsonArray().add("user");
        if (account.administrator()) {
            roles.add("administrator");
        }
        if (person.isAuditor()) {
            roles.add("auditor");
        }
        return new JsonObject()
                .put("person", person.id())
                .put("account", Long.toString(person.account()))
                .put("login", person.login())
                .put("email", person.email())
                .put("name", person.name())
                .put("roles", roles)
                .put("secondFactor", identity.credentials().hasSecondFactor(person.id()))
                .put("profile", new JsonObject(person.profile()))
                .put("preferences", new JsonObject(person.preferences()));
    }

    private static void change(Exchange exchange) {
        JsonObject body = exchange.body();
        Optional<String> name = Optional.ofNullable(body.getString("name")).map(SessionsApi::name);
        Optional<String> profile =
                Optional.ofNullable(body.getJsonObject("profile")).map(JsonObject::encode);
        Optional<String> preferences =
                Optional.ofNullable(body.getJsonObject("preferences")).map(JsonObject::encode);
        AccountInfo account = exchange.caller().account();
        answer(
                exchange,
                identity -> json(
                        identity,
                        identity.change(whoAsks(exchange), name, profile, preferences),
                        account));
    }

    private static void changePassword(Exchange exchange) {
        JsonObject body = exchange.body();
        Proof who = exchange.caller().proof();
        answer(exchange, identity -> {
            identity.changePassword(
                    who.person(),
                    who.id(),
                    body.getString("old"),
                    body.getString("new"),
                    exchange.address());
            return new JsonObject();
        });
    }

    private static void beginSecondFactor(Exchange exchange) {
        String password = exchange.body().getString("password");
        answer(exchange, identity -> {
            String secret = identity.credentials()
                    .beginSecondFactor(whoAsks(exchange), password, exchange.address());
            String name = URLEncoder.encode(
                            identity.person(whoAsks(exchange)).login(), StandardCharsets.UTF_8)
                    .replace("+", "%20");
            return new JsonObject()
                    .put("secret", secret)
                    .put(
                            "uri",
                            "otpauth://totp/Rialto:" + name + "?secret=" + secret
                                    + "&issuer=Rialto");
        });
    }

    private static void confirmSecond(Exchange exchange) {
        String code = exchange.body().getString("code");
        answer(
                exchange,
                identity -> new JsonObject()
                        .put(
                                "recoveryCodes",
                                new JsonArray(identity.credentials()
                                        .confirmSecondFactor(
                                                whoAsks(exchange), code, exchange.address()))));
    }

    private static void turnSecondFactorOff(Exchange exchange) {
        String password = exchange.body().getString("password");
        answer(exchange, identity -> {
            identity.credentials()
                    .turnSecondFactorOff(whoAsks(exchange), password, exchange.address());
            return new JsonObject();
        });
    }

    private static void keys(Exchange exchange) {
        answer(
                exchange,
                identity -> new JsonObject()
                        .put("keys", Json.list(identity.keys(whoAsks(exchange)), PeopleApi::json)));
    }

    private static JsonObject json(ApiKey key) {
        JsonArray scopes = new JsonArray();
        key.scopes().stream().sorted().map(Scope::word).forEach(scopes::add);
        JsonObject json = new JsonObject()
                .put("id", key.id())
                .put("account", Long.toString(key.account()))
                .put("label", key.label())
                .put("kind", IdentitySchemas.word(key.kind()))
                .put("scopes", scopes)
                .put("addresses", key.addresses().toString())
                .put("createdAt", SessionsApi.time(key.createdAtMillis()));
        return key.expiresAtMillis() == 0
                ? json
                : json.put("expiresAt", SessionsApi.time(key.expiresAtMillis()));
    }

    private static void createKey(Exchange exchange) {
        JsonObject body = exchange.body();
        ApiKey.Kind kind = kind(body.getString("kind", "hmac-sha256"));
        String publicKey = body.getString("publicKey", "");
        if (publicKey.isEmpty() == (kind == ApiKey.Kind.ED25519)) {
            throw new ProblemException(
                    Refusal.FIELD_INVALID, "Give publicKey for ed25519, and only then");
        }
        Caller who = exchange.caller();
        ApiKey terms = new ApiKey(
                "",
                who.proof().person(),
                who.accountId(),
                body.getString("label", ""),
                kind,
                scopes(body.getJsonArray("scopes")),
                addresses(body.getString("addresses", "")),
                0,
                expiry(body.getString("expiresAt")));
        answer(exchange, identity -> {
            NewApiKey made = identity.createKey(
                    terms, HexFormat.of().parseHex(publicKey), exchange.address());
            JsonObject json = json(made.key());
            made.secret().ifPresent(secret -> json.put("secret", secret));
            return json;
        });
    }

    private static ApiKey.Kind kind(String word) {
        return Arrays.stream(ApiKey.Kind.values())
                .filter(kind -> IdentitySchemas.word(kind).equals(word))
                .findFirst()
                .orElseThrow();
    }

    private static Set<Scope> scopes(JsonArray words) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        words.forEach(word -> Scope.of((String) word).ifPresent(scopes::add));
        if (scopes.isEmpty()) {
            throw new ProblemException(Refusal.FIELD_INVALID, "Give at least one scope");
        }
        return scopes;
    }

    private static AddressList addresses(String text) {
        try {
            return AddressList.of(text);
        } catch (IllegalArgumentException wrong) {
            throw new ProblemException(
                    Refusal.FIELD_INVALID,
                    "Field \"addresses\" must list addresses like 192.0.2.7 or 2001:db8::/32");
        }
    }

    private static long expiry(String text) {
        if (text == null) {
            return 0;
        }
        long millis = Json.nanos("expiresAt", text) / NANOS_PER_MILLI;
        if (millis <= System.currentTimeMillis()) {
            throw new ProblemException(Refusal.FIELD_INVALID, "Field \"expiresAt\" is past");
        }
        return millis;
    }

    private static void revokeKey(Exchange exchange) {
        answer(exchange, identity -> {
            identity.revokeKey(whoAsks(exchange), exchange.path("key"), exchange.address());
            return new JsonObject();
        });
    }

    private static void invite(Exchange exchange) {
        code(exchange, SignUpMode.INVITATION, 1);
    }

    private static void createJoinCode(Exchange exchange) {
        code(exchange, SignUpMode.CODE, exchange.body().getInteger("uses", USES_STANDARD));
    }

    private static void code(Exchange exchange, SignUpMode mode, int uses) {
        JsonObject body = exchange.body();
        String label = body.getString("label", "");
        Duration life = Duration.ofHours(body.getInteger("hours", HOURS_STANDARD));
        String actor = exchange.caller().proof().actor();
        answer(
                exchange,
                identity -> new JsonObject()
                        .put(
                                "code",
                                identity.createCode(
                                        mode, label, uses, life, actor, exchange.address())));
    }

    private static void setAuditor(Exchange exchange) {
        boolean isAuditor = exchange.body().getBoolean("auditor");
        String actor = exchange.caller().proof().actor();
        answer(exchange, identity -> {
            identity.setAuditor(exchange.path("person"), isAuditor, actor, exchange.address());
            return new JsonObject();
        });
    }

    private static void audit(Exchange exchange) {
        long after = exchange.after();
        int limit = MarketsApi.count(exchange, "limit", AUDIT_STANDARD, AUDIT_MAX);
        exchange.venue().gate().admitExpensive(exchange.caller()).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        answer(
                exchange,
                identity -> new JsonObject()
                        .put("entries", Json.list(identity.audit(after, limit), PeopleApi::json)));
    }

    private static JsonObject json(AuditEntry entry) {
        return new JsonObject()
                .put("number", Long.toString(entry.number()))
                .put("time", SessionsApi.time(entry.atMillis()))
                .put("kind", entry.kind())
                .put("actor", entry.actor())
                .put("subject", entry.subject())
                .put("address", entry.address())
                .put("detail", entry.detail())
                .put("hash", entry.hash());
    }
}
