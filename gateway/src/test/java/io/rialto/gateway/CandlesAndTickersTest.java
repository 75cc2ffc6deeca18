package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.marketdata.Interval;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Candles and tickers over REST. */
class CandlesAndTickersTest {
    private static final String CANDLES = "/api/v1/markets/BTC-USD/candles";
    private static final String TICKER = "/api/v1/markets/BTC-USD/ticker";

    @TempDir
    private static Path directory;

    private static VenueFixture venue;
    private static Api buyer;

    @BeforeAll
    static void trade() {
        venue = VenueFixture.withHistory(directory);
        Api seller = venue.user("0", "10");
        buyer = venue.user("10000", "0");
        seller.order("sell", "100", "1").expect(201);
        seller.order("sell", "120", "2").expect(201);
        buyer.order("buy", "120", "1.5").expect(201);
        buyer.order("buy", "90", "1").expect(201);
        seller.order("sell", "90", "0.25").expect(201);
        buyer = buyer.awaiting(seller.order("sell", "130", "1").expect(201).sequence());
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    private static List<JsonObject> candles(String query) {
        return buyer.get(CANDLES + query).expect(200).json().getJsonArray("candles").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void shouldTellTheCandleOfWhatWasTraded() {
        // Trades are at most seconds apart: a month has them all, unless it has just ended.
        for (Interval interval : Interval.values()) {
            List<JsonObject> all = candles("?interval=" + interval.word());
            assertThat(all).isNotEmpty();
            assertThat(all.getLast().getString("open")).isEqualTo("100.00");
            assertThat(all.getFirst().getString("close")).isEqualTo("90.00");
            assertThat(all.stream().mapToLong(each -> each.getLong("trades")).sum())
                    .isEqualTo(3);
        }
        List<JsonObject> months = candles("?interval=1M");
        if (months.size() == 1) {
            JsonObject month = months.getFirst();
            assertThat(month.getString("high")).isEqualTo("120.00");
            assertThat(month.getString("low")).isEqualTo("90.00");
            assertThat(month.getString("volume")).isEqualTo("1.75000000");
            assertThat(month.getString("notional")).isEqualTo("182.5000");
            assertThat(month.getString("buyVolume")).isEqualTo("1.50000000");
            assertThat(month.getString("buyNotional")).isEqualTo("160.0000");
        }
    }

    @Test
    void shouldPageAndFill() {
        JsonObject first =
                buyer.get(CANDLES + "?interval=1s&limit=1").expect(200).json();
        String to = first.getString("to");
        assertThat(Instant.parse(to))
                .isEqualTo(first.getJsonArray("candles").getJsonObject(0).getInstant("begin"));
        long rest = candles("?interval=1s&to=" + to).stream()
                .mapToLong(each -> each.getLong("trades"))
                .sum();
        assertThat(rest)
                .isEqualTo(3 - first.getJsonArray("candles").getJsonObject(0).getLong("trades"));

        String later = Instant.parse(to).plusSeconds(11).toString();
        List<JsonObject> filled = candles("?interval=1s&fill=true&limit=5&to=" + later);
        assertThat(filled).hasSizeLessThanOrEqualTo(5);
        assertThat(candles("?interval=1s&from=" + later)).isEmpty();
    }

    private static final String BOOK = "/api/v1/markets/BTC-USD/book";

    private static JsonObject bookAt(Object moment) {
        return buyer.get(BOOK + "?at=" + moment).expect(200).json();
    }

    @Test
    void shouldTellTheBookAsItWas() {
        JsonObject live = buyer.get(BOOK).expect(200).json();
        JsonObject newest = bookAt("2200-01-01T00:00:00Z");
        assertThat(newest.getJsonArray("bids")).isEqualTo(live.getJsonArray("bids"));
        assertThat(newest.getJsonArray("asks")).isEqualTo(live.getJsonArray("asks"));
        assertThat(newest.getString("update")).isEqualTo(live.getString("update"));
        assertThat(bookAt(newest.getString("sequence"))).isEqualTo(newest);
        assertThat(bookAt(newest.getString("time"))).isEqualTo(newest);

        // Back event by event: each state is there, and before the first order there is nothing.
        long sequence = Long.parseLong(newest.getString("sequence"));
        Set<String> bestAsks = new LinkedHashSet<>();
        JsonObject book = newest;
        while (sequence > 0 && book.containsKey("time")) {
            JsonArray asks = book.getJsonArray("asks");
            bestAsks.add(
                    asks.isEmpty()
                            ? "none"
                            : asks.getJsonObject(0).getString("price")
                                    + " "
                                    + asks.getJsonObject(0).getString("quantity"));
            sequence--;
            book = bookAt(sequence);
        }
        assertThat(bestAsks)
                .containsExactly(
                        "120.00 1.50000000", "120.00 2.00000000", "100.00 1.00000000", "none");
        assertThat(bookAt(1).getJsonArray("asks")).isEmpty();
        assertThat(bookAt("2000-01-01T00:00:00Z").getJsonArray("bids")).isEmpty();
        assertThat(buyer.get(BOOK + "?at=" + newest.getString("sequence") + "&step=50&levels=1")
                        .expect(200)
                        .json()
                        .getJsonArray("asks")
                        .getJsonObject(0)
                        .getString("price"))
                .isEqualTo("150.00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "-1",
                "99999999999999999999",
                "9223372036854775807",
                "9999-01-01T00:00:00Z",
                "2030-13-01T00:00:00Z",
                ""
            })
    void shouldRefuseAMomentThatIsNone(String moment) {
        buyer.get(BOOK + "?at=" + moment).problem(400, "parameter-invalid");
    }

    private static List<String> lines(String path) {
        return buyer.get("/api/v1/exports/" + path)
                .expect(200)
                .response()
                .body()
                .lines()
                .toList();
    }

    @Test
    void shouldExportFiles() {
        Api.Answer trades =
                buyer.get("/api/v1/exports/markets/BTC-USD/trades.csv").expect(200);
        assertThat(trades.response().headers().firstValue("Content-Type")).hasValue("text/csv");
        assertThat(trades.response().headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"BTC-USD-trades.csv\"");
        assertThat(trades.response().body().lines().map(line -> line.split(",", -1)[4]))
                .containsExactly("price", "100", "120", "90");
        assertThat(lines("fills.csv"))
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).contains(",buy,maker,90,0.25000000,22.5000,"));
        assertThat(lines("orders.csv")).hasSize(3);
        assertThat(lines("postings.csv")).hasSizeGreaterThan(6);
        assertThat(lines("markets/BTC-USD/candles.csv?interval=1d")).hasSize(2);
        assertThat(lines("markets/BTC-USD/lobster-messages.csv").stream()
                        .map(line -> line.split(",", 2)[1].replaceFirst(",[0-9]+,", ",#,")))
                .containsExactly(
                        "1,#,100000000,1000000,-1",
                        "1,#,200000000,1200000,-1",
                        "4,#,100000000,1000000,-1",
                        "4,#,50000000,1200000,-1",
                        "1,#,100000000,900000,1",
                        "4,#,25000000,900000,1",
                        "1,#,100000000,1300000,-1");
        assertThat(lines("markets/BTC-USD/lobster-levels.csv?levels=1").getLast())
                .isEqualTo("1200000,150000000,900000,75000000");
        assertThat(lines("markets/BTC-USD/trades.csv?to=2001-01-01T00:00:00Z")).hasSize(1);
        assertThat(buyer.get("/api/v1/exports/markets/BTC-USD/trades.parquet")
                        .expect(200)
                        .response()
                        .body())
                .startsWith("PAR1")
                .endsWith("PAR1");
        buyer.get("/api/v1/exports/fills.csv?from=2030-01-01T00:00:00Z&to=2029-01-01T00:00:00Z")
                .problem(400, "parameter-invalid");
        buyer.get("/api/v1/admin/exports/markets/BTC-USD/orders.csv")
                .problem(403, "administrator-only");
    }

