package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;

import io.rialto.protocol.v1.AccountUpdate;
import io.rialto.protocol.v1.AmendOrder;
import io.rialto.protocol.v1.Authenticate;
import io.rialto.protocol.v1.BookDelta;
import io.rialto.protocol.v1.BookSnapshot;
import io.rialto.protocol.v1.CancelAll;
import io.rialto.protocol.v1.CancelOrder;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.ListMarkets;
import io.rialto.protocol.v1.OrderState;
import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.Ping;
import io.rialto.protocol.v1.PlaceOrder;
import io.rialto.protocol.v1.PreviewOrder;
import io.rialto.protocol.v1.ReplaceOrder;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.Side;
import io.rialto.protocol.v1.SubscribeAccount;
import io.rialto.protocol.v1.SubscribeBook;
import io.rialto.protocol.v1.SubscribeTrades;
import io.rialto.protocol.v1.Trade;
import io.rialto.protocol.v1.TradesDelta;
import io.rialto.protocol.v1.Unsubscribe;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;

class StreamTest {
    private static final long DOLLAR = 1_000_000_000L;
    private static final long COIN = 100_000_000L;
    private static VenueFixture venue;

    @BeforeAll
    static void open() {
        venue = VenueFixture.open();
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @Test
    void shouldTakeEveryOrderCommand() {
        long market = newMarket("ROUND-USD");
        try (StreamClient seller = StreamClient.open(venue.user("0", "10"));
                StreamClient buyer = StreamClient.open(venue.user("1000", "0"))) {
            ServerMessage rested = seller.place(market, Side.SIDE_SELL, 10 * DOLLAR, 2 * COIN);
            ServerMessage preview = buyer.ask(ClientMessage.newBuilder()
                    .setPreviewOrder(PreviewOrder.newBuilder()
                            .setOrder(terms(market, Side.SIDE_BUY, 10 * DOLLAR, COIN))));
            ServerMessage filled = buyer.place(market, Side.SIDE_BUY, 10 * DOLLAR, COIN);
            long order = rested.getOutcome().getOrderId();
            ServerMessage amended = seller.ask(ClientMessage.newBuilder()
                    .setAmendOrder(AmendOrder.newBuilder()
                            .setMarket(market)
                            .setOrderId(order)
                            .setPrice(11 * DOLLAR)));
            ServerMessage replaced = seller.ask(ClientMessage.newBuilder()
                    .setReplaceOrder(ReplaceOrder.newBuilder()
                            .setCancelOrderId(order)
                            .setOrder(terms(market, Side.SIDE_SELL, 12 * DOLLAR, COIN))));
            ServerMessage cancelled = seller.ask(ClientMessage.newBuilder()
                    .setCancelOrder(CancelOrder.newBuilder()
                            .setMarket(market)
                            .setOrderId(replaced.getOutcome().getOrderId())));
            ServerMessage all = seller.ask(ClientMessage.newBuilder()
                    .setCancelAll(CancelAll.newBuilder().setMarket(market)));

            assertThat(rested.getOutcome().getState()).isEqualTo(OrderState.ORDER_STATE_OPEN);
            assertThat(preview.getPreview().getFillQuantitiesList()).containsExactly(COIN);
            assertThat(filled.getOutcome().getState()).isEqualTo(OrderState.ORDER_STATE_FILLED);
            assertThat(filled.getOutcome().getFilledNotional()).isEqualTo(100_000);
            assertThat(amended.getOutcome().getState())
                    .isEqualTo(OrderState.ORDER_STATE_PARTIALLY_FILLED);
            assertThat(replaced.getOutcome().getCancelledOrderId()).isEqualTo(order);
            assertThat(cancelled.getOutcome().getState())
                    .isEqualTo(OrderState.ORDER_STATE_CANCELLED);
            assertThat(all.getOutcome().getCount()).isZero();
        }
    }

    @Test
    void shouldTellDenialWithNumbers() {
        long market = newMarket("DENY-USD");
        try (StreamClient poor = StreamClient.open(venue.user("5", "0"))) {
            ServerMessage answer = poor.place(market, Side.SIDE_BUY, 10 * DOLLAR, COIN);

            assertThat(answer.getFailure().getCode()).isEqualTo("insufficient-funds");
            assertThat(answer.getFailure().getAvailable()).isEqualTo("5.0000");
            assertThat(answer.getFailure().getUnit()).isEqualTo("USD");
        }
    }

    @Test
    void shouldRepeatOutcomeForSameKeyOnly() {
        long market = newMarket("AGAIN-USD");
        try (StreamClient user = StreamClient.open(venue.user("1000", "0"))) {
            ClientMessage.Builder order =
                    StreamClient.order(market, Side.SIDE_BUY, DOLLAR, COIN).setIdempotencyKey("k");

            ServerMessage first = user.ask(order);
            ServerMessage second = user.ask(order);
            ServerMessage other =
                    user.ask(StreamClient.order(market, Side.SIDE_BUY, DOLLAR, 2 * COIN)
                            .setIdempotencyKey("k"));

            assertThat(first.getOutcome().getReplayed()).isFalse();
            assertThat(second.getOutcome().getReplayed()).isTrue();
            assertThat(second.getOutcome().getOrderId())
                    .isEqualTo(first.getOutcome().getOrderId());
            assertThat(other.getFailure().getCode()).isEqualTo("idempotency-conflict");
        }
    }

    @Test
    void shouldAnswerBeforeEventsOfTheSameSequence() {
        long market = newMarket("FIRST-USD");
        Api user = venue.user("100000", "0", bench());
        try (StreamClient client = StreamClient.open(user)) {
            client.ask(subscribeBook(market, Pace.PACE_RAW));
            client.ask(ClientMessage.newBuilder().setSubscribeAccount(account(0)));
            long answered = 0;
            for (int round = 0; round < 20; round++) {
                long last = 0;
                for (int i = 0; i < 50; i++) {
                    last = client.send(StreamClient.order(
                            market, Side.SIDE_BUY, DOLLAR + i * DOLLAR / 100, COIN / 100));
                }
                answered = readUntilAnswered(client, last, answered);
                ServerMessage cancelled = client.ask(ClientMessage.newBuilder()
                        .setCancelAll(CancelAll.newBuilder().setMarket(market)));
                answered = cancelled.getOutcome().getSequence();
            }
        }
    }

    /** Reads to an answer. All events are this socket's own doing: none may be ahead of answers. */
    private static long readUntilAnswered(StreamClient client, long correlation, long answeredTo) {
        long answered = answeredTo;
        while (true) {
            ServerMessage message = client.next();
            assertThat(message.hasFailure()).as("%s", message).isFalse();
            if (message.hasOutcome()) {
                answered = message.getOutcome().getSequence();
                if (message.getCorrelationId() == correlation) {
                    return answered;
                }
            } else if (message.hasBookDelta()) {
                assertThat(message.getBookDelta().getSequence()).isLessThanOrEqualTo(answered);
            } else if (message.hasAccountUpdate()) {
                assertThat(message.getAccountUpdate().getSequence()).isLessThanOrEqualTo(answered);
            }
        }
    }

    @Test
    void shouldRebuildBookFromSnapshotAndDeltas() {
        long market = newMarket("DEPTH-USD");
        Api seller = venue.user("0", "100000", bench());
        Api buyer = venue.user("10000000", "0", bench());
        try (StreamClient watcher = StreamClient.open(venue.user("0", "0"));
                StreamClient calm = StreamClient.open(venue.user("0", "0"));
                StreamClient sell = StreamClient.open(seller);
                StreamClient buy = StreamClient.open(buyer)) {
            Random random = new Random(7);
            trade(sell, buy, market, random, 50);
            Book raw = new Book(watcher, subscribeBook(market, Pace.PACE_RAW));
            Book conflated = new Book(calm, subscribeBook(market, Pace.PACE_20_HZ));
            long last = trade(sell, buy, market, random, 300);

            JsonObject truth = seller.awaiting(last)
                    .get("/api/v1/markets/" + market + "/book?levels=1000")
                    .expect(200)
                    .json();
            long update = Long.parseLong(truth.getString("update"));
            raw.readTo(update);
            conflated.readTo(update);

            assertThat(raw.levels()).isEqualTo(levels(truth));
            assertThat(conflated.levels()).isEqualTo(levels(truth));
            assertThat(conflated.deltas).isLessThan(raw.deltas);
        }
    }

    private static long trade(
            StreamClient sell, StreamClient buy, long market, Random random, int steps) {
        long sequence = 0;
        for (int i = 0; i < steps; i++) {
            boolean sells = random.nextBoolean();
            long price = 100 * DOLLAR + (random.nextInt(20) - 10) * DOLLAR / 100;
            long quantity = (1 + random.nextInt(5)) * COIN / 100;
            ServerMessage answer = sells
                    ? sell.place(market, Side.SIDE_SELL, price, quantity)
                    : buy.place(market, Side.SIDE_BUY, price, quantity);
            sequence = answer.getOutcome().getSequence();
        }
        return sequence;
    }

    /** A book as a client keeps it. */
    private static final class Book {
        private final StreamClient client;
        private final Map<Long, Long> bids = new TreeMap<>();
        private final Map<Long, Long> asks = new TreeMap<>();
        private long update;
        private int deltas;

        Book(StreamClient client, ClientMessage.Builder subscribe) {
            this.client = client;
            client.ask(subscribe);
            BookSnapshot snapshot = client.next().getBookSnapshot();
            apply(bids, snapshot.getBidPricesList(), snapshot.getBidQuantitiesList());
            apply(asks, snapshot.getAskPricesList(), snapshot.getAskQuantitiesList());
            update = snapshot.getUpdate();
        }

        void readTo(long wanted) {
            while (update < wanted) {
                BookDelta delta = client.next().getBookDelta();
                assertThat(delta.getPreviousUpdate()).isLessThanOrEqualTo(update);
                apply(bids, delta.getBidPricesList(), delta.getBidQuantitiesList());
                apply(asks, delta.getAskPricesList(), delta.getAskQuantitiesList());
                update = delta.getUpdate();
                deltas++;
            }
        }

        String levels() {
            return bids + " " + asks;
        }

        private static void apply(Map<Long, Long> side, List<Long> prices, List<Long> quantities) {
            for (int i = 0; i < prices.size(); i++) {
                if (quantities.get(i) == 0) {
                    side.remove(prices.get(i));
                } else {
                    side.put(prices.get(i), quantities.get(i));
                }
            }
        }
    }

    private static String levels(JsonObject book) {
        Map<Long, Long> bids = new TreeMap<>();
        Map<Long, Long> asks = new TreeMap<>();
        for (Object level : book.getJsonArray("bids")) {
            put(bids, (JsonObject) level);
        }
        for (Object level : book.getJsonArray("asks")) {
            put(asks, (JsonObject) level);
        }
        return bids + " " + asks;
    }

    private static void put(Map<Long, Long> side, JsonObject level) {
        side.put(
                Decimals.parse(level.getString("price"), 9).orElseThrow(),
                Decimals.parse(level.getString("quantity"), 8).orElseThrow());
    }

    /** Until a stream of somebody else would begin with it. */
    private static void awaitShown(ServerMessage answer) {
        venue.admin
                .awaiting(answer.getOutcome().getSequence())
                .get("/api/v1/account")
                .expect(200);
    }

    @Test
    void shouldTellTradesAsTheyHappen() {
        long market = newMarket("TAPE-USD");
        try (StreamClient watcher = StreamClient.open(venue.user("0", "0"));
                StreamClient sell = StreamClient.open(venue.user("0", "10"));
                StreamClient buy = StreamClient.open(venue.user("1000", "0"))) {
            sell.place(market, Side.SIDE_SELL, 10 * DOLLAR, COIN);
            awaitShown(buy.place(market, Side.SIDE_BUY, 10 * DOLLAR, COIN / 2));
            watcher.ask(ClientMessage.newBuilder()
                    .setSubscribeTrades(SubscribeTrades.newBuilder().setMarket(market)));
            ServerMessage snapshot = watcher.next();
            buy.place(market, Side.SIDE_BUY, 10 * DOLLAR, COIN / 2);
            ServerMessage trade = watcher.next();

            assertThat(snapshot.getTradesSnapshot().getTradesList()).hasSize(1);
            assertThat(trade.getTrade().getTrade()).isEqualTo(2);
            assertThat(trade.getTrade().getTakerSide()).isEqualTo(Side.SIDE_BUY);
        }
    }

    @ParameterizedTest
    @CsvSource({"PACE_20_HZ, 20", "PACE_4_HZ, 100"})
    void shouldTellTheLatestTradesAtOnceAndHowManyWereLeftOut(Pace pace, int latest) {
        long market = newMarket("RUSH" + latest + "-USD");
        int before = 2;
        int sent = latest + 30;
        try (StreamClient watcher = StreamClient.open(venue.user("0", "0"));
                StreamClient sell = StreamClient.open(venue.user("0", "1000"));
                StreamClient buy = StreamClient.open(venue.user("100000", "0"))) {
            for (int i = 0; i < before + sent; i++) {
                sell.place(market, Side.SIDE_SELL, 10 * DOLLAR, COIN);
                if (i < before) {
                    awaitShown(buy.place(market, Side.SIDE_BUY, 10 * DOLLAR, COIN));
                }
            }
            watcher.ask(ClientMessage.newBuilder()
                    .setSubscribeTrades(
                            SubscribeTrades.newBuilder().setMarket(market).setPace(pace)));
            assertThat(watcher.next().getTradesSnapshot().getTradesList()).hasSize(before);
            // One command that trades with all.
            buy.place(market, Side.SIDE_BUY, 10 * DOLLAR, sent * COIN);
            TradesDelta delta = watcher.next().getTradesDelta();

            assertThat(delta.getMarket()).isEqualTo(market);
            assertThat(delta.getLeftOut()).isEqualTo(30);
            assertThat(delta.getTradesList())
                    .extracting(Trade::getTrade)
                    .containsExactlyElementsOf(LongStream.rangeClosed(before + 31, before + sent)
                            .boxed()
                            .toList());

            sell.place(market, Side.SIDE_SELL, 10 * DOLLAR, COIN);
            buy.place(market, Side.SIDE_BUY, 10 * DOLLAR, COIN);
            TradesDelta next = watcher.next().getTradesDelta();
            assertThat(next.getTradesList()).hasSize(1);
            assertThat(next.getLeftOut()).isZero();
        }
    }

    @Test
    void shouldTellOwnOrdersFillsAndBalances() {
        long market = newMarket("OWN-USD");
        Api buyer = venue.user("1000", "0");
        try (StreamClient own = StreamClient.open(buyer);
                StreamClient sell = StreamClient.open(venue.user("0", "10"))) {
            own.ask(ClientMessage.newBuilder().setSubscribeAccount(account(0)));
            ServerMessage snapshot = own.next();
            buyer.post("/api/v1/orders", Api.limit("buy", "10", "1").put("market", "OWN-USD"))
                    .expect(201);
            AccountUpdate placed = own.next().getAccountUpdate();
            sell.place(market, Side.SIDE_SELL, 10 * DOLLAR, COIN);
            AccountUpdate filled = own.next().getAccountUpdate();

            assertThat(snapshot.getAccountSnapshot().getBalances(0).getCash())
                    .isEqualTo(10_000_000);
            assertThat(placed.getOrders(0).getState()).isEqualTo(OrderState.ORDER_STATE_OPEN);
            assertThat(placed.getBalances(0).getHeld()).isPositive();
            assertThat(filled.getOrders(0).getState()).isEqualTo(OrderState.ORDER_STATE_FILLED);
            assertThat(filled.getFills(0).getMaker()).isTrue();
            assertThat(filled.getFills(0).getSide()).isEqualTo(Side.SIDE_BUY);
            assertThat(filled.getPreviousSequence()).isEqualTo(placed.getSequence());
            assertThat(filled.getBalancesList()).hasSize(2);
        }
    }

    @Test
    void shouldResumeOwnStreamWithoutSnapshot() {
        newMarket("BACK-USD");
        Api user = venue.user("1000", "0");
        JsonObject order = Api.limit("buy", "1", "1").put("market", "BACK-USD");
        long reached;
        try (StreamClient first = StreamClient.open(user)) {
            first.ask(ClientMessage.newBuilder().setSubscribeAccount(account(0)));
            first.await(ServerMessage::hasAccountSnapshot);
            user.post("/api/v1/orders", order).expect(201);
            reached = first.next().getAccountUpdate().getSequence();
        }
        long missed = user.post("/api/v1/orders", order).expect(201).sequence();
        try (StreamClient again = StreamClient.open(user)) {
            ServerMessage subscribed =
                    again.ask(ClientMessage.newBuilder().setSubscribeAccount(account(reached)));
            AccountUpdate update = again.next().getAccountUpdate();

            assertThat(subscribed.getSubscribed().getResumed()).isTrue();
            assertThat(update.getSequence()).isEqualTo(missed);
            assertThat(update.getPreviousSequence()).isEqualTo(reached);
        }
    }

    @Test
    void shouldSaySoAndSendSnapshotWhenItCannotResume() {
        try (StreamClient client = StreamClient.open(venue.user("1000", "0"))) {
            ServerMessage subscribed =
                    client.ask(ClientMessage.newBuilder().setSubscribeAccount(account(1)));
            ServerMessage snapshot = client.next();

            assertThat(subscribed.getSubscribed().getResumed()).isFalse();
            assertThat(snapshot.getAccountSnapshot().getResumeRefused()).isTrue();
        }
    }

    @Test
    void shouldSendNothingMoreAfterUnsubscribed() {
        long market = newMarket("QUIET-USD");
        try (StreamClient watcher = StreamClient.open(venue.user("0", "0"));
                StreamClient buy = StreamClient.open(venue.user("1000", "0"))) {
            watcher.ask(subscribeBook(market, Pace.PACE_RAW));
            watcher.next();
            watcher.ask(ClientMessage.newBuilder()
                    .setUnsubscribe(Unsubscribe.newBuilder().setBook(market)));
            buy.place(market, Side.SIDE_BUY, DOLLAR, COIN);
            ServerMessage pong = watcher.ask(
                    ClientMessage.newBuilder().setPing(Ping.newBuilder().setNonce(9)));
            ServerMessage again = watcher.ask(ClientMessage.newBuilder()
                    .setUnsubscribe(Unsubscribe.newBuilder().setBook(market)));

            assertThat(pong.getPong().getNonce()).isEqualTo(9);
            assertThat(pong.getPong().getTime()).isPositive();
            assertThat(again.getFailure().getCode()).isEqualTo("subscription-unknown");
        }
    }

    @Test
    void shouldPongBehindEverythingPublished() {
        long market = newMarket("PONG-USD");
        try (StreamClient client = StreamClient.open(venue.user("1000", "0"))) {
            client.ask(subscribeBook(market, Pace.PACE_RAW));
            client.next();
            for (int i = 0; i < 50; i++) {
                long sent =
                        client.send(StreamClient.order(market, Side.SIDE_BUY, DOLLAR, COIN / 100));
                long ping = client.send(ClientMessage.newBuilder().setPing(Ping.newBuilder()));
                long outcome = 0;
                long delta = 0;
                ServerMessage message = client.next();
                while (!message.hasPong()) {
                    if (message.getCorrelationId() == sent) {
                        outcome = message.getOutcome().getSequence();
                    } else {
                        delta = message.getBookDelta().getSequence();
                    }
                    message = client.next();
                }
                assertThat(message.getCorrelationId()).isEqualTo(ping);
                if (outcome == 0) {
                    outcome =
                            client.await(ServerMessage::hasOutcome).getOutcome().getSequence();
                }
                if (message.getPong().getSequence() >= outcome) {
                    assertThat(delta).isGreaterThanOrEqualTo(outcome);
                } else {
                    client.await(ServerMessage::hasBookDelta);
                }
            }
        }
    }

    @Test
    void shouldSignInByFirstMessage() {
        Api user = venue.user("1000", "0");
        try (StreamClient client = StreamClient.open(user.url, "", true)) {
            ServerMessage refused =
                    client.ask(ClientMessage.newBuilder().setListMarkets(ListMarkets.newBuilder()));
            ServerMessage welcome = client.ask(ClientMessage.newBuilder()
                    .setAuthenticate(Authenticate.newBuilder().setToken(user.token)));
            ServerMessage markets =
                    client.ask(ClientMessage.newBuilder().setListMarkets(ListMarkets.newBuilder()));

            assertThat(refused.getFailure().getCode()).isEqualTo("unauthenticated");
            assertThat(welcome.getAuthenticated().getAccount()).isPositive();
            assertThat(markets.getMarkets().getMarketsCount()).isPositive();
        }
    }

    @Test
    void shouldCloseAfterFailedSignIn() {
        try (StreamClient client = StreamClient.open(venue.gateway.url(), "", true)) {
            ServerMessage answer = client.ask(ClientMessage.newBuilder()
                    .setAuthenticate(Authenticate.newBuilder().setToken("guess")));

            assertThat(answer.getFailure().getCode()).isEqualTo("token-invalid");
            assertThat(client.awaitClose()).startsWith("1008");
        }
    }

    @Test
    void shouldActForOthersUnderSudoOnly() {
        long market = newMarket("SUDO-USD");
        Api user = venue.user("1000", "0");
        long account = Long.parseLong(user.get("/api/v1/account").json().getString("id"));
        try (StreamClient plain = StreamClient.open(venue.admin);
                StreamClient sudo = StreamClient.open(venue.gateway.url(), "", true)) {
            ClientMessage.Builder order =
                    StreamClient.order(market, Side.SIDE_BUY, DOLLAR, COIN).setAccount(account);
            ServerMessage refused = plain.ask(order);
            sudo.ask(ClientMessage.newBuilder()
                    .setAuthenticate(Authenticate.newBuilder()
                            .setToken(venue.admin.token)
                            .setSudo(true)));
            ServerMessage done = sudo.ask(order);

            assertThat(refused.getFailure().getCode()).isIn("sudo-required", "account-not-yours");
            assertThat(done.getOutcome().getState()).isEqualTo(OrderState.ORDER_STATE_OPEN);
            assertThat(user.awaiting(done.getOutcome().getSequence())
                            .get("/api/v1/orders?market=SUDO-USD")
                            .json()
                            .getJsonArray("orders"))
                    .hasSize(1);
        }
    }

    @Test
    void shouldCloseOnMalformedMessage() {
        try (StreamClient client = StreamClient.open(venue.user("0", "0"))) {
            client.sendBytes(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF});

            assertThat(client.awaitClose()).isEqualTo("1007 not a rialto.v1.ClientMessage");
        }
    }

