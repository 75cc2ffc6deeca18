package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;
import io.rialto.client.StreamClient;
import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.protocol.StreamChain;
import io.rialto.protocol.v1.CancelOrder;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.PlaceOrder;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.Side;
import io.rialto.sequencer.AeronEventStream;
import io.rialto.sequencer.EventReader;
import io.rialto.view.EventVisitor;
import io.rialto.view.VenueView;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Who does not read holds up nobody, and misses nothing that it is not told of. */
@Tag("system")
@Timeout(400)
class SlowConsumerTest {
    private static final String MARKET = "GOLD-USD";
    private static final int ORDERS = 20_000;
    private static final int IN_FLIGHT_MAX = 500;
    private static final long PATIENCE_SECONDS = 90;

    /** More than what the event stream's publication keeps in memory. */
    private static final long BUFFERS_BYTES = 8L << 20;

    private static final int POLLED_FRAMES = 100;

    @TempDir
    Path folder;

    private VenueProcess venue;
    private HttpClient http;
    private String token;
    private long market;

    @BeforeEach
    void startVenue() throws IOException, InterruptedException {
        http = HttpClient.newHttpClient();
        venue = VenueProcess.start(folder.resolve("data"), "--durability", "os");
        try (RestClient rest = venue.administrator()) {
            admin(rest, "assets", RestClient.object().put("symbol", "GOLD").put("scale", 0));
            admin(rest, "assets", RestClient.object().put("symbol", "USD").put("scale", 2));
            ObjectNode terms = RestClient.object();
            terms.put("symbol", MARKET).put("base", "GOLD").put("quote", "USD");
            terms.put("tick", "0.01").put("lot", "1").put("priceMaximum", "1000");
            terms.put("quantityMaximum", "1000").put("openOrdersAccountMax", 2 * IN_FLIGHT_MAX);
            market = admin(rest, "markets", terms).get("id").asLong();
            String account = admin(rest, "accounts", RestClient.object().put("name", "maker"))
                    .get("id")
                    .asText();
            ObjectNode deposit = RestClient.object();
            deposit.put("account", account).put("asset", "USD").put("amount", "1000000");
            admin(rest, "deposits", deposit);
            token = admin(
                            rest,
                            "accounts/" + account + "/tokens",
                            RestClient.object().put("profile", "replay"))
                    .get("token")
                    .asText();
        }
    }

    private static JsonNode admin(RestClient rest, String path, ObjectNode body)
            throws IOException {
        Answer answer = rest.post("/api/v1/admin/" + path, body);
        assertThat(answer.isDone()).as(answer.toString()).isTrue();
        return answer.body();
    }

    @AfterEach
    void stopVenue() {
        venue.close();
        http.close();
    }

    @Test
    void shouldAnswerWhileAnEventReaderStopsAndLetItCatchUp() throws Exception {
        VenueView view = new VenueView();
        AtomicLong accepted = new AtomicLong();
        AtomicLong bytesLate = new AtomicLong();
        view.addListener((after, command) -> command.forEachEvent(new EventVisitor() {
            @Override
            public void onOrderAccepted(long sequence, OrderAcceptedDecoder event) {
                accepted.incrementAndGet();
            }
        }));
        EventReader.FrameHandler handler = (frame, offset, length) -> {
            bytesLate.addAndGet(length);
            view.onFrame(frame, offset, length);
        };
        try (EventReader reader = new AeronEventStream(venue.aeron(), venue.data())
                .open("slow", 0, StreamChain.EMPTY)) {
            readUntil(reader, handler, 1);
            assertThat(accepted).hasValue(0);

            long last = sendOrders();
            bytesLate.set(0);
            readUntil(reader, handler, last);
        }
        // The view refuses events that are not the next ones, so these are all of them.
        assertThat(accepted).hasValue(ORDERS);
        assertThat(bytesLate.get()).isGreaterThan(BUFFERS_BYTES);
    }

    private static void readUntil(
            EventReader reader, EventReader.FrameHandler handler, long sequence) {
        await().pollInSameThread()
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> {
                    while (reader.poll(handler, POLLED_FRAMES) > 0) {
                        // Goes on while there is something.
                    }
                    return reader.sequence() >= sequence;
                });
    }

    @Test
    void shouldAnswerWhileASubscriberDoesNotRead() throws Exception {
        StalledSubscriber stalled = StalledSubscriber.connect(http, venue.url(), token, market);

        long last = sendOrders();

        assertThat(last).isGreaterThan(ORDERS);
        stalled.readOn();
        long update;
        try (RestClient rest = venue.administrator()) {
            update = rest.get("/api/v1/markets/" + MARKET).body().get("update").asLong();
        }
        // Complete, or told why not: never a gap.
        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS))
                .until(() -> stalled.update() == update || !stalled.closed().isEmpty());
        assertThat(stalled.gaps()).isZero();
        if (!stalled.closed().isEmpty()) {
            assertThat(stalled.closed()).contains("slow reader");
        }
    }

    /** Places each order and cancels it, all answered; returns the last answer's sequence. */
    private long sendOrders() throws Exception {
        ArrayDeque<CompletableFuture<ServerMessage>> inFlight = new ArrayDeque<>();
        long sequence = 0;
        try (StreamClient client =
                StreamClient.connect(http, venue.url(), token, false, message -> {})) {
            for (int i = 0; i < ORDERS; i++) {
                inFlight.add(client.request(place(i)));
                inFlight.add(client.request(cancel(i)));
                while (inFlight.size() > IN_FLIGHT_MAX) {
                    sequence = sequenceOf(inFlight.poll());
                }
            }
            while (!inFlight.isEmpty()) {
                sequence = sequenceOf(inFlight.poll());
            }
        }
        return sequence;
    }

    private ClientMessage.Builder place(int number) {
        return ClientMessage.newBuilder()
                .setPlaceOrder(PlaceOrder.newBuilder()
                        .setMarket(market)
                        .setClientOrderId("order-" + number)
                        .setSide(Side.SIDE_BUY)
                        .setPrice((1 + number % 50) * 1_000_000_000L)
                        .setQuantity(1));
    }

    private ClientMessage.Builder cancel(int number) {
        return ClientMessage.newBuilder()
                .setCancelOrder(CancelOrder.newBuilder()
                        .setMarket(market)
                        .setClientOrderId("order-" + number));
    }

    private static long sequenceOf(CompletableFuture<ServerMessage> future) throws Exception {
        ServerMessage answer = future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(answer.hasOutcome()).as(answer.toString()).isTrue();
        return answer.getOutcome().getSequence();
    }
}
