package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;
import io.rialto.gateway.RedisServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A venue as four processes on one data directory: an engine, a history, and two gateways, the first
 * of which was there before the engine. Each test ends what it likes and starts it again.
 */
@Tag("system")
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int PART = 50;

    /** Twelve of them, for ten kills, are within what an account may have open. */
    private static final int SMALL_PART = 15;

    private static final int KILLS = Integer.getInteger("rialto.gateway.kills", 3);
    private static final int ROUNDS = 150;
    private static final String MARKET = "BTC-USD";

    /** A second gives one more: what comes back meanwhile is far from half of it. */
    private static final int AT_ONCE = 200;

    private static final String FEW = "few";

    private Path folder;
    private final List<VenueProcess> processes = new ArrayList<>();
    private Optional<RedisServer> redis = Optional.empty();
    private VenueProcess engine;
    private VenueProcess history;
    private VenueProcess gateway;
    private VenueProcess other;
    private VenueProcess auditor;
    private Answer healthBefore;
    private Answer orderBefore;
    private RestClient administrator;
    private int traders;

    @BeforeAll
    void startInAnyOrder(@TempDir Path temporary) throws IOException, InterruptedException {
        folder = temporary;
        redis = RedisServer.isThere()
                ? Optional.of(RedisServer.start(temporary))
                : Optional.empty();
        gateway = startedDoor(1);
        try (RestClient early = new RestClient(gateway.url(), "rialto_not-known-yet")) {
            healthBefore = early.get("/health");
            orderBefore = early.post("/api/v1/orders", order("early"));
        }
        history = started("history");
        auditor = started("auditor");
        // Not the default place: the others must find it.
        engine = started("engine", "--aeron", folder.resolve("shared").toString());
        other = startedDoor(2);
        administrator = new RestClient(gateway.url(), engine.token());
        await().atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> administrator.get("/api/v1/account").isDone());
        make("assets", RestClient.object().put("symbol", "BTC").put("scale", 2));
        make("assets", RestClient.object().put("symbol", "USD").put("scale", 2));
        ObjectNode market = RestClient.object().put("symbol", MARKET);
        market.put("base", "BTC").put("quote", "USD").put("tick", "1").put("lot", "1");
        make("markets", market.put("priceMaximum", "1000").put("quantityMaximum", "1000"));
    }

    /** The test before may have restarted the engine: both doors must have reached it again. */
    @BeforeEach
    void awaitBothGateways() {
        for (VenueProcess door : List.of(gateway, other)) {
            try (RestClient anybody = new RestClient(door.url(), "")) {
                await().atMost(PATIENCE)
                        .pollInterval(POLL)
                        .until(() -> anybody.get("/health")
                                .body()
                                .path("status")
                                .asText()
                                .equals("up"));
            }
        }
    }

    /** Both share one Redis, and know a profile of limits that is soon used up. */
    private VenueProcess startedDoor(int id) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("--gateway-id", Integer.toString(id)));
        options.addAll(List.of("--limit", FEW + "=1/" + AT_ONCE + "/1000/256"));
        redis.ifPresent(server -> options.addAll(List.of("--redis", server.url())));
        return started("gateway", options.toArray(String[]::new));
    }

    private VenueProcess started(String roles, String... options)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--roles", roles));
        all.addAll(List.of(options));
        VenueProcess process =
                VenueProcess.start(folder.resolve("data"), all.toArray(String[]::new));
        processes.add(process);
        return process;
    }

    @AfterAll
    void end() {
        if (administrator != null) {
            administrator.close();
        }
        processes.forEach(VenueProcess::close);
        redis.ifPresent(RedisServer::close);
    }

    private JsonNode make(String what, ObjectNode body) throws IOException {
        Answer answer = administrator.post("/api/v1/admin/" + what, body);
        assertThat(answer.isDone()).as("%s: %s", what, answer.summary()).isTrue();
        return answer.body();
    }

    private static ObjectNode order(String name) {
        ObjectNode order = RestClient.object();
        order.put("market", MARKET).put("side", "buy").put("price", "1");
        return order.put("quantity", "1").put("clientOrderId", name);
    }

    /** An account with money, and its token. */
    private record Account(String id, String token) {
        RestClient at(VenueProcess gateway) {
            return new RestClient(gateway.url(), token);
        }
    }

    private Account account() throws IOException {
        return account(RestClient.object());
    }

    private Account account(ObjectNode token) throws IOException {
        String name = "trader " + ++traders;
        String id = make("accounts", RestClient.object().put("name", name))
                .path("id")
                .asText();
        ObjectNode deposit = RestClient.object().put("account", id).put("asset", "USD");
        make("deposits", deposit.put("amount", "100000"));
        token.put("label", name);
        return new Account(
                id, make("accounts/" + id + "/tokens", token).path("token").asText());
    }

    @Test
    void shouldSayThatItWaitsForTheEngine() {
        assertThat(healthBefore.body().path("status").asText()).isEqualTo("degraded");
        assertThat(healthBefore.body().path("connected").asBoolean(true)).isFalse();
        assertThat(orderBefore.status()).as(orderBefore.summary()).isEqualTo(503);
        assertThat(orderBefore.code()).isEqualTo("venue-unavailable");
    }

    @Test
    void shouldTellOfTheAuditorInAnotherProcess() throws IOException, InterruptedException {
        account();
        try (RestClient anybody = new RestClient(gateway.url(), "")) {
            awaitAudit(anybody, "verified");
            assertThat(auditor.stop().output()).doesNotContain("AUDIT");
            awaitAudit(anybody, "unwatched");
            auditor.restart();
            awaitAudit(anybody, "verified");
            assertThat(anybody.get("/api/v1/invariants").body().path("sequence").asLong())
                    .isPositive();
        }
    }

    private static void awaitAudit(RestClient anybody, String status) {
        await().atMost(PATIENCE).pollInterval(POLL).until(() -> {
            JsonNode audit = anybody.get("/api/v1/invariants").body();
            return audit.path("status").asText().equals(status)
                    && (status.equals("unwatched") || audit.path("lagEvents").asLong(-1) == 0);
        });
    }

    @Test
    void shouldKeepEveryAnsweredOrderWhenTheEngineIsKilled()
            throws IOException, InterruptedException {
        Account account = account();
        RolesDenial denial = deny(account);
        try (RolesTrader trader = new RolesTrader(account.at(gateway), MARKET, "e", 3, PART)) {
            trader.awaitUnderWay();
            engine.kill();
            trader.goOn();
            engine.restart();

            checkEachIsThereOnce(account, trader.awaitAllAnswered());
        }
        checkIsRemembered(denial);
    }

    @Test
    void shouldHaveEveryOrderOnceWhenTheGatewayIsKilledAgainAndAgain()
            throws IOException, InterruptedException {
        Account account = account();
        RolesDenial denial = deny(account);
        try (RolesTrader trader =
                new RolesTrader(account.at(gateway), MARKET, "g", KILLS + 2, SMALL_PART)) {
            for (int killed = 0; killed < KILLS; killed++) {
                trader.awaitUnderWay();
                gateway.kill();
                trader.goOn();
                gateway.launch();
            }
            gateway.awaitUp();

            checkEachIsThereOnce(account, trader.awaitAllAnswered());
        }
        checkIsRemembered(denial);
    }

    private RolesDenial deny(Account account) throws IOException {
        try (RestClient there = account.at(other)) {
            awaitCaughtUp(there);
        }
        return RolesDenial.of(other.url(), account.token(), order("denied"));
    }

    private void checkIsRemembered(RolesDenial denial) throws IOException {
        denial.check(gateway.url());
        denial.check(other.url());
    }

    @Test
    void shouldHaveTheWholeHistoryAfterItWasKilled() throws IOException, InterruptedException {
        Account account = account();
        try (RolesTrader trader = new RolesTrader(account.at(gateway), MARKET, "h", 3, PART)) {
            trader.awaitUnderWay();
            history.kill();
            trader.goOn();
            history.restart();

            checkEachIsThereOnce(account, trader.awaitAllAnswered());
        }
    }

    /** Open orders as answered, on both gateways, and balances as their postings add up. */
    private void checkEachIsThereOnce(Account account, Map<String, String> answered)
            throws IOException {
        for (VenueProcess door : List.of(gateway, other)) {
            try (RestClient client = account.at(door)) {
                awaitCaughtUp(client);
                Map<String, String> open = new HashMap<>();
                for (JsonNode order : client.get("/api/v1/orders").body().path("orders")) {
                    String before = open.put(
                            order.path("clientOrderId").asText(),
                            order.path("orderId").asText());
                    assertThat(before).as("%s is there twice", order).isNull();
                }
                assertThat(open).isEqualTo(answered);
                checkIsReplayed(client, answered);
                Answer rebuilt = awaitRebuilt(client, account);
                assertThat(rebuilt.body().path("agrees").asBoolean())
                        .as("%s", rebuilt.body())
                        .isTrue();
                assertThat(rebuilt.body().path("postings").asInt())
                        .as("%s", rebuilt.body())
                        .isEqualTo(answered.size() + 1);
            }
        }
    }

    /** Some of the orders once more under their keys, wherever they were answered first. */
    private static void checkIsReplayed(RestClient client, Map<String, String> answered)
            throws IOException {
        for (String name : answered.keySet().stream().limit(PART).toList()) {
            Answer again =
                    client.post("/api/v1/orders", order(name), Map.of("Idempotency-Key", name));
            assertThat(again.isDone()).as(again.summary()).isTrue();
            assertThat(again.header("Idempotent-Replayed")).hasValue("true");
            assertThat(again.body().path("orderId").asText()).isEqualTo(answered.get(name));
        }
    }

    private void awaitCaughtUp(RestClient client) throws IOException {
        Map<String, String> all = minimum(administrator.get("/api/v1/account"));
        await().atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> client.get("/api/v1/account", all).isDone());
    }

    private static Answer awaitRebuilt(RestClient client, Account account) {
        return await().atMost(PATIENCE)
                .pollInterval(POLL)
                .until(
                        () -> client.post(
                                "/api/v1/accounts/" + account.id() + "/rebuild",
                                RestClient.object()),
                        Answer::isDone);
    }

    private static Map<String, String> minimum(Answer answer) {
        return Map.of("X-Min-Sequence", answer.header("X-Sequence").orElseThrow());
    }

    @Test
    void shouldShowOnOneGatewayWhatTheOtherAnswered() throws IOException {
        Account account = account();
        try (RestClient here = account.at(gateway);
                RestClient there = account.at(other)) {
            for (int i = 0; i < ROUNDS; i++) {
                RestClient writer = i % 2 == 0 ? here : there;
                RestClient reader = i % 2 == 0 ? there : here;
                Answer placed = writer.post("/api/v1/orders", order("o" + i));
                assertThat(placed.isDone()).as(placed.summary()).isTrue();

                String path = "/api/v1/orders/" + MARKET + "/"
                        + placed.body().path("orderId").asText();
                checkState(PatientReads.get(reader, path, minimum(placed)), "open");

                Answer cancelled = reader.delete(path);
                assertThat(cancelled.isDone()).as(cancelled.summary()).isTrue();
                checkState(PatientReads.get(writer, path, minimum(cancelled)), "cancelled");
            }
        }
    }

    @Test
    void shouldHaveUsedUpAtOneGatewayWhatWasUsedUpAtTheOther() throws IOException {
        assumeTrue(redis.isPresent(), "no redis-server");
        Account account = account(RestClient.object().put("profile", FEW));
        try (RestClient here = account.at(gateway);
                RestClient there = account.at(other)) {
            assertThat(doneUntilLimited(here)).isGreaterThanOrEqualTo(AT_ONCE);
            assertThat(doneUntilLimited(there)).isLessThan(AT_ONCE / 2);
        }
    }

    /** How many commands a gateway does before it says that the limit is used up. */
    private static int doneUntilLimited(RestClient client) throws IOException {
        int done = 0;
        Answer answer = client.delete("/api/v1/orders");
        while (answer.isDone()) {
            done++;
            answer = client.delete("/api/v1/orders");
        }
        assertThat(answer.status()).as(answer.summary()).isEqualTo(429);
        assertThat(answer.body().path("limit").asText()).isEqualTo(FEW + ".mutate");
        return done;
    }

    private static void checkState(Answer order, String state) {
        assertThat(order.isDone()).as(order.summary()).isTrue();
        assertThat(order.body().path("state").asText()).as("%s", order.body()).isEqualTo(state);
    }

    @Test
    void shouldRefuseAndThenServeAgainWhenTheEngineIsStoppedAndStarted()
            throws IOException, InterruptedException {
        Account account = account();
        try (RestClient client = account.at(gateway)) {
            assertThat(engine.stop().exitCode()).isIn(0, 130, 143);
            await().atMost(PATIENCE)
                    .pollInterval(POLL)
                    .until(() -> !client.get("/health").body().path("connected").asBoolean(true));
            Answer refused = client.post("/api/v1/orders", order("away"));
            assertThat(refused.status()).as(refused.summary()).isEqualTo(503);
            // What is shown stays as it was.
            assertThat(client.get("/api/v1/balances").isDone()).isTrue();

            engine.restart();

            await().atMost(PATIENCE)
                    .pollInterval(POLL)
                    .until(() -> client.post("/api/v1/orders", order("back")).isDone());
            assertThat(client.get("/health").body().path("status").asText()).isEqualTo("up");
            try (var files = Files.list(folder.resolve("data/consumers"))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .contains("gateway-1.position", "gateway-2.position", "history.position");
            }
        }
    }
}
