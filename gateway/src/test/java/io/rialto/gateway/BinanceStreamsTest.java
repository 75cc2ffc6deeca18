package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the Binance face's streams take, refuse and tell, and when their connections end. */
@Timeout(120)
class BinanceStreamsTest {
    private static VenueFixture venue;

    @BeforeAll
    static void open(@TempDir Path directory) {
        venue = VenueFixture.withHistory(directory);
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    private static JsonObject ask(
            WebSocket socket, BlockingQueue<JsonObject> heard, String method, List<String> names)
            throws InterruptedException {
        JsonObject request = new JsonObject()
                .put("method", method)
                .put("params", new JsonArray(names))
                .put("id", 7);
        socket.sendText(request.encode(), true).join();
        JsonObject answer = BinanceClient.next(heard);
        while (!answer.containsKey("id")) {
            answer = BinanceClient.next(heard);
        }
        assertThat(answer.getInteger("id")).isEqualTo(7);
        return answer;
    }

    @Test
    void shouldTakeStreamsThatThereAreAndAThousandOfThem() throws InterruptedException {
        BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
        WebSocket socket = BinanceClient.listen(venue.gateway.url(), "/ws/0", heard);
        // As many as a message has room for.
        List<String> many = Collections.nCopies(6_000, "x@trade");
        assertThat(ask(socket, heard, "SUBSCRIBE", many).getString("msg"))
                .isEqualTo("Too many streams: at most 1024");
        for (String wrong : List.of(
                "nosuch@trade",
                "btcusd@gossip",
                "btcusd@kline_9y",
                "btcusd@depth7",
                "btcusd",
                "",
                "@trade")) {
            assertThat(ask(socket, heard, "SUBSCRIBE", List.of("btcusd@trade", wrong))
                            .getString("msg"))
                    .as(wrong)
                    .isEqualTo("Invalid request: there is no such stream");
        }
        assertThat(ask(socket, heard, "SUBSCRIBE", Collections.singletonList(null))
                        .getString("msg"))
                .isEqualTo("Invalid request: params must be an array of strings");
        assertThat(ask(socket, heard, null, List.of()).getString("msg"))
                .isEqualTo("Invalid request: unknown method");
        venue.admin.get("/api/v3/exchangeInfo?symbols=%5Bnull%5D").expect(400);
        venue.admin.get("/api/v1/admin/accounts?after=9223372036854775808").expect(200);
        assertThat(ask(socket, heard, "SHOUT", List.of()).getString("msg"))
                .isEqualTo("Invalid request: unknown method");
        assertThat(ask(socket, heard, "LIST_SUBSCRIPTIONS", List.of()).getJsonArray("result"))
                .isEmpty();

        List<String> there = List.of(
                "btcusd@trade",
                "btcusd@aggTrade",
                "btcusd@depth@100ms",
                "btcusd@depth5",
                "btcusd@depth10",
                "btcusd@depth20@100ms",
                "btcusd@kline_1m",
                "btcusd@ticker",
                "btcusd@miniTicker",
                "btcusd@bookTicker",
                "!miniTicker@arr");
        assertThat(ask(socket, heard, "SUBSCRIBE", there).containsKey("code")).isFalse();
        ask(socket, heard, "UNSUBSCRIBE", there.subList(1, there.size()));
        assertThat(ask(socket, heard, "LIST_SUBSCRIPTIONS", List.of()).getJsonArray("result"))
                .containsExactly("btcusd@trade");
        socket.abort();
    }

    @Test
    void shouldTellTheUpperLevelsOfABook() throws InterruptedException {
        Api maker = venue.user("100000", "100");
        BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
        WebSocket socket = BinanceClient.listen(
                venue.gateway.url(), "/stream?streams=btcusd@depth5@100ms", heard);
        for (int level = 1; level <= 7; level++) {
            maker.order("buy", Integer.toString(level), "1").expect(201);
        }
        JsonObject told;
        do {
            JsonObject message = BinanceClient.next(heard);
            assertThat(message.getString("stream")).isEqualTo("btcusd@depth5@100ms");
            told = message.getJsonObject("data");
        } while (!bids(told).equals(List.of(7.0, 6.0, 5.0, 4.0, 3.0)));
        assertThat(told.getLong("lastUpdateId")).isEqualTo(7);
        assertThat(told.getJsonArray("asks")).isEmpty();
        socket.abort();
    }

    /** Hidden, it is told of to nobody; shown again, to whoever listened all the while. */
    @Test
    void shouldBeSilentWhileAMarketIsHiddenAndTellOfItAgain() throws InterruptedException {
        Api maker = venue.user("100000", "0");
        Api taker = venue.user("100000", "0");
        long made = maker.post("/api/v1/outcome-markets", OutcomeMarketsTest.market("CURTAIN"))
                .expect(201)
                .sequence();
        // A stream of a market that the gateway has not heard of yet is none.
        maker.awaiting(made).get("/api/v1/markets").expect(200);
        BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
        WebSocket socket = BinanceClient.listen(venue.gateway.url(), "/ws/curtain@trade", heard);
        tradeUntilHeard(maker, taker, "5", heard);
        viewer(maker);
        viewer(taker);
        show(false);
        trade(maker, taker, "7");
        show(true);
        tradeUntilHeard(maker, taker, "9", heard);
        socket.abort();
    }

    private static void viewer(Api who) {
        String account = who.get("/api/v1/account").expect(200).json().getString("id");
        venue.admin
                .patch(
                        "/api/v1/admin/markets/CURTAIN/viewers/" + account,
                        new JsonObject().put("visible", true).put("reason", "trades"))
                .expect(200);
    }

    private static void show(boolean isShown) {
        long sequence = venue.admin
                .patch(
                        "/api/v1/admin/markets/CURTAIN/visibility",
                        new JsonObject().put("restricted", !isShown).put("hideAccountIds", false))
                .expect(200)
                .sequence();
        venue.admin.awaiting(sequence).get("/api/v1/markets").expect(200);
    }

    private static void trade(Api maker, Api taker, String price) {
        maker.post("/api/v1/orders", Api.limit("sell", price, "1").put("market", "CURTAIN"))
                .expect(201);
        taker.post("/api/v1/orders", Api.limit("buy", price, "1").put("market", "CURTAIN"))
                .expect(201);
    }

    /** A socket that has just opened listens soon, and not yet. */
    private static void tradeUntilHeard(
            Api maker, Api taker, String price, BlockingQueue<JsonObject> heard)
            throws InterruptedException {
        long end = System.nanoTime() + VenueFixture.PATIENCE.toNanos();
        while (true) {
            trade(maker, taker, price);
            JsonObject told = heard.poll(1, TimeUnit.SECONDS);
            if (told != null && told.getString("p").equals(price + ".00")) {
                return;
            }
            assertThat(told == null ? "" : told.getString("p")).isNotEqualTo("7.00");
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    @Test
    void shouldWeighRequestsOfBothKindsTogetherAndSayWhatIsLeft() throws InterruptedException {
        String url = venue.gateway.url();
        Api person = new Api(url, venue.signUp("Weigher").getString("accessToken"));
        BinanceClient client = BinanceClient.of(person, "read", "trade");
        BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
        WebSocket socket = BinanceClient.listen(url, "/ws-api/v3", heard);

        JsonObject signed = client.signed(new JsonObject());
        JsonObject account = call(socket, heard, "account.status", signed);
        assertThat(account.getInteger("status")).isEqualTo(200);
        assertThat(limit(account, 0).getString("rateLimitType")).isEqualTo("REQUEST_WEIGHT");
        int used = limit(account, 0).getInteger("count");
        assertThat(used).isPositive();
        int byRest = Integer.parseInt(client.open("/api/v3/time")
                .response()
                .headers()
                .firstValue("X-MBX-USED-WEIGHT-1M")
                .orElseThrow());
        // A minute may have begun.
        assertThat(byRest).isIn(used + 1, 1);
        JsonObject order = new JsonObject()
                .put("symbol", "BTCUSD")
                .put("side", "BUY")
                .put("type", "LIMIT")
                .put("timeInForce", "GTC")
                .put("price", "1")
                .put("quantity", "1");
        JsonObject poor = call(socket, heard, "order.place", client.signed(order));
        assertThat(poor.getJsonObject("error").getInteger("code")).isEqualTo(-2010);
        assertThat(limit(poor, 1).getString("rateLimitType")).isEqualTo("ORDERS");
        assertThat(limit(poor, 1).getInteger("count")).isOne();
        assertThat(call(socket, heard, "time", new JsonObject().put("returnRateLimits", false))
                        .containsKey("rateLimits"))
                .isFalse();
        assertThat(call(socket, heard, "time", new JsonObject().put("when", "now"))
                        .getJsonObject("error")
                        .getInteger("code"))
                .isEqualTo(-1104);
        socket.sendText("null", true).join();
        assertThat(BinanceClient.next(heard).getString("msg")).startsWith("Invalid JSON");
        socket.abort();
    }

    @Test
    void shouldSayWhenToAskAgainToWhoeverHasUsedUpItsWeight() throws InterruptedException {
        // Of its own, so that nobody else's is used up.
        Gateway other = venue.gateway(VenueFixture.config());
        venue.admin.knownAt(other);
        BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
        WebSocket socket = BinanceClient.listen(other.url(), "/ws-api/v3", heard);
        JsonObject book = new JsonObject().put("symbol", "BTCUSD").put("limit", 5_000);
        JsonObject answer;
        do {
            answer = call(socket, heard, "depth", book);
        } while (answer.getInteger("status") == 200);
        assertThat(answer.getInteger("status")).isEqualTo(429);
        assertThat(limit(answer, 0).getInteger("count")).isGreaterThan(6_000);
        JsonObject error = answer.getJsonObject("error");
        assertThat(error.getInteger("code")).isEqualTo(-1003);
        JsonObject data = error.getJsonObject("data");
        assertThat(data.getLong("retryAfter") - data.getLong("serverTime")).isBetween(1L, 60_000L);
        socket.abort();
    }

    private static JsonObject limit(JsonObject answer, int index) {
        return answer.getJsonArray("rateLimits").getJsonObject(index);
    }

    private static JsonObject call(
            WebSocket socket, BlockingQueue<JsonObject> heard, String method, JsonObject parameters)
            throws InterruptedException {
        JsonObject request =
                new JsonObject().put("id", 1).put("method", method).put("params", parameters);
        socket.sendText(request.encode(), true).join();
        return BinanceClient.next(heard);
    }

    private static List<Double> bids(JsonObject told) {
        return told.getJsonArray("bids").stream()
                .map(level -> Double.valueOf(((JsonArray) level).getString(0)))
                .toList();
    }

    @Test
    void shouldSayThatItShutsDownBeforeItDoes() throws InterruptedException {
        BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
        Gateway other = venue.gateway(VenueFixture.config());
        venue.admin.knownAt(other);
        WebSocket socket = BinanceClient.listen(other.url(), "/ws/btcusd@trade", heard);
        assertThat(ask(socket, heard, "LIST_SUBSCRIPTIONS", List.of()).getJsonArray("result"))
                .containsExactly("btcusd@trade");
        other.close();
        assertThat(BinanceClient.next(heard).getString("e")).isEqualTo("serverShutdown");
        socket.abort();
    }

    @Test
    void shouldPingEveryTwentySecondsAndEndAfterAMinuteOfSilenceOrADay() {
        long begin = Long.MAX_VALUE - TimeUnit.HOURS.toNanos(1);
        BinanceLife life = new BinanceLife(begin);
        assertThat(life.due(begin + TimeUnit.SECONDS.toNanos(19)))
                .isEqualTo(BinanceLife.Due.NOTHING);
        assertThat(life.due(begin + TimeUnit.SECONDS.toNanos(20))).isEqualTo(BinanceLife.Due.PING);
        assertThat(life.due(begin + TimeUnit.SECONDS.toNanos(39)))
                .isEqualTo(BinanceLife.Due.NOTHING);
        assertThat(life.due(begin + TimeUnit.SECONDS.toNanos(60))).isEqualTo(BinanceLife.Due.PING);
        assertThat(life.due(begin + TimeUnit.SECONDS.toNanos(61)))
                .isEqualTo(BinanceLife.Due.END_SILENT);
        long late = begin + TimeUnit.SECONDS.toNanos(60);
        while (late - begin < TimeUnit.HOURS.toNanos(24)) {
            late += TimeUnit.SECONDS.toNanos(30);
            life.heard(late);
            assertThat(life.due(late)).isEqualTo(BinanceLife.Due.PING);
        }
        life.heard(late + 1);
        assertThat(life.due(late + 1)).isEqualTo(BinanceLife.Due.END_OLD);
    }
}
