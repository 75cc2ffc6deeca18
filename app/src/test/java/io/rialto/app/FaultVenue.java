package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;

import org.agrona.CloseHelper;
import org.awaitility.core.ConditionTimeoutException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** A venue under faults, with clients that trade until told to stop. */
final class FaultVenue implements AutoCloseable {
    static final String MARKET = "GOLD-USD";

    private static final int TRADERS = 3;
    private static final int SERVER_ERROR = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(20);

    private final VenueProcess engine;
    private final VenueProcess door;
    private final List<FaultTrader> traders = new ArrayList<>();

    /** Makes a market at a venue that has just been started for the first time. */
    FaultVenue(VenueProcess engine, VenueProcess door, Random random) {
        this.engine = engine;
        this.door = door;
        try (RestClient administrator = new RestClient(door.url(), engine.token())) {
            post(
                    administrator,
                    "assets",
                    RestClient.object().put("symbol", "GOLD").put("scale", 4));
            post(
                    administrator,
                    "assets",
                    RestClient.object().put("symbol", "USD").put("scale", 2));
            ObjectNode terms = RestClient.object();
            terms.put("symbol", MARKET).put("base", "GOLD").put("quote", "USD");
            terms.put("tick", "0.01").put("lot", "1").put("priceMaximum", "1000");
            terms.put("quantityMaximum", "1000").put("openOrdersAccountMax", 100_000);
            post(administrator, "markets", terms);
            for (int i = 0; i < TRADERS; i++) {
                String account = post(
                                administrator,
                                "accounts",
                                RestClient.object().put("name", "trader " + i))
                        .path("id")
                        .asText();
                post(
                        administrator,
                        "deposits",
                        RestClient.object()
                                .put("account", account)
                                .put("asset", "USD")
                                .put("amount", "100000000"));
                String token = post(
                                administrator,
                                "accounts/" + account + "/tokens",
                                RestClient.object().put("profile", "replay").put("label", "fault"))
                        .path("token")
                        .asText();
                traders.add(new FaultTrader(door.url(), token, "trader-" + i, random.nextLong()));
            }
        }
        traders.forEach(FaultTrader::start);
    }

    /** Until it is answered: on a busy machine a first request may take longer than its client waits. */
    private static JsonNode post(RestClient administrator, String path, ObjectNode body) {
        Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        Answer[] answer = new Answer[1];
        await().atMost(PATIENCE)
                .pollInterval(POLL)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    answer[0] = administrator.post("/api/v1/admin/" + path, body, key);
                    return answer[0].status() < SERVER_ERROR;
                });
        assertThat(answer[0].isDone()).as(answer[0].toString()).isTrue();
        return answer[0].body();
    }

    URI url() {
        return door.url();
    }

    /** Waits until so many more orders are answered. */
    void awaitMore(int orders) {
        int until = answered() + orders;
        try {
            await().atMost(PATIENCE)
                    .pollInterval(POLL)
                    .until(() -> answered() >= until || !engine.isAlive());
        } catch (ConditionTimeoutException late) {
            // How far they came is told below, with what the venue said meanwhile.
        }
        assertThat(answered())
                .as("%s%n%s", engine.output(), door == engine ? "" : door.output())
                .isGreaterThanOrEqualTo(until);
    }

    int answered() {
        return traders.stream().mapToInt(FaultTrader::answered).sum();
    }

    /** Waits until every client has been told that there is no room. */
    void awaitRefused() {
        assertThat(awaitRefusedOrEnded()).as("%s", engine.output()).isTrue();
    }

    /** The same; false when the engine's process has ended instead. */
    boolean awaitRefusedOrEnded() {
        List<Integer> before = traders.stream().map(FaultTrader::refused).toList();
        await().atMost(PATIENCE)
                .pollInterval(POLL)
                .until(() -> !engine.isAlive() || isRefusedMore(before));
        return engine.isAlive();
    }

    private boolean isRefusedMore(List<Integer> before) {
        for (int i = 0; i < before.size(); i++) {
            if (traders.get(i).refused() <= before.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Waits until it says that it is up, or degraded, and why. */
    JsonNode awaitStatus(String status) {
        JsonNode[] health = new JsonNode[1];
        try (RestClient anybody = new RestClient(door.url(), "")) {
            var patient = await().atMost(PATIENCE)
                    .pollInterval(POLL)
                    .ignoreExceptionsInstanceOf(IOException.class);
            patient.until(() -> {
                health[0] = anybody.get("/health").body();
                return health[0].path("status").asText().equals(status);
            });
        }
        return health[0];
    }

    /** What it shows can still be read. */
    void checkReads() throws IOException {
        try (RestClient administrator = new RestClient(door.url(), engine.token())) {
            for (String path : List.of("account", "markets", "markets/" + MARKET + "/book")) {
                Answer answer = administrator.get("/api/v1/" + path);
                assertThat(answer.isDone()).as(path + ": " + answer).isTrue();
            }
        }
    }

    /** Waits until the engine's process ends by itself; clients go on trying. */
    Program.Finished finish() {
        return engine.finish();
    }

    /** Starts the engine's process again on the same data. */
    void restart() throws IOException, InterruptedException {
        engine.restart();
    }

    boolean isAlive() {
        return engine.isAlive();
    }

    /** Of the engine's process. */
    long pid() {
        return engine.pid();
    }

    /** Stops trading and the venue; everything that was answered is there, and all of it agrees. */
    void checkNothingIsLost(Path folder) throws IOException {
        for (FaultTrader trader : traders) {
            trader.checkNothingIsLost();
        }
        door.stop();
        Program.Finished stopped = engine.isAlive() ? engine.stop() : engine.finish();
        Program.Finished verify =
                Program.run(folder, "verify", "--data", engine.data().toString());
        assertThat(verify.exitCode()).as("%s\n%s", stopped, verify).isZero();
    }

    @Override
    public void close() {
        traders.forEach(FaultTrader::close);
        CloseHelper.closeAll(door, engine);
    }
}
