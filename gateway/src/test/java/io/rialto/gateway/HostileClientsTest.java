package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rialto.gateway.GatewayConfig.HttpLimits;
import io.rialto.gateway.GatewayConfig.StreamLimits;
import io.rialto.protocol.v1.Authenticate;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.ListMarkets;
import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.SubscribeTrades;
import io.rialto.protocol.v1.Unsubscribe;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Clients that are slow, malformed or greedy: each is answered or closed, and nobody else minds. */
class HostileClientsTest {
    private static final int CONNECTIONS_PER_ADDRESS = 60;
    private static VenueFixture venue;
    /** Another gateway of it, which hangs up soon: honest clients of a busy machine go elsewhere. */
    private static Gateway impatient;

    private static long market;

    @BeforeAll
    static void open() {
        venue = VenueFixture.open(VenueFixture.config()
                .withLimits(
                        new HttpLimits(
                                65_536,
                                8_192,
                                4_096,
                                HttpLimits.STANDARD.requestMillis(),
                                HttpLimits.STANDARD.idleMillis(),
                                CONNECTIONS_PER_ADDRESS,
                                1_000),
                        new StreamLimits(4_096, 65_536, 1 << 20, 2, 5_000, 200, 60_000, 50, 16))
                .withProfiles(List.of(LimitProfile.parse("user=100/1000/180/256/3/4"))));
        impatient = venue.gateway(VenueFixture.config()
                .withLimits(
                        new HttpLimits(65_536, 8_192, 4_096, 1_000, 500, 1_000, 1_000),
                        new StreamLimits(4_096, 65_536, 1 << 20, 2, 500, 200, 60_000, 50, 16)));
        JsonObject info = venue.admin.get("/api/v1/markets/BTC-USD").expect(200).json();
        market = Long.parseLong(info.getString("id"));
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    /** Whatever a test did to the gateway, it still takes orders. */
    @AfterEach
    void shouldStillServeOthers() throws IOException {
        FreshOrders.place(impatient, venue.user("1000", "0"));
        Api user = venue.user("1000", "0");
        user.order("buy", "10", "1").expect(201);
        user.delete("/api/v1/orders").expect(200);
    }

    @Test
    void shouldCloseConnectionThatSendsNothing() throws IOException {
        try (RawHttp http = RawHttp.connect(impatient)) {
            assertThat(http.read()).isEqualTo(-1);
        }
    }

    @Test
    void shouldCloseConnectionThatTricklesHeaders() throws IOException {
        try (RawHttp http = RawHttp.connect(impatient)) {
            http.send("GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            http.trickleUntilClosed();
        }
    }

    @Test
    void shouldCloseConnectionThatTricklesBody() throws IOException {
        try (RawHttp http = RawHttp.connect(impatient)) {
            http.send("POST /api/v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n"
                    + "Content-Type: application/json\r\n\r\n{");
            http.trickleUntilClosed();
        }
    }

    @Test
    void shouldCloseConnectionThatIdlesAfterAnAnswer() throws IOException {
        try (RawHttp http = RawHttp.connect(impatient)) {
            http.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(http.rest()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void shouldAnswerMalformedRequestsAndClose() throws IOException {
        assertThat(exchange("nonsense\r\n\r\n")).contains(" 400 ");
        assertThat(exchange("GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains(" 414 ");
        assertThat(exchange("GET / HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(9_000) + "\r\n\r\n"))
                .contains(" 431 ");
    }

    @Test
    void shouldRefuseOrCloseOnMalformedChunks() throws IOException {
        String answer = exchange("POST /api/v1/orders HTTP/1.1\r\nHost: x\r\n"
                + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n");

        // What follows a broken chunk cannot be told apart from it: the connection ends either way.
        assertThat(answer.isEmpty() || answer.contains(" 400 ")).as(answer).isTrue();
    }

    @Test
    void shouldLimitConnectionsOfAnAddress() throws IOException {
        List<RawHttp> connections = new ArrayList<>();
        try {
            int refused = 0;
            for (int i = 0; i < CONNECTIONS_PER_ADDRESS + 10; i++) {
                RawHttp http = RawHttp.connect(venue.gateway);
                connections.add(http);
                // At once: one that asks for nothing is closed before long.
                http.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
                refused += http.firstLine().isEmpty() ? 1 : 0;
            }
            assertThat(refused).isBetween(1, 30);
        } finally {
            for (RawHttp connection : connections) {
                connection.close();
            }
        }
        // The gateway hears of their ends when it comes to it; until then others are too many.
        await().atMost(VenueFixture.PATIENCE)
                .untilAsserted(() -> assertThat(metric(venue.gateway, "rialto_gateway_connections"))
                        .isLessThan(CONNECTIONS_PER_ADDRESS / 2.0));
    }

    @Test
    void shouldCountStreamsOutThatEnd() throws IOException {
        String upgrade = " HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\n"
                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        for (int i = 0; i < CONNECTIONS_PER_ADDRESS + 10; i++) {
            assertThat(status("GET /api/v1/stream" + upgrade)).contains(" 101 ");
            assertThat(status("GET /ws/btcusd@trade" + upgrade)).contains(" 101 ");
        }
    }

    @Test
    void shouldCloseStreamThatDoesNotSignIn() {
        try (StreamClient client = StreamClient.open(impatient.url(), "", true)) {
            assertThat(client.awaitClose()).isEqualTo("1008 not authenticated in time");
        }
    }

    @Test
    void shouldCloseStreamThatSendsTooLargeMessage() {
        try (StreamClient client = StreamClient.open(venue.user("0", "0"))) {
            client.sendBytes(new byte[5_000]);
            assertThat(client.awaitClose()).startsWith("1009");
        }
    }

    @Test
    void shouldLimitSubscriptions() {
        try (StreamClient client = StreamClient.open(venue.user("0", "0"))) {
            client.ask(ClientMessage.newBuilder().setSubscribeAccount(StreamTest.account(0)));
            client.ask(StreamTest.subscribeBook(market, Pace.PACE_RAW));
            var third = client.ask(subscribeTrades());
            assertThat(third.getFailure().getCode()).isEqualTo("too-many-subscriptions");
        }
    }

    /** However they come in, and whatever connects them. */
    @Test
    void shouldLimitStreamsOfAUser() {
        Api user = venue.user("0", "0");
        String url = user.url;
        try (StreamClient first = StreamClient.open(user);
                StreamClient second = StreamClient.open(user);
                StreamClient other = StreamClient.open(venue.user("0", "0"))) {
            try (StreamClient third = StreamClient.open(user);
                    StreamClient late = StreamClient.open(url, "", true)) {
                assertThatThrownBy(() -> StreamClient.withHeader(url, "Bearer " + user.token))
                        .isInstanceOfSatisfying(
                                StreamClient.RefusedException.class,
                                refused -> assertThat(refused.status()).isEqualTo(429));
                var failure = late.ask(signIn(user)).getFailure();
                assertThat(failure.getCode()).isEqualTo("too-many-streams");
                assertThat(failure.getLimit()).isEqualTo("user.streams");
                assertThat(third.ask(listMarkets()).hasMarkets()).isTrue();
            }
            // Those that ended are counted out before long.
            await().atMost(VenueFixture.PATIENCE).until(() -> {
                try (StreamClient again = StreamClient.open(url, "", true)) {
                    return again.ask(signIn(user)).hasAuthenticated();
                }
            });
            assertThat(first.ask(signIn(user)).hasAuthenticated())
                    .as("a renewal")
                    .isTrue();
            assertThat(second.ask(listMarkets()).hasMarkets()).isTrue();
            assertThat(other.ask(listMarkets()).hasMarkets()).isTrue();
        }
    }

    @Test
    void shouldLimitSubscriptionsOfAUserOverAllStreams() {
        Api user = venue.user("0", "0");
        try (StreamClient last = StreamClient.open(user)) {
            try (StreamClient one = StreamClient.open(user);
                    StreamClient two = StreamClient.open(user)) {
                for (StreamClient each : List.of(one, two)) {
                    each.ask(StreamTest.subscribeBook(market, Pace.PACE_RAW));
                    each.ask(subscribeTrades());
                }
                var failure = last.ask(subscribeTrades()).getFailure();
                assertThat(failure.getCode()).isEqualTo("too-many-subscriptions");
                assertThat(failure.getLimit()).isEqualTo("user.subscriptions");
                two.ask(ClientMessage.newBuilder()
                        .setUnsubscribe(Unsubscribe.newBuilder().setTrades(market)));
                assertThat(last.ask(subscribeTrades()).hasSubscribed()).isTrue();
            }
            await().atMost(VenueFixture.PATIENCE)
                    .until(() -> last.ask(StreamTest.subscribeBook(market, Pace.PACE_RAW))
                            .hasSubscribed());
        }
    }

    /** Each alone would be allowed far more. */
    @Test
    void shouldBoundWhatAllStreamsOfAUserHaveNotRead() {
        GatewayConfig.StreamLimits limits =
                new StreamLimits(4_096, 64 << 20, 1 << 20, 8, 5_000, 5_000, 60_000, 50, 16);
        Gateway other =
                venue.gateway(VenueFixture.config().withLimits(HttpLimits.STANDARD, limits));
        Api user = venue.user("0", "0").knownAt(other);
        try (StreamClient deaf = StreamClient.openDeaf(user);
                StreamClient reading = StreamClient.open(user)) {
            double before = slowClosed(other);
            long deadline = System.nanoTime() + VenueFixture.PATIENCE.toNanos();
            while (slowClosed(other) == before) {
                assertThat(System.nanoTime()).as("closed in time").isLessThan(deadline);
                for (int i = 0; i < 2_000; i++) {
                    deaf.send(listMarkets());
                }
            }
            assertThat(reading.ask(listMarkets()).hasMarkets()).isTrue();
            deaf.listen();
            assertThat(deaf.awaitClose())
                    .startsWith("1008 slow reader")
                    .endsWith("on all streams of the user");
        }
    }

    private static ClientMessage.Builder signIn(Api user) {
        return ClientMessage.newBuilder()
                .setAuthenticate(Authenticate.newBuilder().setToken(user.token));
    }

    private static ClientMessage.Builder listMarkets() {
        return ClientMessage.newBuilder().setListMarkets(ListMarkets.newBuilder());
    }

    private static ClientMessage.Builder subscribeTrades() {
        return ClientMessage.newBuilder()
                .setSubscribeTrades(SubscribeTrades.newBuilder().setMarket(market));
    }

    @Test
    void shouldSendHeartbeats() {
        try (StreamClient client = StreamClient.open(venue.user("0", "0"))) {
            assertThat(client.await(message -> message.hasHeartbeat())
                            .getHeartbeat()
                            .getSequence())
                    .isPositive();
        }
    }

    @Test
    void shouldCloseReaderThatDoesNotRead() {
        Api user = venue.user("0", "0");
        try (StreamClient deaf = StreamClient.openDeaf(user)) {
            double before = slowClosed(venue.gateway);
            long deadline = System.nanoTime() + VenueFixture.PATIENCE.toNanos();
            while (slowClosed(venue.gateway) == before) {
                assertThat(System.nanoTime()).as("closed in time").isLessThan(deadline);
                for (int i = 0; i < 2_000; i++) {
                    deaf.send(listMarkets());
                }
            }
            deaf.listen();
            assertThat(deaf.awaitClose()).startsWith("1008 slow reader");
        }
    }

    @Test
    void shouldRefuseStreamOfForeignPages() throws IOException {
        String request = "GET /api/v1/stream HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\n"
                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: ";

        assertThat(exchange(request + "https://evil.example\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("origin-forbidden");
        assertThat(status(request + "http://here\r\n\r\n")).contains(" 101 ");
        assertThat(status(request + "https://trade.example\r\n\r\n")).contains(" 101 ");
    }

    /** Whatever a page of another origin sends: no browser lets it read the answer. */
    @Test
    void shouldLetNoForeignPageReadAnAnswer() throws IOException {
        for (String line :
                List.of("GET /health", "GET /api/v1/account", "OPTIONS /api/v1/orders", "GET /")) {
            assertThat(exchange(line + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n"
                            + "Origin: https://evil.example\r\n"
                            + "Access-Control-Request-Method: POST\r\n\r\n"))
                    .startsWith("HTTP/1.1 ")
                    .doesNotContainIgnoringCase("access-control-");
        }
    }

    @Test
    void shouldRefuseStreamWithWrongToken() throws IOException {
        assertThat(exchange("GET /api/v1/stream HTTP/1.1\r\nHost: here\r\n"
                        + "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                        + "Authorization: Bearer guess\r\n\r\n"))
                .startsWith("HTTP/1.1 401")
                .contains("token-invalid");
    }

    private static double slowClosed(Gateway gateway) {
        return metric(gateway, "rialto_gateway_stream_closed_slow_total");
    }

    private static double metric(Gateway gateway, String name) {
        return new Api(gateway.url(), "")
                .get("/metrics")
                .expect(200)
                .response()
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    private static String exchange(String request) throws IOException {
        try (RawHttp http = RawHttp.connect(impatient)) {
            http.send(request);
            return http.rest();
        }
    }

    /** The first line of the answer. */
    private static String status(String request) throws IOException {
        try (RawHttp http = RawHttp.connect(venue.gateway)) {
            http.send(request);
            return http.firstLine();
        }
    }
}
