package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;
import io.rialto.engine.EngineLimits;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that rests one order after the other, each under a key of its own, and repeats each until
 * the venue has answered it: whatever it is refused with meanwhile. It remembers every answer.
 */
final class FaultTrader implements AutoCloseable {
    private static final long PAUSE_NANOS = 20_000_000;
    /** Leaves the machine to others: what a fault does is waited for, not how many orders see it. */
    private static final long BREATH_NANOS = 1_000_000;

    private static final int SERVICE_UNAVAILABLE = 503;

    /**
     * A fault that lasts leaves time for more orders than that. One less than are remembered: the
     * order whose answer did not come may have used a key.
     */
    private static final int KEYS_REMEMBERED = EngineLimits.defaults().keysPerActorMax() - 1;

    /** Of those, from the newest to the oldest: all of them would take longer than most faults last. */
    private static final int KEYS_ASKED_AGAIN = 500;

    private final URI venue;
    private final String token;
    private final String name;
    private final Random random;
    private final List<Placed> placed = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean isStopping;
    private Thread thread;
    private RestClient client;

    /** An order and the answer that it got. */
    private record Placed(String key, ObjectNode body, Answer answer) {}

    FaultTrader(URI venue, String token, String name, long seed) {
        this.venue = venue;
        this.token = token;
        this.name = name;
        random = new Random(seed);
    }

    FaultTrader start() {
        thread = Thread.ofPlatform().name(name).start(this::trade);
        return this;
    }

    /** Orders answered so far. */
    int answered() {
        return answered.get();
    }

    /** Times that the venue said that it has no room. */
    int refused() {
        return refused.get();
    }

    /** Over one connection, as long as it lasts. */
    private void trade() {
        client = new RestClient(venue, token);
        for (int number = 0; !isStopping; number++) {
            String key = name + "-" + number;
            ObjectNode body = RestClient.object().put("market", FaultVenue.MARKET);
            body.put("side", "buy").put("price", 1 + random.nextInt(100) + ".00");
            body.put("quantity", Integer.toString(1 + random.nextInt(5)));
            place(key, body);
            LockSupport.parkNanos(BREATH_NANOS);
        }
        client.close();
    }

    /** Until it is answered, or the test is over: then its fate is unknown, as it may be. */
    private void place(String key, ObjectNode body) {
        while (!isStopping) {
            try {
                Answer answer = client.post("/api/v1/orders", body, key(key));
                if (answer.isDone()) {
                    placed.add(new Placed(key, body, answer));
                    answered.incrementAndGet();
                    return;
                }
                if (answer.code().equals("venue-out-of-room")) {
                    assertThat(answer.status()).isEqualTo(SERVICE_UNAVAILABLE);
                    refused.incrementAndGet();
                }
            } catch (IOException gone) {
                client.close();
                client = new RestClient(venue, token);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static Map<String, String> key(String key) {
        return Map.of("Idempotency-Key", key);
    }

    /** Ends it, and checks that the venue has each order that it answered, once, and as it said. */
    void checkNothingIsLost() throws IOException {
        close();
        try (RestClient asker = new RestClient(venue, token)) {
            int remembered = Math.min(placed.size(), KEYS_REMEMBERED);
            int step = Math.ceilDiv(remembered, KEYS_ASKED_AGAIN);
            for (int i = 1; i <= remembered; i += step) {
                Placed order = placed.get(placed.size() - i);
                Answer again = asker.post("/api/v1/orders", order.body, key(order.key));
                assertThat(again.isDone()).as(order + " again " + again).isTrue();
                assertThat(again.header("Idempotent-Replayed")).as(order.key).hasValue("true");
                assertThat(field(again, "orderId"))
                        .as(order.key)
                        .isEqualTo(field(order.answer, "orderId"));
                assertThat(field(again, "sequence")).isEqualTo(field(order.answer, "sequence"));
            }
            JsonNode open = asker.get("/api/v1/orders").body().path("orders");
            Set<String> ids = new HashSet<>(open.findValuesAsText("orderId"));
            assertThat(placed).allMatch(order -> ids.contains(field(order.answer, "orderId")));
            // The last one may have been done without the answer having come.
            assertThat(open.size()).isBetween(placed.size(), placed.size() + 1);
        }
    }

    private static String field(Answer answer, String name) {
        return answer.body().path(name).asText();
    }

    @Override
    public void close() {
        isStopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
