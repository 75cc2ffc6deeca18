package io.rialto.gateway;

import io.rialto.identity.Identity;
import io.rialto.identity.Oidc;
import io.rialto.identity.OpenSession;
import io.rialto.identity.Person;
import io.rialto.identity.Scope;
import io.rialto.identity.SessionTokens;
import io.rialto.identity.SignUp;
import io.rialto.identity.SignedUp;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Signing up, in and out, and the keys by which others verify who signed in. */
final class SessionsApi {
    private static final String BASE = "/api/v1/sessions";
    private static final int NAME_BYTES_MAX = 100;
    private static final String PROVIDER = "provider";
    private static final String BINDING = "rialto_provider";
    private static final int BINDING_SECONDS = 600;
    private static final String BEFORE_A_STREAM =
            "A stream is opened with what signing in gives; Authenticate renews it";

    private SessionsApi() {}

    static List<Route> routes() {
        return List.of(
                Route.post("/api/v1/people", "signUp")
                        .onlyOverHttp(BEFORE_A_STREAM)
                        .summary("Signs somebody up, and in")
                        .access(Route.Access.PUBLIC)
                        .request(IdentitySchemas.SIGN_UP)
                        .answers(201, IdentitySchemas.SESSION, SessionsApi::signUp),
                Route.post(BASE, "signIn")
                        .onlyOverHttp(BEFORE_A_STREAM)
                        .summary("Signs somebody in by password")
                        .access(Route.Access.PUBLIC)
                        .request(IdentitySchemas.SIGN_IN)
                        .answers(201, IdentitySchemas.SESSION, SessionsApi::signIn),
                Route.post(BASE + "/refresh", "refreshSession")
                        .onlyOverHttp(BEFORE_A_STREAM)
                        .summary("Exchanges a refresh token, once, for the next pair")
                        .access(Route.Access.PUBLIC)
                        .request(IdentitySchemas.REFRESH_SESSION)
                        .answers(200, IdentitySchemas.SESSION, SessionsApi::refresh),
                Route.get(BASE + "/ways", "listWaysIn")
                        .summary("How one can sign up, and whether at a provider")
                        .access(Route.Access.PUBLIC)
                        .answers(200, IdentitySchemas.WAYS_IN, SessionsApi::ways),
                Route.get(BASE + "/provider", "goToProvider")
                        .onlyOverHttp(BEFORE_A_STREAM)
                        .summary("Sends a browser to the provider to sign in")
                        .access(Route.Access.PUBLIC)
                        .answersText(302, "text/plain", SessionsApi::depart),
                Route.get(BASE + "/provider/callback", "comeFromProvider")
                        .onlyOverHttp(BEFORE_A_STREAM)
                        .summary("Where the provider sends the browser back to")
                        .access(Route.Access.PUBLIC)
                        .parameter(Route.Parameter.query(
                                "state", IdentitySchemas.OPAQUE, "From the provider"))
                        .parameter(Route.Parameter.query(
                                "code", IdentitySchemas.OPAQUE, "From the provider"))
                        .parameter(Route.Parameter.query(
                                "error", IdentitySchemas.OPAQUE, "From the provider"))
                        .parameter(Route.Parameter.query(
                                "error_description", Schemas.ANY, "From the provider"))
                        .parameter(Route.Parameter.query(
                                "session_state", IdentitySchemas.OPAQUE, "From the provider"))
                        .parameter(Route.Parameter.query(
                                "iss", IdentitySchemas.OPAQUE, "From the provider"))
                        .parameter(Route.Parameter.query("scope", Schemas.ANY, "From the provider"))
                        .answers(200, IdentitySchemas.SESSION, SessionsApi::arrive),
                Route.get(BASE, "listSessions")
                        .summary("Your open sessions, the one that asks marked")
                        .access(Route.Access.PERSON)
                        .scope(Scope.READ)
                        .answers(200, IdentitySchemas.SESSIONS, SessionsApi::list),
                Route.delete(BASE + "/current", "signOut")
                        .summary("Ends this session")
                        .access(Route.Access.PERSON)
                        .scope(Scope.READ)
                        .answers(200, IdentitySchemas.NOTHING, SessionsApi::signOut),
                Route.delete(BASE, "signOutEverywhere")
                        .summary("Ends all sessions of yours")
                        .access(Route.Access.PERSON)
                        .scope(Scope.READ)
                        .answers(200, IdentitySchemas.NOTHING, SessionsApi::signOutEverywhere),
                Route.get("/.well-known/jwks.json", "getPublicKeys")
                        .summary("The keys that verify access tokens (RFC 7517)")
                        .access(Route.Access.PUBLIC)
                        .answers(200, IdentitySchemas.JWKS, SessionsApi::publicKeys));
    }