    private static void history(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + directory.resolve("history.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void shouldSayThatWhatIsKeptNoLongerIsGone() throws SQLException {
        String account = buyer.get("/api/v1/account").expect(200).json().getString("id");
        history(
                "INSERT INTO retention VALUES ('TRADES', 1900000000000000000, 0)",
                "INSERT INTO retention VALUES ('POSTINGS', 1900000000000000000, 0)",
                "INSERT INTO retention VALUES ('CANDLES_1M', 1900000000000000000, 0)",
                "INSERT INTO pruned_traders VALUES (" + account + ")");
        try {
            String early = "?from=2029-01-01T00:00:00Z";
            for (String file : List.of(
                    "fills.csv",
                    "postings.csv",
                    "markets/BTC-USD/trades.csv",
                    "markets/BTC-USD/candles.csv")) {
                buyer.get("/api/v1/exports/" + file + early).problem(410, "history-not-kept");
                buyer.get("/api/v1/exports/" + file).expect(200);
                buyer.get("/api/v1/exports/" + file + "?from=2031-01-01T00:00:00Z")
                        .expect(200);
            }
            buyer.get("/api/v1/exports/orders.csv" + early).expect(200);
            buyer.get("/api/v1/profit").problem(410, "history-not-kept");
        } finally {
            history("DELETE FROM retention", "DELETE FROM pruned_traders");
        }
    }

    @Test
    void shouldGiveBackThePlaceOfAnExportWhoseClientLeftWhileTheHistoryWasAwaited()
            throws IOException {
        String path = "/api/v1/exports/markets/BTC-USD/trades.csv";
        Api leaving = venue.user("0", "0");
        long shown = leaving.get(TICKER).expect(200).sequence();
        for (int i = 0; i < 3; i++) {
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), venue.gateway.port())) {
                String common = " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + leaving.token;
                // When the first is answered, the second is being done: both came together.
                socket.getOutputStream()
                        .write(("GET " + TICKER + common + "\r\n\r\nGET " + path + common
                                        + "\r\nX-Min-Sequence: " + (shown + 1) + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            shown = venue.admin
                    .post("/api/v1/admin/accounts", new JsonObject().put("name", "Someone"))
                    .expect(201)
                    .sequence();
            leaving.awaiting(shown).get(CANDLES).expect(200);
        }
        leaving.awaiting(shown).get(path).expect(200);
    }

    @Test
    void shouldTellTheLastDay() {
        JsonObject ticker = buyer.get(TICKER).expect(200).json();

        assertThat(ticker.getString("open")).isEqualTo("100.00");
        assertThat(ticker.getString("high")).isEqualTo("120.00");
        assertThat(ticker.getString("low")).isEqualTo("90.00");
        assertThat(ticker.getString("last")).isEqualTo("90.00");
        assertThat(ticker.getString("change")).isEqualTo("-10.00");
        assertThat(ticker.getString("changePercent")).isEqualTo("-10.0000");
        // 100 x 1 + 120 x 0.5 + 90 x 0.25 = 182.50 for 1.75.
        assertThat(ticker.getString("weightedPrice")).isEqualTo("104.285714286");
        assertThat(ticker.getString("volume")).isEqualTo("1.75000000");
        assertThat(ticker.getString("notional")).isEqualTo("182.5000");
        assertThat(ticker.getLong("trades")).isEqualTo(3);
        assertThat(ticker.getJsonObject("ask").getString("price")).isEqualTo("120.00");
        assertThat(ticker.containsKey("previousClose")).isFalse();
        assertThat(buyer.get("/api/v1/tickers").expect(200).json().getJsonArray("tickers"))
                .map(JsonObject.class::cast)
                .extracting(each -> each.getString("market"))
                .contains("BTC-USD");
    }

    @ParameterizedTest
    @CsvSource({
        "?interval=2m, 400, parameter-invalid",
        "?interval=1H, 400, parameter-invalid",
        "?limit=0, 400, parameter-invalid",
        "?limit=1001, 400, parameter-invalid",
        "?limit=1000000, 400, parameter-invalid",
        "?limit=-1, 400, parameter-invalid",
        "?fill=yes, 400, parameter-invalid",
        "?from=2030-01-01T00:00:00Z&to=2029-01-01T00:00:00Z, 400, parameter-invalid",
        "?from=2030-01-01T00:00:00Z&to=2030-01-01T00:00:00Z, 400, parameter-invalid",
        "?from=9999-01-01T00:00:00Z, 400, parameter-invalid",
        "?to=2030-13-41T00:00:00Z, 400, parameter-invalid",
        "?from=yesterday, 400, parameter-invalid",
        "?page=2, 400, parameter-invalid"
    })
    void shouldRefuseWhatCannotBeMeant(String query, int status, String code) {
        buyer.get(CANDLES + query).problem(status, code);
    }

    @Test
    void shouldSayWhatDoesNotExist() {
        buyer.get("/api/v1/markets/NONE/candles").problem(404, "market-unknown");
        buyer.get("/api/v1/markets/NONE/ticker").problem(404, "market-unknown");
    }

    private static JsonObject profit(String query) {
        return buyer.get("/api/v1/profit" + query)
                .expect(200)
                .json()
                .getJsonArray("markets")
                .getJsonObject(0);
    }

    @Test
    void shouldTellWhatTradingMade() {
        // Bought 1 at 100, 0.5 at 120 and 0.25 at 90; the last trade was at 90.
        JsonObject made = profit("");
        assertThat(made.getString("position")).isEqualTo("1.75000000");
        assertThat(made.getString("cost")).isEqualTo("182.5000");
        assertThat(made.getString("realised")).isEqualTo("0.0000");
        assertThat(made.getString("markedTo")).isEqualTo("last");
        assertThat(made.getString("unrealised")).isEqualTo("-25.0000");
        assertThat(profit("?method=fifo&mark=mid").getString("mark")).isEqualTo("105.00");
        assertThat(profit("?market=BTC-USD&price=200").getString("unrealised"))
                .isEqualTo("167.5000");
        buyer.get("/api/v1/profit?price=200").problem(400, "parameter-invalid");
        buyer.get("/api/v1/profit?method=lifo").problem(400, "parameter-invalid");
        buyer.get("/api/v1/profit?market=NONE").problem(404, "market-unknown");
    }

    @Test
    void shouldValueWhatAnAccountHas() {
        JsonObject inDollars = buyer.get("/api/v1/portfolio").expect(200).json();
        // 10000 less 182.50 and a fee of 0.16, and 1.75 at 105, between 90 and 120.
        assertThat(inDollars.getString("total")).isEqualTo("10001.0900");
        assertThat(inDollars.getBoolean("complete")).isTrue();
        JsonObject inCoins =
                buyer.get("/api/v1/portfolio?asset=BTC").expect(200).json();
        JsonObject dollars = inCoins.getJsonArray("assets").stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getString("asset").equals("USD"))
                .findFirst()
                .orElseThrow();
        assertThat(dollars.getString("amount")).isEqualTo("9817.3400");
        assertThat(dollars.getString("value")).isEqualTo("93.49847619");
        assertThat(dollars.getJsonArray("path")).containsExactly("BTC-USD");
        buyer.get("/api/v1/portfolio?asset=NONE").problem(404, "asset-unknown");
    }

