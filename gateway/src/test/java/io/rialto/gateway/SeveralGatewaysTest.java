package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.Side;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What holds across requests: idempotency, reading one's own writes, on one gateway and on two. */
class SeveralGatewaysTest {
    @Test
    void shouldReadOwnWritesHereAndElsewhere() {
        try (VenueFixture venue = VenueFixture.open()) {
            Gateway second = venue.gateway(VenueFixture.config());
            Api user = venue.user("100000", "0", StreamTest.bench());
            for (int i = 0; i < 200; i++) {
                Api.Answer placed = user.order("buy", "10", "0.01").expect(201);
                String path = "/api/v1/orders/BTC-USD/" + placed.json().getString("orderId");

                user.get(path).expect(200);
                user.at(second).awaiting(placed.sequence()).get(path).expect(200);
                user.delete(path).expect(200);
                String state = user.get(path).expect(200).json().getString("state");
                assertThat(state).isEqualTo("cancelled");
            }
        }
    }

    @Test
    void shouldAnnounceItsEndAndAnswerWhatItWasAsked() {
        try (VenueFixture venue = VenueFixture.open()) {
            Gateway second = venue.gateway(VenueFixture.config());
            Api user = venue.user("1000", "0").knownAt(second);
            try (StreamClient client = StreamClient.open(user)) {
                for (int i = 0; i < 50; i++) {
                    client.send(StreamClient.order(1, Side.SIDE_BUY, 1_000_000_000L, 1_000_000L));
                }
                second.close();
                assertThat(client.awaitClose()).startsWith("1001");
                List<ServerMessage> told = client.received();
                assertThat(told).filteredOn(ServerMessage::hasShuttingDown).hasSize(1);
                assertThat(told)
                        .filteredOn(ServerMessage::hasFailure)
                        .allMatch(message ->
                                message.getFailure().getCode().equals("venue-unavailable"));
                long done = told.stream().filter(ServerMessage::hasOutcome).count();
                long sequence = told.stream()
                        .mapToLong(message -> message.getOutcome().getSequence())
                        .max()
                        .orElseThrow();
                assertThat(user.at(venue.gateway)
                                .awaiting(sequence)
                                .get("/api/v1/orders")
                                .expect(200)
                                .json()
                                .getJsonArray("orders"))
                        .as("nothing was done without an answer")
                        .hasSize((int) done);
            }
        }
    }

    @Test
    void shouldSignInWithNewTokenElsewhere() {
        try (VenueFixture venue = VenueFixture.open()) {
            Gateway second = venue.gateway(VenueFixture.config());
            for (int i = 0; i < 20; i++) {
                Api user = venue.user("1", "0");
                long sequence = user.get("/api/v1/account").expect(200).sequence();

                user.at(second).awaiting(sequence).get("/api/v1/account").expect(200);
            }
        }
    }

    @Test
    void shouldWaitNoLongerThanASecondForWhatDoesNotCome() {
        int second = GatewayConfig.standard().viewWaitMillis();
        assertThat(second).isEqualTo(1_000);
        try (VenueFixture venue =
                VenueFixture.open(VenueFixture.config().withViewWaitMillis(second))) {
            JsonObject problem = venue.admin
                    .awaiting(1_000_000)
                    .get("/api/v1/balances")
                    .problem(503, "view-behind");

            assertThat(problem.getLong("retryAfterMillis")).isPositive();
        }
    }