    @Test
    void shouldCloseOnTextMessage() {
        try (StreamClient client = StreamClient.open(venue.user("0", "0"))) {
            client.sendText("{}");

            assertThat(client.awaitClose()).startsWith("1003");
        }
    }

    @Test
    void shouldRefuseUnknownFields() {
        UnknownFieldSet strange = UnknownFieldSet.newBuilder()
                .addField(777, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
        try (StreamClient client = StreamClient.open(venue.user("1000", "0"))) {
            ServerMessage outer = client.ask(ClientMessage.newBuilder()
                    .setPing(Ping.newBuilder())
                    .setUnknownFields(strange));
            ServerMessage inner = client.ask(ClientMessage.newBuilder()
                    .setPlaceOrder(PlaceOrder.newBuilder().setUnknownFields(strange)));
            ServerMessage empty = client.ask(ClientMessage.newBuilder());

            assertThat(outer.getFailure().getCode()).isEqualTo("field-unknown");
            assertThat(inner.getFailure().getCode()).isEqualTo("field-unknown");
            assertThat(empty.getFailure().getCode()).isEqualTo("field-missing");
        }
    }

    @Test
    void shouldCloseWhenTokenIsRevoked() {
        Api user = venue.user("0", "0");
        String account = user.get("/api/v1/account").json().getString("id");
        JsonObject token = venue.admin
                .post("/api/v1/admin/accounts/" + account + "/tokens", new JsonObject())
                .expect(201)
                .json();
        try (StreamClient client =
                StreamClient.open(venue.gateway.url(), token.getString("token"), true)) {
            venue.admin.delete("/api/v1/admin/tokens/" + token.getString("id")).expect(200);

            assertThat(client.awaitClose()).startsWith("1008");
        }
    }

    static ClientMessage.Builder subscribeBook(long market, Pace pace) {
        return ClientMessage.newBuilder()
                .setSubscribeBook(SubscribeBook.newBuilder().setMarket(market).setPace(pace));
    }

    static SubscribeAccount.Builder account(long resumeAfter) {
        return SubscribeAccount.newBuilder().setResumeAfter(resumeAfter);
    }

    static JsonObject bench() {
        return new JsonObject().put("profile", "bench");
    }

    private static PlaceOrder.Builder terms(long market, Side side, long price, long quantity) {
        return PlaceOrder.newBuilder()
                .setMarket(market)
                .setSide(side)
                .setPrice(price)
                .setQuantity(quantity);
    }

    private static long newMarket(String symbol) {
        return Long.parseLong(venue.admin
                .post("/api/v1/admin/markets", VenueFixture.market(symbol))
                .expect(201)
                .json()
                .getString("id"));
    }
}
