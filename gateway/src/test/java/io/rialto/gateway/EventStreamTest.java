package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.gateway.GatewayConfig.HttpLimits;
import io.rialto.gateway.GatewayConfig.StreamLimits;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What everybody may know of a market as Server-Sent Events, read as a browser or curl does. */
@Timeout(300)
class EventStreamTest {
    private static final String PATH = "/api/v1/markets/BTC-USD/events";
    private static final Path PAGE = Path.of("../docs/protocol/sse.md");
    private static final Pattern EXAMPLE = Pattern.compile("GET (\\S+) → (.+)");

    private static VenueFixture venue;
    private static Api maker;
    private static Api taker;

    @BeforeAll
    static void open(@TempDir Path folder) {
        StreamLimits limits =
                new StreamLimits(65_536, 256 << 10, 1 << 20, 64, 5_000, 200, 120_000, 50, 64);
        venue = VenueFixture.withHistory(
                VenueFixture.config().withLimits(HttpLimits.STANDARD, limits), folder);
        maker = venue.user("100000", "1000", StreamTest.bench());
        taker = venue.user("100000", "1000", StreamTest.bench());
        trade();
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    private static void trade() {
        maker.order("sell", "10", "1").expect(201);
        taker.order("buy", "10", "1").expect(201);
    }

    @Test
    void shouldGoOnWithTheTradesThatWereMissed() {
        EventReader.Event seen;
        try (EventReader events = EventReader.open(maker, PATH + "?topics=book,trades", "")) {
            assertThat(events.next().name()).isEqualTo("bookSnapshot");
            assertThat(events.next().name()).isEqualTo("tradesSnapshot");
            trade();
            EventReader.Event delta = events.next("bookDelta");
            assertThat(delta.data().getString("market")).isNotEmpty();
            seen = events.next("trade");
            assertThat(seen.id()).isEqualTo(seen.data().getString("sequence"));
            assertThat(seen.data().getString("price")).isEqualTo("10000000000");
        }
        long number = number(seen);
        trade();
        trade();
        try (EventReader events = EventReader.open(maker, PATH, seen.id())) {
            assertThat(events.next().name()).isEqualTo("bookSnapshot");
            assertThat(number(events.next())).isEqualTo(number + 1);
            assertThat(number(events.next())).isEqualTo(number + 2);
            trade();
            assertThat(number(events.next("trade"))).isEqualTo(number + 3);
        }
        // What it does not remember it tells anew.
        try (EventReader events = EventReader.open(maker, PATH + "?topics=trades", "1")) {
            assertThat(events.next().name()).isEqualTo("tradesSnapshot");
        }
    }

    private static long number(EventReader.Event trade) {
        assertThat(trade.name()).isEqualTo("trade");
        return Long.parseLong(trade.data().getString("trade"));
    }

    @Test
    void shouldTellWhatItsPageShows() throws IOException {
        List<MatchResult> examples =
                EXAMPLE.matcher(Files.readString(PAGE)).results().toList();
        assertThat(examples).hasSizeGreaterThan(2);
        for (MatchResult example : examples) {
            Set<String> names = new HashSet<>(Set.of(example.group(2).split(" ")));
            try (EventReader events = EventReader.open(maker, example.group(1), "")) {
                while (!names.isEmpty()) {
                    names.remove(events.next().name());
                }
            }
        }
    }

    @Test
    void shouldTellWhatAMarketIsWorthAndWhatItHasBecome() {
        venue.admin.post("/api/v1/admin/markets", VenueFixture.market("WORTH")).expect(201);
        String path = "/api/v1/markets/WORTH/events?topics=mark&pace=20hz";
        try (EventReader events = EventReader.open(maker, path, "")) {
            EventReader.Event mark = events.next();
            assertThat(mark.name()).isEqualTo("mark");
            assertThat(mark.data().getString("source")).isEqualTo("none");

            maker.post("/api/v1/orders", OutcomeMarketsTest.order("WORTH", "sell", "11", "1"))
                    .expect(201);
            maker.post("/api/v1/orders", OutcomeMarketsTest.order("WORTH", "buy", "9", "1"))
                    .expect(201);
            mark = events.next("mark");
            while (!"mid".equals(mark.data().getString("source"))) {
                mark = events.next("mark");
            }
            assertThat(mark.data().getString("price")).isEqualTo("10000000000");

            taker.post("/api/v1/orders", OutcomeMarketsTest.order("WORTH", "buy", "11", "1"))
                    .expect(201);
            while (!"last".equals(mark.data().getString("source"))) {
                mark = events.next("mark");
            }
            assertThat(mark.data().getString("price")).isEqualTo("11000000000");
            assertThat(mark.data().getString("referencePrice")).isEqualTo("11000000000");
        }
    }

    @Test
    void shouldBeat() {
        try (EventReader events = EventReader.open(maker, PATH + "?topics=trades", "")) {
            EventReader.Event beat = events.next("heartbeat");
            assertThat(Long.parseLong(beat.id())).isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/markets/NO-SUCH/events, 404, market-unknown",
        "/api/v1/markets/BTC-USD/events?topics=gossip, 400, parameter-invalid",
        "/api/v1/markets/BTC-USD/events?topics=candles, 400, parameter-invalid",
        "/api/v1/markets/BTC-USD/events?topics=depth:0, 400, parameter-invalid",
        "/api/v1/markets/BTC-USD/events?topics=book:1, 400, parameter-invalid",
        "/api/v1/markets/BTC-USD/events?pace=1, 400, parameter-invalid",
        "/api/v1/markets/BTC-USD/events?topics=candles:9y, 400, parameter-invalid",
        "'/api/v1/markets/BTC-USD/events?topics=book,book', 400, parameter-invalid",
        "/api/v1/markets/BTC-USD/events?topics=book&topics=trades, 400, parameter-invalid",
        "/api/v1/markets/BTC-USD/events?account=x, 400, parameter-invalid"
    })
    void shouldSayWhatThereIsNot(String path, int status, String code) {
        maker.get(path).problem(status, code);
        // Who is unknown is told that first.
        new Api(maker.url, "").get(path).problem(401, "unauthenticated");
        new Api(maker.url, "rialto_wrong").get(path).problem(401, "token-invalid");
    }

    @Test
    void shouldRefuseAnIdThatItNeverGave() {
        maker.with("Last-Event-ID", "x").get(PATH).problem(400, "parameter-invalid");
    }

    @Test
    void shouldServeAnAccountThatIsTheCallersAndReadSymbolsAsRestDoes() {
        Api owner = venue.user("1", "0");
        String alt = owner.post("/api/v1/accounts", new JsonObject().put("name", "alt"))
                .expect(201)
                .json()
                .getString("id");
        String path = "/api/v1/markets/BTC%2DUSD/events?topics=book&account=";
        try (EventReader events = EventReader.open(owner, path + alt, "")) {
            assertThat(events.next().name()).isEqualTo("bookSnapshot");
        }
        taker.get(path + alt).problem(403, "account-not-yours");
    }

    @Test
    void shouldTellOfTheMarketsLifeAndNothingOfAHiddenOne() {
        venue.admin.post("/api/v1/admin/markets", VenueFixture.market("EVENTS")).expect(201);
        String admin = "/api/v1/admin/markets/EVENTS";
        String path = "/api/v1/markets/EVENTS/events";
        try (EventReader events = EventReader.open(maker, path, "")) {
            // From here on it is told of what happens.
            events.next("bookSnapshot");
            venue.admin
                    .patch(admin, new JsonObject().put("status", "paused").put("reason", "rain"))
                    .expect(200);
            assertThat(events.next("marketStatusChange").data().getString("reason"))
                    .isEqualTo("rain");
            JsonObject hidden =
                    new JsonObject().put("restricted", true).put("hideAccountIds", false);
            venue.admin.patch(admin + "/visibility", hidden).expect(200);
            events.next("marketWithdrawn");
        }
        maker.get(path).problem(404, "market-unknown");
    }

    @Test
    void shouldOpenSoManyOfAnAccountAndAgainWhenOneHasEnded() {
        Api user = venue.user("1", "0");
        Deque<EventReader> open = new ArrayDeque<>();
        try {
            for (int i = 0; i < LimitProfile.USER.streamsMax(); i++) {
                open.push(EventReader.open(user, PATH, ""));
            }
            JsonObject problem = user.get(PATH).problem(429, "too-many-streams");
            assertThat(problem.getString("limit")).isEqualTo("user.streams");

            open.pop().close();

            await().atMost(VenueFixture.PATIENCE).until(() -> {
                try (EventReader one = EventReader.open(user, PATH, "")) {
                    return one.status() == 200;
                }
            });
        } finally {
            open.forEach(EventReader::close);
        }
    }

    @Test
    void shouldCutOffWhoDoesNotReadAndNobodyElse() throws IOException {
        for (int level = 0; level < 190; level++) {
            maker.order("buy", Decimals.format(100 + level, 2), "0.01").expect(201);
        }
        URI address = URI.create(venue.gateway.url());
        try (EventReader reader = EventReader.open(taker, PATH + "?topics=trades", "");
                Socket deaf = new Socket()) {
            deaf.setReceiveBufferSize(4_096);
            deaf.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()));
            deaf.getOutputStream()
                    .write(("GET " + PATH + "?topics=book,orders,depth:1000 HTTP/1.1\r\nHost: x\r\n"
                                    + "Authorization: Bearer " + taker.token + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            while (!metrics().contains("rialto_gateway_stream_closed_slow_total 1.0")) {
                for (int i = 0; i < 50; i++) {
                    Api.Answer order = maker.order("buy", "3", "0.01").expect(201);
                    maker.delete("/api/v1/orders/BTC-USD/" + order.json().getString("orderId"))
                            .expect(200);
                }
            }
            trade();
            reader.next("trade");
        }
    }

    private static String metrics() {
        return venue.admin.get("/metrics").expect(200).response().body();
    }
}