    @Test
    void shouldGiveFirstOutcomeToRepeatedKeyOnAnyGateway() {
        try (VenueFixture venue = VenueFixture.open()) {
            Gateway second = venue.gateway(VenueFixture.config());
            Api user = venue.user("1000", "0").keyed("order-1");
            Api.Answer first = user.order("buy", "10", "1").expect(201);

            Api.Answer again = user.order("buy", "10", "1").expect(201);
            Api.Answer elsewhere = user.knownAt(second).order("buy", "10", "1").expect(201);

            assertThat(first.replayed()).isFalse();
            assertThat(again.replayed()).isTrue();
            assertThat(elsewhere.replayed()).isTrue();
            assertThat(again.json()).isEqualTo(first.json());
            assertThat(elsewhere.json()).isEqualTo(first.json());
            user.order("buy", "10", "2").problem(409, "idempotency-conflict");
            new Api(user.url, user.token)
                    .with("X-Idempotency-Key", "order-1")
                    .order("buy", "10", "1")
                    .expect(201);
            assertThat(user.get("/api/v1/orders").json().getJsonArray("orders")).hasSize(1);
        }
    }

    @Test
    void shouldTellByItsKeyWhatBecameOfACommandThatHadNoAnswer() {
        try (VenueFixture venue = VenueFixture.open()) {
            Gateway hasty = venue.gateway(VenueFixture.config().withAnswerMillis(100));
            Api user = venue.user("1000", "0").knownAt(hasty);
            Api keyed = user.keyed("order-1");
            // The engine does nothing meanwhile.
            venue.sequencer.inspect(machine -> {
                keyed.order("buy", "10", "1").problem(504, "outcome-unknown");
                user.order("buy", "10", "1").problem(504, "outcome-unknown");
                return true;
            });

            // At another gateway, which has more patience; what comes by two ways has no order.
            Api there = user.at(venue.gateway);
            await().atMost(VenueFixture.PATIENCE)
                    .untilAsserted(() -> assertThat(orders(there)).isEqualTo(2));
            assertThat(there.keyed("order-1")
                            .order("buy", "10", "1")
                            .expect(201)
                            .replayed())
                    .isTrue();
            // Without a key it is a new command, whatever became of the first.
            there.order("buy", "10", "1").expect(201);
            assertThat(orders(there)).isEqualTo(3);
        }
    }

    private static int orders(Api user) {
        return user.get("/api/v1/orders").json().getJsonArray("orders").size();
    }

    @Test
    void shouldRememberDenials() {
        try (VenueFixture venue = VenueFixture.open()) {
            Api user = venue.user("5", "0").keyed("too-much");
            Api.Answer first = user.order("buy", "10", "1");
            first.problem(422, "insufficient-funds");
            String account = user.get("/api/v1/account").json().getString("id");
            venue.deposit(account, "USD", "1000");

            Api.Answer again = user.order("buy", "10", "1");

            again.problem(422, "insufficient-funds");
            assertThat(again.replayed()).isTrue();
            new Api(user.url, user.token).keyed("new").order("buy", "10", "1").expect(201);
        }
    }

    @Test
    void shouldScopeKeysToTheActor() {
        try (VenueFixture venue = VenueFixture.open()) {
            Api one = venue.user("1000", "0").keyed("same");
            Api other = venue.user("1000", "0").keyed("same");

            one.order("buy", "10", "1").expect(201);
            Api.Answer answer = other.order("buy", "11", "2").expect(201);

            assertThat(answer.replayed()).isFalse();
            one.keyed("").order("buy", "10", "1").problem(400, "idempotency-key-invalid");
            one.keyed("x".repeat(201))
                    .order("buy", "10", "1")
                    .problem(400, "idempotency-key-invalid");
        }
    }

    @Test
    void shouldOpenOneAccountPerRepeatedKeyAndShowTokenOnce() {
        try (VenueFixture venue = VenueFixture.open()) {
            JsonObject ada = new JsonObject().put("name", "Ada");
            String id = venue.admin
                    .keyed("a")
                    .post("/api/v1/admin/accounts", ada)
                    .json()
                    .getString("id");
            String again = venue.admin
                    .keyed("a")
                    .post("/api/v1/admin/accounts", ada)
                    .json()
                    .getString("id");
            String tokens = "/api/v1/admin/accounts/" + id + "/tokens";
            JsonObject token =
                    venue.admin.keyed("t").post(tokens, new JsonObject()).json();
            JsonObject repeated =
                    venue.admin.keyed("t").post(tokens, new JsonObject()).json();

            assertThat(again).isEqualTo(id);
            assertThat(token.getString("token")).startsWith("rialto_").hasSize(50);
            assertThat(repeated.getString("id")).isEqualTo(token.getString("id"));
            assertThat(repeated.containsKey("token")).isFalse();
        }
    }

