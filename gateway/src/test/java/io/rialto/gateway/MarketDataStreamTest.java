package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.v1.BookDelta;
import io.rialto.protocol.v1.BookSnapshot;
import io.rialto.protocol.v1.CancelAll;
import io.rialto.protocol.v1.Candle;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.Depth;
import io.rialto.protocol.v1.Mark;
import io.rialto.protocol.v1.MarketStatus;
import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.Ping;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.Side;
import io.rialto.protocol.v1.StandingOrder;
import io.rialto.protocol.v1.SubscribeBook;
import io.rialto.protocol.v1.SubscribeCandles;
import io.rialto.protocol.v1.SubscribeDepth;
import io.rialto.protocol.v1.SubscribeMark;
import io.rialto.protocol.v1.SubscribeOrders;
import io.rialto.protocol.v1.SubscribeTicker;
import io.rialto.protocol.v1.Unsubscribe;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.zip.CRC32;

/** Candles, tickers, depth and orders over the stream, and the checksum of books. */
@Timeout(300)
class MarketDataStreamTest {
    private static final long DOLLAR = 1_000_000_000L;
    private static final long COIN = 100_000_000L;

    private static VenueFixture venue;
    private static int markets;

    private Api trader;
    private StreamClient client;
    private StreamClient trading;
    private long market;
    private String symbol;

    @BeforeAll
    static void openVenue(@TempDir Path directory) {
        venue = VenueFixture.unlimited(directory);
    }

    @AfterAll
    static void closeVenue() {
        venue.close();
    }

    @BeforeEach
    void openMarket() {
        symbol = "M" + ++markets + "-USD";
        // One trader makes all trades.
        JsonObject made = VenueFixture.market(symbol).put("selfTradePrevention", "none");
        venue.admin.post("/api/v1/admin/markets", made).expect(201);
        JsonObject terms =
                venue.admin.get("/api/v1/markets/" + symbol).expect(200).json();
        market = Long.parseLong(terms.getString("id"));
        trader = venue.user("1000000", "1000");
        client = StreamClient.open(venue.user("1", "0"));
        trading = StreamClient.open(trader);
        // Until the gateway knows what was before, candles are refused.
        venue.admin.get("/api/v1/markets/" + symbol + "/ticker").expect(200);
    }

    @AfterEach
    void closeStreams() {
        client.close();
        trading.close();
    }

    /** Returns when another stream's snapshot has it. */
    private void place(Side side, long dollars, long quantity) {
        ServerMessage answer = trading.place(market, side, dollars * DOLLAR, quantity);
        assertThat(answer.hasOutcome()).isTrue();
        venue.admin
                .awaiting(answer.getOutcome().getSequence())
                .get("/api/v1/markets/" + symbol)
                .expect(200);
    }

    private void trade(long dollars, long quantity) {
        place(Side.SIDE_SELL, dollars, quantity);
        place(Side.SIDE_BUY, dollars, quantity);
    }

    private ClientMessage.Builder candles(String interval, Pace pace) {
        return ClientMessage.newBuilder()
                .setSubscribeCandles(SubscribeCandles.newBuilder()
                        .setMarket(market)
                        .setInterval(interval)
                        .setPace(pace));
    }

    private ClientMessage.Builder depth(int levels, long step, Pace pace) {
        return ClientMessage.newBuilder()
                .setSubscribeDepth(SubscribeDepth.newBuilder()
                        .setMarket(market)
                        .setLevels(levels)
                        .setStep(step)
                        .setPace(pace));
    }

    /** The view may be behind what the gateway has answered: not always, so more than once. */
    @Test
    void shouldKnowAMarketAsSoonAsItsCreationWasAnswered() {
        for (int i = 0; i < 40; i++) {
            JsonObject made = VenueFixture.market("N" + ++markets + "-USD");
            JsonObject created =
                    venue.admin.post("/api/v1/admin/markets", made).expect(201).json();
            market = Long.parseLong(created.getString("id"));
            assertThat(client.ask(depth(5, 0, Pace.PACE_UNSPECIFIED)).hasFailure())
                    .isFalse();
        }
    }

