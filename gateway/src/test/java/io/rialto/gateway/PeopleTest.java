package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.gateway.Authenticators.Signer;
import io.rialto.identity.Person;
import io.rialto.identity.SignUp;
import io.rialto.protocol.v1.Authenticate;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.Side;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;

/** People and their programs at the front door. */
class PeopleTest {
    private static final String ORDERS = "/api/v1/orders";

    @TempDir
    Path directory;

    private VenueFixture venue;
    private Api anybody;

    @BeforeEach
    void open() {
        venue = VenueFixture.withHistory(directory);
        anybody = new Api(venue.gateway.url(), "");
    }

    @AfterEach
    void close() {
        venue.close();
    }

    private Api.Answer signIn(String login, String password) {
        return anybody.post(
                "/api/v1/sessions", new JsonObject().put("login", login).put("password", password));
    }

    private static Api.Answer key(Api person, JsonObject terms, String... scopes) {
        return person.post("/api/v1/me/keys", terms.put("scopes", new JsonArray(List.of(scopes))));
    }

    /** Sends a request that a program signs. */
    private Api.Answer signed(
            String key, Signer signer, String method, String target, String body) {
        return send(Authenticators.signed(key, signer, method, target, body), method, target, body);
    }

    private Api.Answer send(String credential, String method, String target, String body) {
        return anybody.with("Authorization", "Rialto " + credential)
                .send(
                        method,
                        target,
                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                        !body.isEmpty());
    }

    @Test
    void shouldTakeANewcomerFromAJoinCodeToAnOrder() {
        JsonObject joined = anybody.post(
                        "/api/v1/people",
                        new JsonObject().put("name", "Zoë").put("code", venue.joinCode()))
                .expect(201)
                .json();
        signIn("zoë", joined.getString("password")).expect(201);
        Api zoe = new Api(venue.gateway.url(), joined.getString("accessToken"));
        venue.deposit(joined.getString("account"), "USD", "1000");
        JsonObject made =
                key(zoe, new JsonObject(), "read", "trade").expect(201).json();
        Signer signer = Authenticators.hmac(made.getString("secret"));
        signed(
                        made.getString("id"),
                        signer,
                        "POST",
                        ORDERS,
                        Api.limit("buy", "10", "1").encode())
                .expect(201);
        String open = ORDERS + "?market=BTC-USD";
        assertThat(signed(made.getString("id"), signer, "GET", open, "")
                        .expect(200)
                        .json()
                        .getJsonArray("orders"))
                .hasSize(1);
        assertThat(zoe.get(ORDERS).expect(200).json().getJsonArray("orders")).hasSize(1);
        // Shown once.
        assertThat(zoe.get("/api/v1/me/keys").response().body())
                .contains(made.getString("id"))
                .doesNotContain(made.getString("secret"));
    }

    @Test
    void shouldRefuseReplayedShiftedAndForeignSignatures() {
        Api ada = venue.person("Ada");
        JsonObject made = key(ada, new JsonObject(), "read").expect(201).json();
        String id = made.getString("id");
        Signer signer = Authenticators.hmac(made.getString("secret"));
        String once = Authenticators.signed(id, signer, "GET", ORDERS, "");
        send(once, "GET", ORDERS, "").expect(200);
        send(once, "GET", ORDERS, "").problem(401, "signature-replayed");
        for (long shift : new long[] {-31_000, 61_000}) {
            String other = Authenticators.signed(
                    id, signer, System.currentTimeMillis() + shift, "n", "GET\n" + ORDERS, "");
            send(other, "GET", ORDERS, "").problem(401, "signature-time");
        }
        String elsewhere = Authenticators.signed(id, signer, "GET", "/api/v1/balances", "");
        send(elsewhere, "GET", ORDERS, "").problem(401, "signature-invalid");
        String theirs =
                Authenticators.signed(id, Authenticators.hmac("made up"), "GET", ORDERS, "");
        send(theirs, "GET", ORDERS, "").problem(401, "signature-invalid");
        signed("rk_" + "x".repeat(22), signer, "GET", ORDERS, "").problem(401, "key-invalid");
        send("nonsense", "GET", ORDERS, "").problem(401, "signature-invalid");
        // The key of somebody else does not exist.
        Api eve = venue.person("Eve");
        eve.delete("/api/v1/me/keys/" + id).problem(404, "not-found");
        ada.delete("/api/v1/me/keys/" + id).expect(200);
        signed(id, signer, "GET", ORDERS, "").problem(401, "key-invalid");
    }

