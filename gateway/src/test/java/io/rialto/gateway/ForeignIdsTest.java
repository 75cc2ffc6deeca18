package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.identity.AddressList;
import io.rialto.identity.ApiKey;
import io.rialto.identity.Identity;
import io.rialto.identity.Scope;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Ids of somebody else's orders and keys on every operation that takes one: the answer is that to an
 * id that there is not, and nothing has changed. Accounts: {@link RightsTest}; markets: {@link
 * VisibilitySweepTest}.
 */
class ForeignIdsTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    /** Of what belongs to nobody, or is tried elsewhere. */
    private static final Set<String> PUBLIC =
            Set.of("market", "account", "universe", "listing", "hash", "asset");

    private static final Map<String, JsonObject> BODIES = Map.of(
            "amendOrder", new JsonObject().put("quantity", "1"),
            "amendOrderByClientOrderId", new JsonObject().put("quantity", "1"));

    private static VenueFixture venue;
    private static Api victim;
    private static Api stranger;
    private static final Map<String, String> THEIRS = new LinkedHashMap<>();
    private static final Map<String, String> NOBODYS =
            Map.of("order", "999999", "clientOrderId", "nobodys", "key", "rk_" + "x".repeat(22));

    @BeforeAll
    static void open(@TempDir Path directory) {
        venue = VenueFixture.withHistory(directory);
        JsonObject person = venue.signUp("Victim");
        victim = new Api(venue.gateway.url(), person.getString("accessToken"));
        stranger = venue.person("Stranger");
        for (Api each : Set.of(victim, stranger)) {
            venue.deposit(
                    each.get("/api/v1/account").expect(200).json().getString("id"), "USD", "1000");
        }
        JsonObject order = Api.limit("buy", "10", "2").put("clientOrderId", "theirs");
        Api.Answer placed = victim.post("/api/v1/orders", order).expect(201);
        THEIRS.put("order", placed.json().getString("orderId"));
        THEIRS.put("clientOrderId", "theirs");
        Identity identity = venue.identity.orElseThrow();
        ApiKey terms = new ApiKey(
                "",
                person.getString("person"),
                Long.parseLong(victim.get("/api/v1/account").expect(200).json().getString("id")),
                "",
                ApiKey.Kind.HMAC_SHA256,
                EnumSet.of(Scope.READ),
                AddressList.of(""),
                0,
                0);
        THEIRS.put("key", identity.createKey(terms, new byte[0], "").key().id());
        stranger = stranger.awaiting(placed.sequence());
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @Test
    void shouldAnswerToSomebodyElsesIdAsToNone() {
        Set<String> tried = new HashSet<>();
        for (Route route : Routes.all()) {
            for (Route.Parameter parameter : route.parameters()) {
                boolean isOfPath = parameter.place() == Route.Place.PATH;
                if (isOfPath && route.access() != Route.Access.ADMINISTRATOR) {
                    assertThat(PUBLIC.contains(parameter.name())
                                    || THEIRS.containsKey(parameter.name()))
                            .as("whose %s of %s is", parameter.name(), route.name())
                            .isTrue();
                    if (THEIRS.containsKey(parameter.name())) {
                        tried.add(route.name());
                        refused(route);
                    }
                }
            }
        }
        assertThat(tried).hasSize(7);
        shouldBeUntouched();
    }

    private static void refused(Route route) {
        Api.Answer theirs = send(route, THEIRS);
        Api.Answer nobodys = send(route, NOBODYS);
        assertThat(theirs.status()).as(route.name()).isGreaterThanOrEqualTo(400);
        assertThat(theirs.json().getString("code"))
                .as(route.name())
                .isEqualTo(nobodys.json().getString("code"))
                .isNotIn("field-missing", "field-invalid", "parameter-invalid");
        assertThat(theirs.status()).isEqualTo(nobodys.status());
    }

    private static Api.Answer send(Route route, Map<String, String> ids) {
        String path = PARAMETER
                .matcher(route.path())
                .replaceAll(m -> ids.getOrDefault(m.group(1), "BTC-USD"));
        JsonObject body = BODIES.get(route.name());
        return stranger.send(
                route.method().name(),
                path,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()),
                body != null);
    }

    @Test
    void shouldNotReplaceSomebodyElsesOrder() {
        for (String field : new String[] {"cancelOrderId", "cancelClientOrderId"}) {
            String id = THEIRS.get(field.equals("cancelOrderId") ? "order" : "clientOrderId");
            stranger.post("/api/v1/orders/replace", Api.limit("buy", "9", "1").put(field, id))
                    .problem(404, "order-unknown");
        }
        shouldBeUntouched();
    }

    private static void shouldBeUntouched() {
        JsonObject order = victim.get("/api/v1/orders/BTC-USD/" + THEIRS.get("order"))
                .expect(200)
                .json();
        assertThat(order.getString("state")).isEqualTo("open");
        assertThat(order.getString("quantity")).isEqualTo("2.00000000");
        assertThat(victim.get("/api/v1/me/keys").expect(200).response().body())
                .contains(THEIRS.get("key"));
    }
}