    private ClientMessage.Builder ticker(long of) {
        return ClientMessage.newBuilder()
                .setSubscribeTicker(SubscribeTicker.newBuilder().setMarket(of));
    }

    private ClientMessage.Builder orders() {
        return ClientMessage.newBuilder()
                .setSubscribeOrders(SubscribeOrders.newBuilder().setMarket(market));
    }

    @ParameterizedTest
    @EnumSource(
            value = Pace.class,
            names = {"PACE_RAW", "PACE_20_HZ", "PACE_4_HZ"})
    void shouldBeginWithTheCandleAndTellWhatBecomesOfIt(Pace pace) {
        trade(100, COIN);
        assertThat(client.ask(candles("1M", pace)).hasSubscribed()).isTrue();
        ServerMessage first = client.await(ServerMessage::hasCandle);
        assertThat(first.getCandle().getOpen()).isEqualTo(100 * DOLLAR);

        trade(90, 2 * COIN);
        trade(95, COIN);
        Candle last = client.await(m -> m.getCandle().getClose() == 95 * DOLLAR).getCandle();

        // A month may just have ended between two trades.
        assertThat(last.getLow()).isLessThanOrEqualTo(95 * DOLLAR);
        assertThat(last.getVolume())
                .isEqualTo(Long.toString(
                        last.getTrades() == 3 ? 4 * COIN : COIN * (last.getTrades() == 2 ? 3 : 1)));
        assertThat(client.ask(candles("1M", pace)).getFailure().getCode())
                .isEqualTo("already-subscribed");
        Unsubscribe.Builder end = Unsubscribe.newBuilder()
                .setCandles(SubscribeCandles.newBuilder().setMarket(market).setInterval("1M"));
        assertThat(client.ask(ClientMessage.newBuilder().setUnsubscribe(end)).hasUnsubscribed())
                .isTrue();
        assertThat(client.ask(ClientMessage.newBuilder().setUnsubscribe(end))
                        .getFailure()
                        .getCode())
                .isEqualTo("subscription-unknown");
    }

    @Test
    void shouldSayWhenACandleIsOver() {
        assertThat(client.ask(candles("1s", Pace.PACE_4_HZ)).hasSubscribed()).isTrue();
        trade(100, COIN);
        List<Candle> told = new ArrayList<>();
        // Whatever happens in the venue lets its log pass the second's end.
        while (told.stream().noneMatch(Candle::getOver)) {
            place(Side.SIDE_BUY, 1, COIN);
            trading.ask(ClientMessage.newBuilder().setCancelAll(CancelAll.getDefaultInstance()));
            client.send(ClientMessage.newBuilder().setPing(Ping.getDefaultInstance()));
            ServerMessage next = client.await(m -> m.hasPong() || m.hasCandle());
            if (next.hasCandle()) {
                told.add(next.getCandle());
            }
        }
        assertThat(told.getLast().getOver()).isTrue();
        assertThat(told.getLast().getTrades()).isEqualTo(1);
        assertThat(told.getLast().getEnd() - told.getLast().getBegin()).isEqualTo(1_000_000_000L);
    }

    @Test
    void shouldTellTheLastDayOfOneMarketAndOfAll() {
        trade(100, COIN);
        assertThat(client.ask(ticker(market)).hasSubscribed()).isTrue();
        assertThat(client.await(ServerMessage::hasTicker).getTicker().getTrades())
                .isEqualTo(1);
        try (StreamClient all = StreamClient.open(trader)) {
            assertThat(all.ask(ticker(0)).hasSubscribed()).isTrue();
            assertThat(all.await(m -> m.getTicker().getMarket() == market)
                            .getTicker()
                            .getLast())
                    .isEqualTo(100 * DOLLAR);
            trade(110, COIN);
            assertThat(all.await(m -> m.getTicker().getTrades() == 2)
                            .getTicker()
                            .getHigh())
                    .isEqualTo(110 * DOLLAR);
        }
        assertThat(client.await(m -> m.getTicker().getTrades() == 2).getTicker().getVolume())
                .isEqualTo(Long.toString(2 * COIN));
    }

