package io.rialto.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.rialto.identity.IdentityException.Reason;

import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Signing in at a real provider, as far as one runs in a test. */
class OidcTest {
    private static final String CLIENT = "rialto";
    private static final URI REDIRECT = URI.create("http://127.0.0.1:1/callback");

    /** A loaded machine takes its time to start a provider. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path data;

    private final MockOAuth2Server server = new MockOAuth2Server();
    private final HttpClient browser = HttpClient.newHttpClient();
    private Identity identity;

    @BeforeEach
    void open() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
        identity = identity(issuer("default"));
    }

    @AfterEach
    void close() {
        identity.close();
        server.shutdown();
    }

    private URI issuer(String name) {
        return server.issuerUrl(name).uri();
    }

    private Identity identity(URI issuer) {
        return Identity.open(IdentityConfig.inBox(data, Rooms.VENUE)
                .withProvider(Optional.of(new OidcProvider(
                        issuer,
                        CLIENT,
                        Optional.of("secret"),
                        REDIRECT,
                        "realm_access.roles",
                        "boss",
                        "auditor",
                        PATIENCE))));
    }

    /** Has the provider issue the next ID token like that. */
    private void enqueue(String subject, Map<String, Object> claims) {
        enqueue("default", subject, CLIENT, claims, 3_600);
    }

    private void enqueue(
            String issuer,
            String subject,
            String audience,
            Map<String, Object> claims,
            long seconds) {
        server.enqueueCallback(new DefaultOAuth2TokenCallback(
                issuer, subject, "JWT", List.of(audience), claims, seconds));
    }

    private static Map<String, Object> roles(String... roles) {
        return Map.of("name", "Ada", "realm_access", Map.of("roles", List.of(roles)));
    }

    /** What a browser brings back that goes where it is sent. */
    private Map<String, String> visit(Oidc.Departure departure)
            throws IOException, InterruptedException {
        HttpResponse<Void> sent = browser.send(
                HttpRequest.newBuilder(URI.create(departure.location())).build(),
                HttpResponse.BodyHandlers.discarding());
        String back = sent.headers().firstValue("Location").orElseThrow();
        assertThat(back).startsWith(REDIRECT.toString());
        return query(back);
    }