    /** In a market of its own: the trade at 150 leaves the candle, the day and what is stored. */
    @Test
    void shouldForgetATradeThatWasUndone() {
        venue.admin
                .post("/api/v1/admin/markets", VenueFixture.market("SLIP-USD"))
                .expect(201);
        Api ann = venue.user("1000", "10");
        for (String price : List.of("100", "150")) {
            for (String side : List.of("sell", "buy")) {
                ann.post(
                                "/api/v1/orders",
                                Api.limit(side, price, "1")
                                        .put("market", "SLIP-USD")
                                        .put("selfTradePrevention", "none"))
                        .expect(201);
            }
        }
        long sequence = venue.admin
                .post(
                        "/api/v1/admin/markets/SLIP-USD/trades/2/bust",
                        new JsonObject().put("reason", "a slip"))
                .expect(200)
                .sequence();
        Api later = ann.awaiting(sequence);
        JsonObject candle = later.get("/api/v1/markets/SLIP-USD/candles?interval=1d")
                .expect(200)
                .json()
                .getJsonArray("candles")
                .getJsonObject(0);
        assertThat(candle.getString("high")).isEqualTo("100.00");
        assertThat(candle.getString("close")).isEqualTo("100.00");
        assertThat(candle.getString("volume")).isEqualTo("1.00000000");
        await().atMost(VenueFixture.PATIENCE)
                .until(() -> later.get("/api/v1/markets/SLIP-USD/ticker")
                        .expect(200)
                        .json()
                        .getString("last")
                        .equals("100.00"));
    }