    /** Asks the identities once, and goes on with what they say. */
    static <T> void ask(Exchange exchange, Function<Identity, T> question, Consumer<T> next) {
        exchange.onlyOnce();
        exchange.deliver(exchange.venue().identities().ask(question), next);
    }

    /** The same for what everybody may try: only so often from one address. */
    private static <T> void tryOut(
            Exchange exchange, Function<Identity, T> question, Consumer<T> next) {
        exchange.venue().gate().admitUnknown(exchange.address()).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        ask(exchange, question, next);
    }

    static void answer(Exchange exchange, JsonObject json) {
        exchange.answer(json, exchange.venue().view().sequence(), false);
    }

    /**
     * A name as the engine takes it.
     *
     * @throws ProblemException FIELD_INVALID
     */
    static String name(String name) {
        boolean isText =
                StandardCharsets.UTF_8.newEncoder().canEncode(name) && name.indexOf('\uFFFD') < 0;
        if (!isText
                || name.isBlank()
                || name.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES_MAX) {
            throw new ProblemException(
                    Refusal.FIELD_INVALID,
                    "Field \"name\" must have 1 to " + NAME_BYTES_MAX + " bytes of text");
        }
        return name;
    }

    private static void signUp(Exchange exchange) {
        JsonObject body = exchange.body();
        SignUp request = new SignUp(
                name(body.getString("name")),
                Optional.ofNullable(body.getString("email")),
                Optional.ofNullable(body.getString("password")),
                Optional.ofNullable(body.getString("code")));
        String address = exchange.address();
        tryOut(
                exchange,
                identity -> identity.signUp(request, address),
                (SignedUp up) -> open(exchange, up.person(), "sign-up", up.password()));
    }

    private static void signIn(Exchange exchange) {
        JsonObject body = exchange.body();
        String login = body.getString("login");
        String password = body.getString("password");
        Optional<String> code = Optional.ofNullable(body.getString("code"));
        String address = exchange.address();
        tryOut(
                exchange,
                identity -> identity.signIn(login, password, code, address),
                person -> open(exchange, person, "password", Optional.empty()));
    }

    private static void open(
            Exchange exchange, Person person, String method, Optional<String> password) {
        new AccountOpening(exchange)
                .withAccount(
                        person,
                        ready -> ask(
                                exchange,
                                identity -> identity.openSession(ready, method, exchange.address()),
                                tokens -> opened(
                                        exchange, method, session(ready, tokens, password))));
    }

    /**
     * A session opened by way of a provider goes to the screens, where there are any and a browser
     * asks: behind the `#`, which browsers send to nobody.
     */
    private static void opened(Exchange exchange, String method, JsonObject session) {
        String accepts = exchange.http().request().getHeader("Accept");
        boolean isBrowser = accepts != null && accepts.contains("text/html");
        if (method.equals(PROVIDER) && isBrowser && Gateway.hasScreens()) {
            String text = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(session.encode().getBytes(StandardCharsets.UTF_8));
            exchange.goOn("/trade#session=" + text);
        } else {
            answer(exchange, session);
        }
    }

    private static JsonObject session(
            Person person, SessionTokens tokens, Optional<String> password) {
        JsonObject json = tokens(tokens)
                .put("person", person.id())
                .put("account", Long.toString(person.account()));
        password.ifPresent(made -> json.put("password", made));
        return json;
    }

    private static JsonObject tokens(SessionTokens tokens) {
        return new JsonObject()
                .put("accessToken", tokens.accessToken())
                .put("expiresAt", time(tokens.accessExpiresAtMillis()))
                .put("refreshToken", tokens.refreshToken())
                .put("refreshExpiresAt", time(tokens.refreshExpiresAtMillis()));
    }