    @Test
    void shouldLetExactlyOneOfTwoConcurrentOverHoldsPass() {
        try (VenueFixture venue = VenueFixture.open()) {
            for (int i = 0; i < 20; i++) {
                Api user = venue.user("15", "0");
                CompletableFuture<Api.Answer> one =
                        CompletableFuture.supplyAsync(() -> user.order("buy", "10", "1"));
                CompletableFuture<Api.Answer> two =
                        CompletableFuture.supplyAsync(() -> user.order("buy", "10", "1"));

                assertThat(new int[] {one.join().status(), two.join().status()})
                        .containsExactlyInAnyOrder(201, 422);
            }
        }
    }

    @Test
    void shouldRebuildBalancesFromFiftyDeposits(@TempDir Path directory) {
        try (VenueFixture venue = VenueFixture.withHistory(directory)) {
            Api user = venue.user("0", "0");
            String account = user.get("/api/v1/account").json().getString("id");
            for (int i = 1; i <= 50; i++) {
                venue.deposit(account, "USD", Integer.toString(i));
            }
            user.order("buy", "10", "1").expect(201);

            JsonObject rebuild = user.post(
                            "/api/v1/accounts/" + account + "/rebuild", new JsonObject())
                    .expect(200)
                    .json();
            JsonObject postings =
                    user.get("/api/v1/postings?limit=20").expect(200).json();
            JsonObject older = user.get(
                            "/api/v1/postings?limit=1000&before=" + postings.getString("before"))
                    .expect(200)
                    .json();

            assertThat(rebuild.getBoolean("agrees")).isTrue();
            assertThat(rebuild.getLong("postings")).isEqualTo(51);
            assertThat(rebuild.getJsonArray("balances").getJsonObject(0).getString("cash"))
                    .isEqualTo("1275.0000");
            assertThat(postings.getJsonArray("postings")).hasSize(20);
            assertThat(older.getJsonArray("postings")).hasSize(31);
            Api other = venue.user("0", "0");
            other.post("/api/v1/accounts/" + account + "/rebuild", new JsonObject())
                    .problem(403, "account-not-yours");
        }
    }

    @Test
    void shouldShowWhenWhyAndByWhomAMarketsStatusChanged(@TempDir Path directory) {
        try (VenueFixture venue = VenueFixture.withHistory(directory)) {
            String administrator = venue.admin.get("/api/v1/account").json().getString("id");
            String market = "/api/v1/admin/markets/BTC-USD";
            JsonObject paused = new JsonObject().put("status", "semi-paused").put("reason", "rain");
            venue.admin.patch(market, paused).expect(200);
            venue.admin.patch(market, new JsonObject().put("status", "open")).expect(200);

            JsonObject history = venue.admin
                    .get("/api/v1/markets/BTC-USD/status-history?limit=2")
                    .expect(200)
                    .json();
            JsonObject change = history.getJsonArray("changes").getJsonObject(1);

            assertThat(change.getString("status")).isEqualTo("semi-paused");
            assertThat(change.getString("cause")).isEqualTo("command");
            assertThat(change.getString("reason")).isEqualTo("rain");
            assertThat(change.getString("actor")).isEqualTo(administrator);
            assertThat(history.getJsonArray("changes").getJsonObject(0).getString("status"))
                    .isEqualTo("open");
        }
    }

    @Test
    void shouldSayWhenThereIsNoHistory() {
        try (VenueFixture venue = VenueFixture.open()) {
            venue.admin.get("/api/v1/postings").problem(503, "history-unavailable");
        }
    }
}