    private static String equityOf(Api who) {
        String account = who.get("/api/v1/account").expect(200).json().getString("id");
        return "/api/v1/accounts/" + account + "/equity";
    }

    private static List<JsonObject> points(Api who, String query) {
        return who.get(equityOf(who) + query).expect(200).json().getJsonArray("points").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void shouldTellWhatAnAccountWasWorthOverTime() {
        List<JsonObject> hours = points(buyer, "");
        assertThat(hours).hasSize(100);
        assertThat(hours.getFirst().getString("total")).isEqualTo("0.0000");
        // 9817.34 and 1.75 at 90, at which the last trade was.
        assertThat(hours.getLast().getString("total")).isEqualTo("9974.8400");
        assertThat(hours.getLast().getBoolean("complete")).isTrue();
        assertThat(points(buyer, "?asset=BTC&interval=1M").getLast().getString("total"))
                .isEqualTo("110.83155555");
        assertThat(points(buyer, "?interval=1d&from=2026-01-01T12:00:00Z&to=2026-01-03T12:00:00Z"))
                .extracting(each -> each.getString("time"))
                .containsExactly("2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?from=2020-01-01T00:00:00Z",
                "?interval=1s&from=2020-01-01T00:00:00Z&to=2020-01-01T00:16:41Z",
                "?from=2020-01-02T00:00:00Z&to=2020-01-01T00:00:00Z",
                "?from=2200-01-01T00:00:00Z",
                "?from=2020-01-01T00:10:00Z&to=2020-01-01T00:50:00Z",
                "?to=1960-01-01T00:00:00Z",
                "?interval=2m"
            })
    void shouldRefuseTimesThatAreNone(String query) {
        buyer.get(equityOf(buyer) + query).problem(400, "parameter-invalid");
    }

    @Test
    void shouldNameWhatHasNoPriceUntilItIsPaid() {
        Api ann = venue.user("1000", "0");
        Api bob = venue.user("1000", "0");
        ann.post("/api/v1/outcome-markets", OutcomeMarketsTest.market("NOON")).expect(201);
        ann.post("/api/v1/orders", Api.limit("sell", "10", "2").put("market", "NOON"))
                .expect(201);
        ann = ann.awaiting(
                bob.post("/api/v1/orders", Api.limit("buy", "10", "2").put("market", "NOON"))
                        .expect(201)
                        .sequence());
        JsonObject traded = points(ann, "").getLast();
        assertThat(traded.getBoolean("complete")).isTrue();
        assertThat(traded.getString("total"))
                .isEqualTo(ann.get("/api/v1/portfolio").expect(200).json().getString("total"));

        ann.post("/api/v1/funds", FundsTest.fund("TWICE", "NOON")).expect(201);
        ann.post("/api/v1/funds/TWICE/redemptions", new JsonObject().put("quantity", "3"))
                .expect(201);
        JsonObject redeemed = points(ann, "").getLast();
        assertThat(redeemed.getBoolean("complete")).isFalse();
        assertThat(redeemed.getJsonArray("unvalued")).containsExactly("TWICE");

        ann.post("/api/v1/outcome-markets/NOON/settlement", new JsonObject().put("price", "7"))
                .expect(201);
        JsonObject paid = points(ann, "").getLast();
        assertThat(paid.getBoolean("complete")).isTrue();
        assertThat(paid.getString("total"))
                .isEqualTo(ann.get("/api/v1/portfolio").expect(200).json().getString("total"));
        bob.get(equityOf(ann)).problem(403, "account-not-yours");
    }

    @Test
    void shouldTellAnAccountAsItWasAfterAnyEvent() {
        Api ann = venue.user("1000", "0");
        Api bob = venue.user("1000", "0");
        String account = ann.get("/api/v1/account").expect(200).json().getString("id");
        String state = "/api/v1/accounts/" + account + "/state";
        long opened = ann.post("/api/v1/outcome-markets", OutcomeMarketsTest.market("PAST"))
                .expect(201)
                .sequence();
        Api.Answer order = ann.post(
                        "/api/v1/orders", Api.limit("sell", "10", "2").put("market", "PAST"))
                .expect(201);
        bob.post("/api/v1/orders", Api.limit("buy", "1", "3").put("market", "PAST"))
                .expect(201);
        long traded = bob.post("/api/v1/orders", Api.limit("buy", "10", "1").put("market", "PAST"))
                .expect(201)
                .sequence();
        ann = ann.awaiting(ann.delete("/api/v1/orders/PAST/" + order.json().getString("orderId"))
                .expect(200)
                .sequence());

        JsonObject before = ann.get(state + "?at=" + opened).expect(200).json();
        JsonObject resting =
                ann.get(state + "?at=" + order.sequence()).expect(200).json();
        JsonObject filled = ann.get(state + "?at=" + traded).expect(200).json();
        JsonObject now = ann.get(state).expect(200).json();

        assertThat(before.getJsonArray("orders")).isEmpty();
        assertThat(before.getJsonArray("balances").getJsonObject(0).getString("cash"))
                .isEqualTo("1000.0000");
        assertThat(openOf(resting)).isEqualTo("sell 0.00 of 2.00 at 10.00, open");
        assertThat(resting.getJsonArray("positions")).isEmpty();
        assertThat(resting.getJsonArray("fills")).isEmpty();
        assertThat(openOf(filled)).isEqualTo("sell 1.00 of 2.00 at 10.00, partially-filled");
        assertThat(filled.getJsonArray("positions").getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("market", "PAST")
                        .put("quantity", "-1.00")
                        .put("spent", "-10.0000")
                        .put("feesPaid", "0.0000"));
        assertThat(filled.getJsonArray("fills")).hasSize(1);
        assertThat(now.getJsonArray("orders")).isEmpty();
        assertThat(now.getJsonArray("positions")).isEqualTo(filled.getJsonArray("positions"));
        assertThat(now.getJsonArray("balances").getJsonObject(0).getString("cash"))
                .isEqualTo("1010.0000");
        bob.get(state).problem(403, "account-not-yours");
        // Of a market that an account may no longer know of nothing is told, then or now.
        String bobs = "/api/v1/accounts/"
                + bob.get("/api/v1/account").expect(200).json().getString("id") + "/state";
        assertThat(openOf(bob.get(bobs + "?at=" + traded).expect(200).json()))
                .isEqualTo("buy 0.00 of 3.00 at 1.00, open");
        long hidden = venue.admin
                .patch(
                        "/api/v1/admin/markets/PAST/visibility",
                        new JsonObject().put("restricted", true).put("hideAccountIds", false))
                .expect(200)
                .sequence();
        assertThat(bob.awaiting(hidden)
                        .get(bobs + "?at=" + traded)
                        .expect(200)
                        .json()
                        .encode())
                .doesNotContain("PAST");
        ann.get(state + "?at=999999999").problem(400, "parameter-invalid");
    }

    private static String openOf(JsonObject state) {
        JsonObject order = state.getJsonArray("orders").getJsonObject(0);
        return "%s %s of %s at %s, %s"
                .formatted(
                        order.getString("side"),
                        order.getString("filledQuantity"),
                        order.getString("quantity"),
                        order.getString("price"),
                        order.getString("state"));
    }

    @Test
    void shouldSayThatThereIsNoHistory() {
        try (VenueFixture without = VenueFixture.open()) {
            without.admin.get(CANDLES).problem(503, "history-unavailable");
            without.admin.get(TICKER).problem(503, "history-unavailable");
            without.admin.get("/api/v1/tickers").problem(503, "history-unavailable");
        }
    }
}