    static String time(long millis) {
        return Json.time(millis * 1_000_000);
    }

    private static void refresh(Exchange exchange) {
        String token = exchange.body().getString("refreshToken");
        tryOut(
                exchange,
                identity -> identity.refresh(token, exchange.address()),
                tokens -> answer(exchange, tokens(tokens)));
    }

    private static void ways(Exchange exchange) {
        ask(
                exchange,
                identity -> new JsonObject()
                        .put("signUp", new JsonArray(identity.signUpModes()))
                        .put("provider", identity.provider().isPresent()),
                json -> answer(exchange, json));
    }

    private static Oidc provider(Identity identity) {
        return identity.provider()
                .orElseThrow(() -> new ProblemException(
                        Refusal.NOT_FOUND, "There is no provider to sign in at here"));
    }

    private static void depart(Exchange exchange) {
        tryOut(exchange, identity -> provider(identity).depart(), departure -> {
            exchange.http()
                    .response()
                    .putHeader("Location", departure.location())
                    .addCookie(Cookie.cookie(BINDING, departure.binding())
                            .setHttpOnly(true)
                            // A provider sends browsers back to https, or to this machine.
                            .setSecure(exchange.isSecure())
                            .setSameSite(CookieSameSite.LAX)
                            .setMaxAge(BINDING_SECONDS)
                            .setPath(BASE + "/provider"));
            exchange.answerText("text/plain", "Sign in at the provider\n");
        });
    }

    private static void arrive(Exchange exchange) {
        Optional<String> state = exchange.query("state");
        Optional<String> code = exchange.query("code");
        Cookie binding = exchange.http().request().getCookie(BINDING);
        if (state.isEmpty() || code.isEmpty() || binding == null) {
            throw new ProblemException(
                    Refusal.PROVIDER_REFUSED,
                    "Begin the sign-in again: the provider, or this browser, brought nothing");
        }
        String bound = binding.getValue();
        String address = exchange.address();
        tryOut(
                exchange,
                identity -> provider(identity).arrive(state.get(), code.get(), bound, address),
                arrival -> new AccountOpening(exchange)
                        .withAccount(
                                arrival.person(),
                                person -> new AccountOpening(exchange)
                                        .withRole(
                                                person,
                                                arrival.isAdministrator(),
                                                () -> open(
                                                        exchange,
                                                        person,
                                                        PROVIDER,
                                                        Optional.empty()))));
    }

    private static void list(Exchange exchange) {
        Proof who = exchange.caller().proof();
        ask(
                exchange,
                identity -> new JsonObject()
                        .put(
                                "sessions",
                                Json.list(
                                        identity.openSessions(who.person()),
                                        session -> json(session, who.id()))),
                json -> answer(exchange, json));
    }

    private static JsonObject json(OpenSession session, String asking) {
        return new JsonObject()
                .put("method", session.method())
                .put("openedAt", time(session.openedAtMillis()))
                .put("renewedAt", time(session.renewedAtMillis()))
                .put("expiresAt", time(session.expiresAtMillis()))
                .put("current", session.session().equals(asking));
    }

    private static void signOut(Exchange exchange) {
        Proof who = exchange.caller().proof();
        ask(
                exchange,
                identity -> {
                    identity.signOut(who.person(), who.id(), exchange.address());
                    return new JsonObject();
                },
                json -> answer(exchange, json));
    }

    private static void signOutEverywhere(Exchange exchange) {
        Proof who = exchange.caller().proof();
        ask(
                exchange,
                identity -> {
                    identity.signOutEverywhere(who.person(), exchange.address());
                    return new JsonObject();
                },
                json -> answer(exchange, json));
    }

    private static void publicKeys(Exchange exchange) {
        ask(
                exchange,
                identity -> new JsonObject()
                        .put(
                                "keys",
                                Json.list(
                                        identity.publicKeys(),
                                        key -> new JsonObject()
                                                .put("kty", "OKP")
                                                .put("crv", "Ed25519")
                                                .put("use", "sig")
                                                .put("alg", "EdDSA")
                                                .put("kid", key.id())
                                                .put("x", key.x()))),
                json -> answer(exchange, json));
    }
}
