package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;

import io.rialto.gateway.GatewayConfig.HttpLimits;
import io.rialto.gateway.GatewayConfig.StreamLimits;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** What no client of ours sends: each is answered or closed, and the venue goes on. */
class BadInputTest {
    private static final int CONNECTIONS = 3_000;

    private static final String UPGRADE = "Host: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: ";

    /** Lines of a request that is nearly one; the token of an administrator stands for @. */
    private static final List<String> NEARLY = List.of(
            "GET /%zz HTTP/1.1",
            "GET /api/v1/markets/%ff%00 HTTP/1.1|Authorization: Bearer @",
            "GET /api/v1/markets/%E2%28/book HTTP/1.1|Authorization: Bearer @",
            "GET /api/v1/orders?market=% HTTP/1.1|Authorization: Bearer @",
            "GET /api/v1/orders?%=%&&==&market HTTP/1.1|Authorization: Bearer @",
            "GET /api/v3/depth?symbol=% HTTP/1.1",
            "GET /api/v3/account?signature=%zz HTTP/1.1|X-MBX-APIKEY: x",
            "POST /api/v3/order HTTP/1.1|Content-Type: application/x-www-form-urlencoded"
                    + "|Content-Length: 9||symbol=%z",
            "GET /api/v1/balances?account=-1 HTTP/1.1|Authorization: Bearer @",
            "GET // HTTP/1.1",
            "GET /\0 HTTP/1.1",
            "GET  HTTP/1.1",
            "GET /../../../../etc/passwd HTTP/1.1",
            "GET /_app/..%2f..%2f..%2fetc%2fpasswd HTTP/1.1",
            "GET /..\\..\\etc\\passwd HTTP/1.1",
            "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1|Accept: text/plain",
            "GET /api/v1/pictures/..%2f..%2f..%2fetc%2fpasswd HTTP/1.1",
            "GET http://elsewhere/health HTTP/1.1",
            "GET * HTTP/1.1",
            "OPTIONS * HTTP/1.1",
            "CONNECT elsewhere:443 HTTP/1.1",
            "TRACE /health HTTP/1.1|X-Forged: 1",
            "BREW /health HTTP/1.1",
            "GET /health HTTP/9.9",
            "GET /health",
            "PRI * HTTP/2.0||SM|",
            "POST /api/v1/orders HTTP/1.1|Content-Length: 2|Content-Length: 3||{}",
            "POST /api/v1/orders HTTP/1.1|Content-Length: 2|Transfer-Encoding: chunked||0||",
            "POST /api/v1/orders HTTP/1.1|Content-Length: -1||",
            "POST /api/v1/orders HTTP/1.1|Content-Length: 99999999999999999999||",
            "POST /api/v1/orders HTTP/1.1|Transfer-Encoding: gzip||{}",
            "POST /api/v1/orders HTTP/1.1|Transfer-Encoding: chunked||ffffffffffffffff|{}",
            "POST /api/v1/orders HTTP/1.1|Transfer-Encoding: chunked||2;" + "x".repeat(9_000),
            "GET /health HTTP/1.1|Expect: miracles",
            "GET /health HTTP/1.1|Host: two",
            "GET /health HTTP/1.1|no colon",
            "GET /health HTTP/1.1|X: a\0b",
            "GET /health HTTP/1.1|X: a| folded",
            "GET /health HTTP/1.1|: nameless",
            "GET /health HTTP/1.1|Upgrade: h2c|Connection: Upgrade, HTTP2-Settings|HTTP2-Settings: x",
            "GET /api/v1/stream HTTP/1.1|Connection: Upgrade|Upgrade: websocket",
            "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003",
            "GET /api/v1/pictures/%0d%0aX-Forged:%201 HTTP/1.1",
            "GET /api/v1/orders?market=%0d%0aX-Forged:%201 HTTP/1.1|Authorization: Bearer @",
            "GET /api/v1/exports/fills.csv?market=%22%0d%0aX-Forged:%201 HTTP/1.1"
                    + "|Authorization: Bearer @",
            "GET /api/v1/balances HTTP/1.1|traceparent: 00-%0d%0aX-Forged: 1|X-Min-Sequence: 1e9"
                    + "|Authorization: Bearer @",
            "GET /%0d%0aX-Forged:%201 HTTP/1.1|Accept: text/html",
            "GET /%0d%0aX-Forged:%201 HTTP/1.1");

    /** Texts that are secrets, or that must be those of something there is, or that the engine checks. */
    private static final List<String> NEVER_SHOWN = List.of(
            "asset",
            "base",
            "cancelClientOrderId",
            "clientOrderId",
            "code",
            "csv",
            "login",
            "market",
            "new",
            "old",
            "password",
            "quote",
            "reportingAsset",
            "symbol",
            "underlying");

    private static VenueFixture venue;

