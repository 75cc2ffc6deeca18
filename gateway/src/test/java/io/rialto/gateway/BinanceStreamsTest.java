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

    private static List<Double> bids(JsonObject told) {
        return told.getJsonArray("bids").stream()
                .map(level -> Double.valueOf(((JsonArray) level).getString(0)))
                .toList();
    }

    @Test
    void shouldSayThatItShutsDownBeforeItDoes() throws InterruptedException {
        BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
        Gateway other = venue.gateway(VenueFixture.config());
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