    private static Map<String, String> query(String address) {
        Map<String, String> values = new HashMap<>();
        for (String part : URI.create(address).getRawQuery().split("&", -1)) {
            int equals = part.indexOf('=');
            values.put(
                    part.substring(0, equals),
                    URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return values;
    }

    private Oidc.Arrival signIn() throws IOException, InterruptedException {
        Oidc oidc = identity.provider().orElseThrow();
        Oidc.Departure departure = oidc.depart();
        Map<String, String> back = visit(departure);
        return oidc.arrive(back.get("state"), back.get("code"), departure.binding(), Rooms.ADDRESS);
    }

    private void refused() {
        IdentityTest.refused(Reason.PROVIDER_REFUSED, this::signIn);
    }

    @Test
    void shouldTakeTheSamePersonInAgainWithTheRolesOfTheClaim() throws Exception {
        enqueue("ada", roles("boss"));
        Oidc.Arrival first = signIn();
        assertThat(first.person().name()).isEqualTo("Ada");
        assertThat(first.isAdministrator()).hasValue(true);
        assertThat(first.person().isAuditor()).isFalse();
        enqueue("ada", roles("auditor", "other"));
        Oidc.Arrival again = signIn();
        assertThat(again.person().id()).isEqualTo(first.person().id());
        assertThat(again.isAdministrator()).hasValue(false);
        assertThat(again.person().isAuditor()).isTrue();
        enqueue("eve", Map.of("preferred_username", "E\u0007ve"));
        assertThat(signIn().person())
                .matches(eve -> eve.name().equals("Eve"))
                .isNotEqualTo(first.person());
    }

    @Test
    void shouldSendAChallenge() throws Exception {
        Map<String, String> sent =
                query(identity.provider().orElseThrow().depart().location());
        assertThat(sent)
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("client_id", CLIENT)
                .containsKeys("state", "nonce", "code_challenge");
        enqueue("ada", roles());
        signIn();
    }

    @Test
    void shouldTakeOnlyTheBrowserThatWentAndOnlyOnce() throws Exception {
        Oidc oidc = identity.provider().orElseThrow();
        enqueue("ada", roles());
        Oidc.Departure mine = oidc.depart();
        Map<String, String> back = visit(mine);
        IdentityTest.refused(
                Reason.PROVIDER_REFUSED,
                () -> oidc.arrive(back.get("state"), back.get("code"), "theirs", ""));
        // It was tried: whoever tried it cannot be told from whoever began.
        IdentityTest.refused(
                Reason.PROVIDER_REFUSED,
                () -> oidc.arrive(back.get("state"), back.get("code"), mine.binding(), ""));
        IdentityTest.refused(
                Reason.PROVIDER_REFUSED,
                () -> oidc.arrive("made up", back.get("code"), mine.binding(), ""));
    }

    @Test
    void shouldRefuseAnExpiredIdToken() {
        enqueue("default", "ada", CLIENT, roles(), -3_600);
        refused();
    }

    @Test
    void shouldRefuseTheCodeOfAnotherSignIn() throws Exception {
        Oidc oidc = identity.provider().orElseThrow();
        enqueue("ada", roles());
        String theirCode = visit(oidc.depart()).get("code");
        Oidc.Departure mine = oidc.depart();
        String state = query(mine.location()).get("state");
        IdentityTest.refused(
                Reason.PROVIDER_REFUSED,
                () -> oidc.arrive(state, theirCode, mine.binding(), Rooms.ADDRESS));
    }

    @Test
    void shouldSayThatAProviderDoesNotAnswer() {
        identity.close();
        server.shutdown();
        identity = identity(issuer("default"));
        IdentityTest.refused(
                Reason.PROVIDER_UNAVAILABLE,
                () -> identity.provider().orElseThrow().depart());
    }

    @Test
    void shouldNotAskAgainAndAgainAProviderThatDoesNotAnswer() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer broken =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        broken.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        broken.start();
        try {
            identity.close();
            identity = identity(
                    URI.create("http://127.0.0.1:" + broken.getAddress().getPort() + "/of-us"));
            assertThat(identity.providerBreaker().orElseThrow().getState())
                    .isEqualTo(CircuitBreaker.State.CLOSED);
            for (int i = 0; i < 40; i++) {
                IdentityTest.refused(
                        Reason.PROVIDER_UNAVAILABLE,
                        () -> identity.provider().orElseThrow().depart());
            }
            assertThat(asked.get()).isBetween(5, 20);
            assertThat(identity.providerBreaker().orElseThrow().getState())
                    .isEqualTo(CircuitBreaker.State.OPEN);
        } finally {
            broken.stop(0);
        }
    }

    @Test
    void shouldForgetWhoTakesTooLong() throws Exception {
        ManualClock clock = new ManualClock();
        identity.close();
        identity = Identity.open(IdentityConfig.inBox(data, Rooms.VENUE)
                .withClock(clock)
                .withProvider(Optional.of(new OidcProvider(
                        issuer("default"),
                        CLIENT,
                        Optional.empty(),
                        REDIRECT,
                        "roles",
                        "",
                        "",
                        PATIENCE))));
        Oidc oidc = identity.provider().orElseThrow();
        Oidc.Departure departure = oidc.depart();
        Map<String, String> back = visit(departure);
        clock.advance(Duration.ofMinutes(10).plusMillis(1));
        IdentityTest.refused(
                Reason.PROVIDER_REFUSED,
                () -> oidc.arrive(back.get("state"), back.get("code"), departure.binding(), ""));
    }
}