    @BeforeAll
    static void open() {
        venue = VenueFixture.open();
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @AfterEach
    void shouldGoOn() {
        Api user = venue.user("1000", "0");
        user.order("buy", "10", "1").expect(201);
        user.delete("/api/v1/orders").expect(200);
    }

    @Test
    void shouldAnswerWhatIsNearlyARequestWithAnErrorOfTheClientsOrClose() throws IOException {
        // Short, for whatever is not answered is closed after this: too short for clients of other
        // tests.
        HttpLimits limits = new HttpLimits(65_536, 8_192, 4_096, 2_000, 2_000, 1_024, 1_024);
        Gateway gateway =
                venue.gateway(VenueFixture.config().withLimits(limits, StreamLimits.STANDARD));
        List<RawHttp> connections = new ArrayList<>();
        for (String each : NEARLY) {
            RawHttp connection = RawHttp.connect(gateway);
            connections.add(connection);
            String lines = each.replace("@", venue.admin.token);
            // Only the first line: the rest is as it is written.
            String request = lines.contains(" HTTP/1.1")
                    ? lines.replaceFirst(" HTTP/1.1", " HTTP/1.1|Host: x|Connection: close")
                    : lines;
            connection.send((request + "||").replace("|", "\r\n"));
        }
        int answered = 0;
        for (int i = 0; i < NEARLY.size(); i++) {
            String answer;
            try (RawHttp connection = connections.get(i)) {
                answer = connection.rest();
            }
            answered += answer.isEmpty() ? 0 : 1;
            assertThat(answer)
                    .as(NEARLY.get(i))
                    .doesNotContain("HTTP/1.1 5", "HTTP/1.0 5", "root:", "\r\nX-Forged");
        }
        assertThat(answered).isGreaterThan(NEARLY.size() / 2);
        FreshOrders.place(gateway, venue.user("1000", "0"));
    }

    @Test
    void shouldRefuseBodiesThatAreNoneOfItsOwn() {
        Api user = venue.user("10", "0");
        String deep = "{\"market\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}";
        user.post("/api/v1/orders", deep).problem(400, "json-invalid");
        user.post("/api/v1/orders", "{\"price\":1" + "0".repeat(60_000) + "}").expect(400);
        user.post("/api/v1/orders", "{\"price\":1e999999999}").expect(400);
        user.post("/api/v1/orders", "\uFEFF{}").expect(400);
        user.post("/api/v1/orders", "{\"market\":\"\\ud800\"}").expect(400);
        for (String type : List.of("text/plain", "application/xml", "multipart/form-data")) {
            user.with("Content-Type", type)
                    .send(
                            "POST",
                            "/api/v1/orders",
                            body("{}".getBytes(StandardCharsets.UTF_8)),
                            false)
                    .problem(415, "media-type-unsupported");
        }
    }

    /** What would be gigabytes is never unpacked. */
    @Test
    void shouldUnpackNothing() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 32; i++) {
                gzip.write(zeros);
            }
        }
        venue.user("10", "0")
                .with("Content-Encoding", "gzip")
                .send("POST", "/api/v1/orders", body(packed.toByteArray()), true)
                .problem(415, "media-type-unsupported");

        try (RawHttp http = RawHttp.connect(venue.gateway)) {
            http.send("GET /api/v1/stream HTTP/1.1\r\n" + UPGRADE
                    + "13\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n");
            String head = http.head();
            assertThat(head).contains(" 101 ").doesNotContainIgnoringCase("extensions");
            // A message that says it is compressed, masked with zeros.
            http.send("\u00c2\u0082\0\0\0\0\u0003\0");
            assertThat(http.rest()).doesNotContain("HTTP");
        }
    }

    /** Every text that is shown to others, wherever it is sent. */
    @Test
    void shouldTakeNoTextThatControlsWhatStandsBesideIt() {
        Set<String> taken = new TreeSet<>();
        for (Route route : Routes.all()) {
            route.request().ifPresent(schema -> walk(route.name(), schema.toJson(), taken));
        }
        assertThat(taken).containsExactlyInAnyOrderElementsOf(NEVER_SHOWN);

        String accounts = "/api/v1/admin/accounts";
        for (String name :
                List.of("a\r\nb", "a\0b", "a\u0085b", "\u202Eb", "a\u2028b", "\u2066b")) {
            venue.admin
                    .post(accounts, new JsonObject().put("name", name))
                    .problem(400, "field-invalid");
        }
        venue.admin.post(accounts, "{\"name\":\"\\udc00\"}").problem(422, "name-invalid");
        for (String unfit : List.of("A\u202EB", "A\u0000B", "A\u2028B")) {
            JsonObject asset = new JsonObject().put("symbol", unfit).put("scale", 2);
            JsonObject order = Api.limit("buy", "1", "1").put("clientOrderId", unfit);
            // By the pattern of the field, or by the engine.
            assertThat(venue.admin.post("/api/v1/admin/assets", asset).status()).isIn(400, 422);
            assertThat(venue.admin.post("/api/v1/orders", order).status()).isIn(400, 422);
        }
        for (String name :
                List.of("Zoë", "Ze\u0301", "عمر", "👩‍🚀", "'; DROP TABLE people; --", "<b>")) {
            String id = venue.admin
                    .post(accounts, new JsonObject().put("name", name))
                    .expect(201)
                    .json()
                    .getString("id");
            Api sudo = venue.admin.with(Exchange.SUDO, "true");
            assertThat(sudo.get("/api/v1/account?account=" + id).json().getString("name"))
                    .isEqualTo(name);
        }
    }

    private static void walk(String path, JsonObject schema, Set<String> taken) {
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        properties
                .fieldNames()
                .forEach(name -> walk(path + "." + name, properties.getJsonObject(name), taken));
        if (schema.containsKey("items")) {
            walk(path + "[]", schema.getJsonObject("items"), taken);
        }
        String pattern = schema.getString("pattern", "");
        if (!pattern.isEmpty()
                && IntStream.of('\r', '\n', 0, 0x1B, 0x85, 0x2028, 0x202E, 0x2066)
                        .mapToObj(Character::toString)
                        .anyMatch(unfit -> Pattern.matches(pattern, "a" + unfit + "b"))) {
            taken.add(path.substring(path.lastIndexOf('.') + 1));
        }
    }

    /** As many as the file handles of this process allow, both ends counted. */
    @Test
    void shouldServeOthersBesideThousandsThatIdleAndRefuseThoseBeyondTheLimit() throws IOException {
        int count = (int) Math.min(CONNECTIONS, (handlesLeft() - 500) / 2);
        assertThat(count).as("file handles").isGreaterThan(100);
        HttpLimits limits =
                new HttpLimits(65_536, 8_192, 4_096, 120_000, 120_000, 2 * count, count);
        // Nobody else's connections may stay open, as that of who waited for its beginning would.
        Gateway gateway =
                venue.beginning(VenueFixture.config().withLimits(limits, StreamLimits.STANDARD));
        List<RawHttp> connections = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                connections.add(RawHttp.connect(gateway));
            }
            // Whoever is answered has been counted, and so have all before.
            for (RawHttp connection : connections.subList(count - 100, count)) {
                connection.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(connection.head()).startsWith("HTTP/1.1 200");
            }
            assertThat(placeOrder(connections.getFirst())).startsWith("HTTP/1.1 201");
            try (RawHttp beyond = RawHttp.connect(gateway)) {
                assertThat(beyond.rest()).isEmpty();
            }
        } finally {
            for (RawHttp connection : connections) {
                connection.abort();
            }
        }
        // Room again, when it has heard that they are gone.
        long deadline = System.nanoTime() + VenueFixture.PATIENCE.toNanos();
        while (!isServed(gateway)) {
            assertThat(System.nanoTime()).as("served in time").isLessThan(deadline);
        }
    }

    /** On one of those that are open: there is no room for another. */
    private static String placeOrder(RawHttp http) throws IOException {
        Api user = venue.user("1000", "0");
        long made = user.get("/api/v1/account").expect(200).sequence();
        http.send(FreshOrders.request(user, made));
        return http.head();
    }

    private static boolean isServed(Gateway gateway) throws IOException {
        try (RawHttp http = RawHttp.connect(gateway)) {
            http.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
            return http.head().startsWith("HTTP/1.1 200");
        }
    }

    private static long handlesLeft() {
        UnixOperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
        return system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount();
    }

    private static BodyPublisher body(byte[] bytes) {
        return BodyPublishers.ofByteArray(bytes);
    }

    /** Whoever was sent there by a provider reads a page; programs read what they always do. */
    @Test
    void shouldTellABrowserThatComesFromAProviderOnAPage() {
        Api anybody = new Api(venue.gateway.url(), "");
        String path = "/api/v1/sessions/provider/callback?state=%22%3E%3Cscript%3Ealert(1)";
        JsonObject problem = anybody.get(path).json();
        Api.Answer page =
                anybody.with("Accept", "text/html,application/xhtml+xml").get(path);

        assertThat(page.status()).isEqualTo(problem.getInteger("status"));
        assertThat(page.response().headers().firstValue("Content-Type"))
                .hasValue("text/html; charset=utf-8");
        assertThat(page.response().headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'");
        assertThat(page.response().body())
                .contains("<h1>" + problem.getString("title") + "</h1>")
                .doesNotContain("<script");
        // Elsewhere it is for programs.
        anybody.with("Accept", "text/html").get("/api/v1/account").problem(401, "unauthenticated");
    }
}