    @Test
    void shouldHoldKeysToTheirScopesAddressesAndKind() {
        Api ada = venue.person("Ada");
        KeyPair pair = Authenticators.ed25519();
        JsonObject terms =
                new JsonObject().put("kind", "ed25519").put("publicKey", Authenticators.hex(pair));
        String id = key(ada, terms, "read").expect(201).json().getString("id");
        Signer signer = Authenticators.ed25519(pair.getPrivate());
        signed(id, signer, "GET", ORDERS, "").expect(200);
        String order = Api.limit("buy", "10", "1").encode();
        signed(id, signer, "POST", ORDERS, order).problem(403, "scope-missing");
        signed(id, signer, "GET", "/api/v1/me", "").problem(403, "person-only");
        signed(id, signer, "GET", "/api/v1/balances?account=4", "")
                .problem(403, "account-not-yours");
        JsonObject far = key(ada, new JsonObject().put("addresses", "192.0.2.0/24"), "read")
                .expect(201)
                .json();
        signed(far.getString("id"), Authenticators.hmac(far.getString("secret")), "GET", ORDERS, "")
                .problem(403, "address-forbidden");
        for (JsonObject wrong : List.of(
                new JsonObject().put("kind", "ed25519"),
                new JsonObject().put("publicKey", Authenticators.hex(pair)),
                new JsonObject().put("addresses", "300.0.0.1"),
                new JsonObject().put("expiresAt", "2001-01-01T00:00:00Z"))) {
            key(ada, wrong, "read").problem(400, "field-invalid");
        }
        key(ada, new JsonObject()).problem(400, "field-invalid");
        key(ada, new JsonObject(), "everything").problem(400, "field-invalid");
    }

    @Test
    void shouldRepairWhatACrashLeftBetweenThePersonAndTheAccount() {
        String login = "lost@example.org";
        String password = VenueFixture.PASSWORD;
        Person lost = venue.identity
                .orElseThrow()
                .signUp(
                        new SignUp(
                                "Lost",
                                Optional.of(login),
                                Optional.of(password),
                                Optional.empty()),
                        "")
                .person();
        // The row is there and nothing else; then the account as well, and nobody noted it.
        String account = venue.admin
                .post(
                        "/api/v1/admin/accounts",
                        new JsonObject().put("name", "Lost").put("person", lost.id()))
                .expect(201)
                .json()
                .getString("id");
        JsonObject session = signIn(login, password).expect(201).json();
        assertThat(session.getString("account")).isEqualTo(account);
        Person late = venue.identity
                .orElseThrow()
                .signUp(
                        new SignUp(
                                "Late",
                                Optional.of("late@example.org"),
                                Optional.of(password),
                                Optional.empty()),
                        "")
                .person();
        String made = signIn("late@example.org", password).expect(201).json().getString("account");
        assertThat(made).isNotEqualTo(account);
        assertThat(signIn("late@example.org", password).json().getString("account"))
                .isEqualTo(made);
        assertThat(venue.identity.orElseThrow().person(late.id()).account())
                .isEqualTo(Long.parseLong(made));
    }

    @Test
    void shouldEndSessionsAndExchangeRefreshTokensOnce() {
        JsonObject first = venue.signUp("Ada");
        JsonObject body = new JsonObject().put("refreshToken", first.getString("refreshToken"));
        JsonObject second =
                anybody.post("/api/v1/sessions/refresh", body).expect(200).json();
        Api ada = new Api(venue.gateway.url(), second.getString("accessToken"));
        ada.get("/api/v1/me").expect(200);
        anybody.post("/api/v1/sessions/refresh", body).problem(401, "refresh-reused");
        ada.get("/api/v1/me").problem(401, "session-ended");
        anybody.post(
                        "/api/v1/sessions/refresh",
                        new JsonObject().put("refreshToken", second.getString("refreshToken")))
                .problem(401, "session-ended");

        Api one = new Api(
                venue.gateway.url(),
                signIn("ada", VenueFixture.PASSWORD).json().getString("accessToken"));
        Api two = new Api(
                venue.gateway.url(),
                signIn("ada", VenueFixture.PASSWORD).json().getString("accessToken"));
        one.delete("/api/v1/sessions/current").expect(200);
        one.get("/api/v1/me").problem(401, "session-ended");
        two.get("/api/v1/me").expect(200);
        two.delete("/api/v1/sessions").expect(200);
        two.get("/api/v1/me").problem(401, "session-ended");
    }