    @Test
    void shouldNotTellStrangersOfAHiddenMarketsDay() {
        JsonObject restricted =
                new JsonObject().put("restricted", true).put("hideAccountIds", false);
        long sequence = venue.admin
                .patch("/api/v1/admin/markets/" + symbol + "/visibility", restricted)
                .expect(200)
                .sequence();
        // The stream promises nothing of when it hears of it: from then on it keeps to it.
        venue.admin.awaiting(sequence).get("/api/v1/account").expect(200);
        for (ClientMessage.Builder topic : List.of(
                ticker(market),
                candles("1m", Pace.PACE_RAW),
                depth(1, 0, Pace.PACE_RAW),
                orders())) {
            assertThat(client.ask(topic).getFailure().getCode()).isEqualTo("market-unknown");
        }
        assertThat(client.ask(ticker(0)).hasSubscribed()).isTrue();
        client.send(ClientMessage.newBuilder().setPing(Ping.getDefaultInstance()));
        ServerMessage message =
                client.await(m -> m.hasPong() || m.getTicker().getMarket() == market);
        assertThat(message.hasPong()).isTrue();
    }

    @Test
    void shouldGroupTheBestLevelsAndTellThemWhenTheyChange() {
        place(Side.SIDE_BUY, 99, COIN);
        place(Side.SIDE_BUY, 97, COIN);
        place(Side.SIDE_BUY, 91, COIN);
        place(Side.SIDE_SELL, 101, COIN);
        place(Side.SIDE_SELL, 110, COIN);
        assertThat(client.ask(depth(2, 5 * DOLLAR, Pace.PACE_RAW)).hasSubscribed())
                .isTrue();

        Depth first = client.await(ServerMessage::hasDepth).getDepth();
        assertThat(first.getBidPricesList()).containsExactly(95 * DOLLAR, 90 * DOLLAR);
        assertThat(first.getBidQuantitiesList()).containsExactly(2 * COIN, COIN);
        assertThat(first.getBidOrdersList()).containsExactly(2, 1);
        assertThat(first.getAskPricesList()).containsExactly(105 * DOLLAR, 110 * DOLLAR);

        // The first is beyond the two groups: nothing to tell. The second is not.
        place(Side.SIDE_BUY, 50, COIN);
        place(Side.SIDE_SELL, 103, COIN);
        Depth next = client.await(ServerMessage::hasDepth).getDepth();
        assertThat(next.getAskQuantitiesList()).containsExactly(2 * COIN, COIN);
        assertThat(venue.admin
                        .get("/api/v1/markets/" + symbol + "/book?levels=2&step=5")
                        .expect(200)
                        .json()
                        .getJsonArray("asks")
                        .getJsonObject(0)
                        .getString("price"))
                .isEqualTo("105.00");
    }

    /** Each whole, several at a time, as often as it was asked for, and at last as the book is. */
    @Test
    void shouldTellSeveralDepthsPeriodically() {
        Map<Integer, Pace> paces = Map.of(
                1, Pace.PACE_RAW, 5, Pace.PACE_20_HZ, 10, Pace.PACE_4_HZ, 1_000, Pace.PACE_4_HZ);
        paces.forEach((levels, pace) ->
                assertThat(client.ask(depth(levels, 0, pace)).hasSubscribed()).isTrue());
        for (int dollars = 1; dollars <= 30; dollars++) {
            place(Side.SIDE_BUY, dollars, COIN);
        }
        Map<Integer, List<Long>> last = new TreeMap<>();
        Map<Integer, List<Long>> expected = new TreeMap<>();
        paces.keySet()
                .forEach(levels -> expected.put(
                        levels,
                        LongStream.iterate(30 * DOLLAR, price -> price > 0, price -> price - DOLLAR)
                                .limit(levels)
                                .boxed()
                                .toList()));
        client.await(message -> {
            if (message.hasDepth()) {
                Depth depth = message.getDepth();
                last.put(depth.getLevels(), depth.getBidPricesList());
            }
            return last.equals(expected);
        });
    }

