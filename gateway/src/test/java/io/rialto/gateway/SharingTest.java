package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rialto.gateway.Authenticators.Signer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Two gateways of a venue that share what they know in a real Redis, also while it is away. */
class SharingTest {
    private static final String ORDERS = "/api/v1/orders";
    private static final int AT_ONCE = 80;

    @TempDir
    private static Path folder;

    private static RedisServer redis;
    private static RedisSharing oneSharing;
    private static RedisSharing twoSharing;
    private static VenueFixture venue;
    private static Gateway two;

    @BeforeAll
    static void open() {
        redis = RedisServer.start(folder);
        oneSharing = sharing();
        twoSharing = sharing();
        GatewayConfig config = VenueFixture.config()
                .withProfiles(List.of(LimitProfile.parse("user=1/" + AT_ONCE + "/100/10")));
        venue = VenueFixture.withHistory(config.withSharing(oneSharing), folder);
        two = venue.gatewayWithPeople(config.withSharing(twoSharing), folder);
        awaitSharing(false);
    }

    private static RedisSharing sharing() {
        return RedisSharing.open(redis.url(), () -> Optional.of("0123"));
    }

    @AfterAll
    static void close() {
        if (venue != null) {
            venue.close();
            oneSharing.close();
            twoSharing.close();
        }
        if (redis != null) {
            redis.close();
        }
    }

    private static void awaitSharing(boolean isAway) {
        await().atMost(VenueFixture.PATIENCE)
                .until(() -> oneSharing.isAway() == isAway && twoSharing.isAway() == isAway);
    }

    /** How many of so many orders that somebody sends one after the other are taken. */
    private static int taken(Api user) {
        int taken = 0;
        for (int i = 0; i < AT_ONCE; i++) {
            Api.Answer answer = user.order("buy", "10", "0.01");
            if (answer.status() == 201) {
                taken++;
            } else {
                JsonObject problem = answer.problem(429, "rate-limited");
                assertThat(problem.getString("limit")).isEqualTo("user.mutate");
                assertThat(problem.getLong("retryAfterMillis")).isPositive();
            }
        }
        return taken;
    }

    private record Program(String key, Signer signer) {
        private static Program of(String person) {
            Api owner = venue.person(person);
            owner.knownAt(two);
            JsonObject made = owner.post(
                            "/api/v1/me/keys",
                            new JsonObject().put("scopes", new JsonArray(List.of("read"))))
                    .expect(201)
                    .json();
            return new Program(made.getString("id"), Authenticators.hmac(made.getString("secret")));
        }

        private String sign() {
            return Authenticators.signed(key, signer, "GET", ORDERS, "");
        }
    }

    private static Api.Answer send(Gateway to, String credential) {
        return new Api(to.url(), "")
                .with("Authorization", "Rialto " + credential)
                .send("GET", ORDERS, BodyPublishers.noBody(), false);
    }

    @Test
    void shouldCountOrdersOfAllGateways() {
        Api user = venue.user("1000", "0");
        int here = taken(user);
        assertThat(here).isGreaterThanOrEqualTo(AT_ONCE - 1);

        // Its own bucket would let all of them pass.
        assertThat(taken(user.at(two).awaiting(1))).isLessThan(AT_ONCE / 2);
    }

    @Test
    void shouldTakeASignatureAtOneGatewayOnly() {
        Program program = Program.of("Ada");
        String once = program.sign();
        send(venue.gateway, once).expect(200);
        send(two, once).problem(401, "signature-replayed");
        send(two, program.sign()).expect(200);
    }

    @Test
    void shouldGoOnByItsOwnWhileRedisIsAwayAndSayIt() {
        Api nobody = new Api(two.url(), "");
        Api user = venue.user("1000", "0");
        Program program = Program.of("Eve");
        redis.kill();
        try {
            assertThat(taken(user)).isGreaterThanOrEqualTo(AT_ONCE - 1);
            assertThat(taken(user.at(two))).isGreaterThanOrEqualTo(AT_ONCE - 1);
            String once = program.sign();
            send(two, once).expect(200);
            send(two, once).problem(401, "signature-replayed");
            // The stated cost.
            send(venue.gateway, once).expect(200);
            awaitSharing(true);
            JsonObject health = nobody.get("/health").expect(200).json();
            assertThat(health.getString("status")).isEqualTo("degraded");
            assertThat(health.getJsonArray("reasons").encode()).contains("Redis cannot be reached");
            nobody.get("/health/ready").expect(200);
            // Half open once a second, to try.
            await().atMost(VenueFixture.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(nobody.get("/metrics").response().body())
                                    .contains(
                                            "rialto_gateway_sharing_away 1.0",
                                            "rialto_outward_redis_open 1.0"));
        } finally {
            redis.start();
        }
        awaitSharing(false);
        assertThat(nobody.get("/metrics").response().body())
                .contains("rialto_gateway_sharing_away 0.0", "rialto_outward_redis_open 0.0");
        String again = program.sign();
        send(venue.gateway, again).expect(200);
        send(two, again).problem(401, "signature-replayed");
    }

    @Test
    void shouldSayWhatIsNoRedisWithoutRepeatingAPassword() {
        assertThatThrownBy(() -> RedisSharing.check("http://user:secret@127.0.0.1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("redis://127.0.0.1:6379/0")
                .hasMessageNotContaining("secret");
    }
}