    @Test
    void shouldAnswerTokensThatAreNotTheVenuesAsTheClientsFault() {
        String token = venue.signUp("Ada").getString("accessToken");
        String[] parts = token.split("\\.", -1);
        for (String other : List.of(
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1],
                token.substring(0, token.length() - 1),
                "eyJhbGciOiJub25lIn0." + parts[1] + ".",
                "a.b.c",
                "...",
                "x".repeat(5_000) + ".y.z")) {
            new Api(venue.gateway.url(), other)
                    .get("/api/v1/account")
                    .problem(401, "token-invalid");
        }
        anybody.with("Authorization", "Basic YTpi")
                .get("/api/v1/account")
                .problem(401, "unauthenticated");
        anybody.with("Authorization", "Bearer")
                .get("/api/v1/account")
                .problem(401, "unauthenticated");
        JsonObject keys = anybody.get("/.well-known/jwks.json").expect(200).json();
        assertThat(keys.getJsonArray("keys").getJsonObject(0).getString("crv"))
                .isEqualTo("Ed25519");
    }

    @Test
    void shouldLockOutAndSayWhenToTryAgain() {
        venue.signUp("Ada");
        Api.Answer last = signIn("ada", "wrong password");
        for (int i = 0; i < 20 && last.status() == 401; i++) {
            last.problem(401, "credentials-invalid");
            last = signIn("ada", "wrong password");
        }
        assertThat(last.problem(429, "locked-out").getLong("retryAfterMillis")).isPositive();
        assertThat(last.response().headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void shouldLetAuditorsReadEverythingAndChangeNothing() {
        JsonObject up = venue.signUp("Audrey");
        venue.admin
                .patch(
                        "/api/v1/admin/people/" + up.getString("person") + "/auditor",
                        new JsonObject().put("auditor", true))
                .expect(200);
        Api before = new Api(venue.gateway.url(), up.getString("accessToken"));
        before.get("/api/v1/me").problem(401, "session-ended");
        Api audrey = new Api(
                venue.gateway.url(),
                signIn("audrey", VenueFixture.PASSWORD)
                        .expect(201)
                        .json()
                        .getString("accessToken"));
        Api trader = venue.user("1000", "0");
        String other = trader.get("/api/v1/account").json().getString("id");
        assertThat(audrey.get("/api/v1/balances?account=" + other)
                        .expect(200)
                        .response()
                        .body())
                .contains("1000");
        audrey.order("buy", "1", "1").problem(403, "scope-missing");
        audrey.post("/api/v1/admin/invitations", new JsonObject()).problem(403, "scope-missing");
        audrey.with("X-Sudo", "true")
                .get("/api/v1/balances?account=" + other)
                .problem(403, "administrator-only");
        JsonArray entries =
                audrey.get("/api/v1/admin/audit").expect(200).json().getJsonArray("entries");
        assertThat(entries.stream().map(e -> ((JsonObject) e).getString("kind")))
                .contains("signed-up", "signed-in", "auditor-changed", "code-created", "sudo");
        trader.get("/api/v1/admin/audit").problem(403, "administrator-only");
        assertThat(venue.identity.orElseThrow().verifyAudit().wrong()).isEmpty();
    }

    @Test
    void shouldAuthenticateStreamsByTokenAndByKeyAndEndThemWithTheSession() {
        JsonObject up = venue.signUp("Ada");
        Api ada = new Api(venue.gateway.url(), up.getString("accessToken"));
        JsonObject made = key(ada, new JsonObject(), "read").expect(201).json();
        String credential = Authenticators.signed(
                made.getString("id"),
                Authenticators.hmac(made.getString("secret")),
                "GET",
                "/api/v1/stream",
                "");
        try (StreamClient byToken = StreamClient.open(ada);
                StreamClient byKey = StreamClient.open(anybody)) {
            ServerMessage answer = byKey.ask(ClientMessage.newBuilder()
                    .setAuthenticate(Authenticate.newBuilder().setToken(credential)));
            assertThat(answer.getAuthenticated().getAccount())
                    .isEqualTo(Long.parseLong(up.getString("account")));
            assertThat(byKey.place(1, Side.SIDE_BUY, 1, 1).getFailure().getCode())
                    .isEqualTo("scope-missing");
            ada.delete("/api/v1/sessions").expect(200);
            assertThat(byToken.awaitClose()).startsWith("1008");
            ada.get("/api/v1/me").problem(401, "session-ended");
        }
    }

    @Test
    void shouldKeepProfilesAndRefuseNamesThatTheEngineWouldNotTake() {
        Api ada = venue.person("Ada");
        JsonObject theme = new JsonObject().put("theme", new JsonObject().put("dark", true));
        assertThat(ada.patch("/api/v1/me", new JsonObject().put("preferences", theme))
                        .expect(200)
                        .json()
                        .getJsonObject("preferences"))
                .isEqualTo(theme);
        JsonObject large =
                new JsonObject().put("profile", new JsonObject().put("x", "y".repeat(20_000)));
        ada.patch("/api/v1/me", large).problem(422, "identity-limit");
        for (String name : List.of("ä".repeat(51), " ", "a\u0007b", "\uFFFD")) {
            JsonObject body = new JsonObject().put("name", name).put("code", venue.joinCode());
            anybody.post("/api/v1/people", body).problem(400, "field-invalid");
        }
    }
}