    @Test
    void shouldTellTheMarkAtOnceAndWhenItChanges() {
        ClientMessage.Builder subscribe = ClientMessage.newBuilder()
                .setSubscribeMark(SubscribeMark.newBuilder().setMarket(market));
        assertThat(client.ask(subscribe).hasSubscribed()).isTrue();
        Mark nothing = client.await(ServerMessage::hasMark).getMark();
        assertThat(nothing.getHasPrice()).isFalse();
        assertThat(nothing.getSource()).isEqualTo("none");

        place(Side.SIDE_SELL, 104, COIN);
        place(Side.SIDE_BUY, 101, COIN);
        Mark middle =
                client.await(m -> m.hasMark() && m.getMark().getHasPrice()).getMark();
        assertThat(middle.getPrice()).isEqualTo(102 * DOLLAR + DOLLAR / 2);
        assertThat(middle.getSource()).isEqualTo("mid");

        place(Side.SIDE_BUY, 104, COIN);
        Mark traded = client.await(m -> m.hasMark() && m.getMark().getSource().equals("last"))
                .getMark();
        assertThat(traded.getPrice()).isEqualTo(104 * DOLLAR);
        assertThat(traded.getReferencePrice()).isEqualTo(104 * DOLLAR);

        venue.admin
                .patch(
                        "/api/v1/admin/markets/" + symbol,
                        new JsonObject().put("status", "pre-open"))
                .expect(200);
        place(Side.SIDE_SELL, 100, COIN);
        Mark collecting = client.await(m -> m.hasMark() && m.getMark().getIndicativeQuantity() > 0)
                .getMark();
        assertThat(collecting.getStatus()).isEqualTo(MarketStatus.MARKET_STATUS_PRE_OPEN);
        assertThat(collecting.getIndicativeQuantity()).isEqualTo(COIN);
        // Whoever comes now is told all of it at once.
        client.ask(ClientMessage.newBuilder()
                .setUnsubscribe(Unsubscribe.newBuilder().setMark(market)));
        assertThat(client.ask(subscribe).hasSubscribed()).isTrue();
        Mark again = client.await(ServerMessage::hasMark).getMark();
        assertThat(again.toBuilder().clearSequence().build())
                .isEqualTo(collecting.toBuilder().clearSequence().build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.001", "0.015", "-1", "x", ""})
    void shouldRefuseStepsThatAreNone(String step) {
        venue.admin
                .get("/api/v1/markets/" + symbol + "/book?step=" + step)
                .problem(400, "parameter-invalid");
    }

    @Test
    void shouldRefuseTopicsThatAreNone() {
        for (ClientMessage.Builder wrong : List.of(
                candles("2m", Pace.PACE_RAW),
                candles("", Pace.PACE_RAW),
                depth(0, 0, Pace.PACE_RAW),
                depth(1001, 0, Pace.PACE_RAW),
                depth(5, 1, Pace.PACE_RAW),
                depth(5, -DOLLAR, Pace.PACE_RAW))) {
            assertThat(client.ask(wrong).getFailure().getCode()).isEqualTo("field-invalid");
        }
        assertThat(client.ask(ClientMessage.newBuilder()
                                .setSubscribeOrders(
                                        SubscribeOrders.newBuilder().setMarket(999_999)))
                        .getFailure()
                        .getCode())
                .isEqualTo("market-unknown");
    }

    /** What a client keeps of a book by order. */
    private static final class OrderMirror {
        private final Map<Long, StandingOrder> orders = new TreeMap<>();
        private long update;

        void take(ServerMessage message) {
            if (message.hasOrdersSnapshot()) {
                assertThat(update).isZero();
                message.getOrdersSnapshot().getOrdersList().forEach(this::put);
                update = message.getOrdersSnapshot().getUpdate();
            } else {
                assertThat(message.getOrdersDelta().getPreviousUpdate()).isEqualTo(update);
                message.getOrdersDelta().getOrdersList().forEach(this::put);
                update = message.getOrdersDelta().getUpdate();
            }
        }

        private void put(StandingOrder order) {
            if (order.getRemaining() == 0) {
                orders.remove(order.getOrder());
            } else {
                orders.put(order.getOrder(), order);
            }
        }

        List<Long> queue(Side side) {
            Comparator<StandingOrder> byPrice = Comparator.comparingLong(StandingOrder::getPrice);
            return orders.values().stream()
                    .filter(order -> order.getSide() == side)
                    .sorted((side == Side.SIDE_BUY ? byPrice.reversed() : byPrice)
                            .thenComparingLong(StandingOrder::getRank))
                    .map(StandingOrder::getOrder)
                    .toList();
        }
    }

    private List<Long> queue(String side) {
        return venue
                .admin
                .get("/api/v1/markets/" + symbol + "/book/orders?limit=1000")
                .expect(200)
                .json()
                .getJsonArray(side)
                .stream()
                .map(order -> Long.parseLong(((JsonObject) order).getString("orderId")))
                .toList();
    }

    @Test
    void shouldKeepTheBookByOrderAndItsChecksum() {
        Random random = new Random(6);
        place(Side.SIDE_BUY, 50, COIN);
        client.send(orders());
        client.send(ClientMessage.newBuilder()
                .setSubscribeBook(
                        SubscribeBook.newBuilder().setMarket(market).setPace(Pace.PACE_RAW)));
        OrderMirror mirror = new OrderMirror();
        BookMirror levels = new BookMirror();
        // Changes before these would be in them, and none of them checked.
        mirror.take(client.await(ServerMessage::hasOrdersSnapshot));
        levels.take(client.await(ServerMessage::hasBookSnapshot).getBookSnapshot());
        List<Long> placed = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            churn(random, placed);
        }
        // Seen by the gateway when it has been placed, and so is all before it.
        place(Side.SIDE_BUY, 50, COIN);
        long last = venue.admin.get("/api/v1/markets/" + symbol).expect(200).sequence();
        boolean behind = true;
        client.send(ClientMessage.newBuilder().setPing(Ping.getDefaultInstance()));
        while (behind) {
            ServerMessage message = client.next();
            switch (message.getContentCase()) {
                case ORDERS_DELTA -> mirror.take(message);
                case BOOK_DELTA -> levels.take(message.getBookDelta());
                case PONG -> {
                    behind = message.getPong().getSequence() < last;
                    if (behind) {
                        client.send(ClientMessage.newBuilder().setPing(Ping.getDefaultInstance()));
                    }
                }
                default -> {}
            }
        }
        // Of a gateway that is behind, one delta tells of many changes.
        assertThat(levels.checked).isGreaterThan(10);
        assertThat(mirror.queue(Side.SIDE_BUY)).isEqualTo(queue("bids"));
        assertThat(mirror.queue(Side.SIDE_SELL)).isEqualTo(queue("asks"));
    }

    private void churn(Random random, List<Long> placed) {
        long id = placed.isEmpty() ? 0 : placed.get(random.nextInt(placed.size()));
        switch (random.nextInt(5)) {
            case 0 ->
                trading.ask(ClientMessage.newBuilder()
                        .setCancelOrder(io.rialto.protocol.v1.CancelOrder.newBuilder()
                                .setMarket(market)
                                .setOrderId(id)));
            case 1 ->
                trading.ask(ClientMessage.newBuilder()
                        .setAmendOrder(io.rialto.protocol.v1.AmendOrder.newBuilder()
                                .setMarket(market)
                                .setOrderId(id)
                                .setQuantity((1 + random.nextInt(4)) * COIN)));
            default ->
                placed.add(trading.place(
                                market,
                                random.nextBoolean() ? Side.SIDE_BUY : Side.SIDE_SELL,
                                (90 + random.nextInt(21)) * DOLLAR,
                                (1 + random.nextInt(4)) * COIN)
                        .getOutcome()
                        .getOrderId());
        }
    }

    /** What a client keeps of a book by price; it recomputes each checksum from that alone. */
    private static final class BookMirror {
        private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
        private final TreeMap<Long, Long> asks = new TreeMap<>();
        private int checked;

        void take(BookSnapshot book) {
            put(bids, book.getBidPricesList(), book.getBidQuantitiesList());
            put(asks, book.getAskPricesList(), book.getAskQuantitiesList());
            check(book.getChecksum());
        }

        void take(BookDelta delta) {
            put(bids, delta.getBidPricesList(), delta.getBidQuantitiesList());
            put(asks, delta.getAskPricesList(), delta.getAskQuantitiesList());
            check(delta.getChecksum());
        }

        private static void put(Map<Long, Long> side, List<Long> prices, List<Long> quantities) {
            for (int i = 0; i < prices.size(); i++) {
                if (quantities.get(i) == 0) {
                    side.remove(prices.get(i));
                } else {
                    side.put(prices.get(i), quantities.get(i));
                }
            }
        }

        private void check(int told) {
            List<Map.Entry<Long, Long>> bid = List.copyOf(bids.entrySet());
            List<Map.Entry<Long, Long>> ask = List.copyOf(asks.entrySet());
            String text = "";
            for (int i = 0; i < 10; i++) {
                text += i < bid.size()
                        ? bid.get(i).getKey() + ":" + bid.get(i).getValue() + ":"
                        : "";
                text += i < ask.size()
                        ? ask.get(i).getKey() + ":" + ask.get(i).getValue() + ":"
                        : "";
            }
            CRC32 crc = new CRC32();
            crc.update(text.getBytes(StandardCharsets.US_ASCII));
            assertThat(told).isEqualTo((int) crc.getValue());
            checked++;
        }
    }

    @Test
    void shouldSayWhoseOrdersAreUnlessTheMarketHidesIt() {
        place(Side.SIDE_BUY, 10, COIN);
        assertThat(client.ask(orders()).hasSubscribed()).isTrue();
        String account = trader.get("/api/v1/account").json().getString("id");
        assertThat(client.await(ServerMessage::hasOrdersSnapshot)
                        .getOrdersSnapshot()
                        .getOrders(0)
                        .getAccount())
                .isEqualTo(Long.parseLong(account));
        long sequence = venue.admin
                .patch(
                        "/api/v1/admin/markets/" + symbol + "/visibility",
                        new JsonObject().put("restricted", false).put("hideAccountIds", true))
                .expect(200)
                .sequence();
        place(Side.SIDE_BUY, 9, COIN);
        assertThat(client.await(ServerMessage::hasOrdersDelta)
                        .getOrdersDelta()
                        .getOrders(0)
                        .getAccount())
                .isZero();
        assertThat(shownAccount(trader.awaiting(sequence))).isEqualTo(account);
        assertThat(shownAccount(venue.user("1", "0").awaiting(sequence))).isEqualTo("0");
    }

    private String shownAccount(Api who) {
        return who.get("/api/v1/markets/" + symbol + "/book/orders")
                .expect(200)
                .json()
                .getJsonArray("bids")
                .getJsonObject(0)
                .getString("account");
    }

    @Test
    void shouldPageTheTape() {
        for (int i = 1; i <= 5; i++) {
            trade(100 + i, COIN);
        }
        String path = "/api/v1/markets/" + symbol + "/trades?limit=2";
        List<String> trades = new ArrayList<>();
        JsonObject page = trader.get(path).expect(200).json();
        while (page.containsKey("before")) {
            page.getJsonArray("trades")
                    .forEach(trade -> trades.add(((JsonObject) trade).getString("tradeId")));
            page = trader.get(path + "&before=" + page.getString("before"))
                    .expect(200)
                    .json();
        }
        page.getJsonArray("trades")
                .forEach(trade -> trades.add(((JsonObject) trade).getString("tradeId")));
        assertThat(trades).containsExactly("5", "4", "3", "2", "1");
    }
}
