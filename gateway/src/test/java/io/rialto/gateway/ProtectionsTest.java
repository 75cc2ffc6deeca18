package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.protocol.v1.AuctionIndication;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.CloseReason;
import io.rialto.protocol.v1.ListMarkets;
import io.rialto.protocol.v1.MarketStatus;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.SetCancelOnDisconnect;
import io.rialto.protocol.v1.SetDeadMan;
import io.rialto.protocol.v1.Side;
import io.rialto.protocol.v1.StatusCause;
import io.rialto.protocol.v1.SubscribeAccount;
import io.rialto.protocol.v1.SubscribeTrades;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

/** Auctions, circuit breakers and switches as clients see them. docs/risk.md, docs/auctions.md. */
class ProtectionsTest {
    private static final long DOLLAR = 1_000_000_000L;
    private static final long COIN = 100_000_000L;
    private static VenueFixture venue;

    @BeforeAll
    static void openVenue() {
        venue = VenueFixture.open();
    }

    @AfterAll
    static void closeVenue() {
        venue.close();
    }

    private static long market(String symbol) {
        venue.admin.post("/api/v1/admin/markets", VenueFixture.market(symbol)).expect(201);
        return Long.parseLong(
                venue.admin.get("/api/v1/markets/" + symbol).expect(200).json().getString("id"));
    }

    /** Sets it, and waits until every stream sees it. */
    private static void figure(String symbol, JsonObject figure) {
        long sequence = venue.admin
                .patch("/api/v1/admin/markets/" + symbol + "/figures", figure)
                .expect(200)
                .sequence();
        venue.admin.awaiting(sequence).get("/api/v1/markets").expect(200);
    }

    @Test
    void shouldTellWhatAnAuctionWouldDoAndThatItOpened() {
        long market = market("AUCTION-USD");
        venue.admin
                .patch(
                        "/api/v1/admin/markets/AUCTION-USD",
                        new JsonObject().put("status", "pre-open"))
                .expect(200);
        try (StreamClient client = StreamClient.open(venue.user("1000", "10"))) {
            client.send(ClientMessage.newBuilder()
                    .setSubscribeTrades(SubscribeTrades.newBuilder().setMarket(market)));
            client.place(market, Side.SIDE_BUY, 101 * DOLLAR, 2 * COIN);
            client.place(market, Side.SIDE_SELL, 99 * DOLLAR, COIN);
            AuctionIndication told =
                    client.await(ServerMessage::hasAuctionIndication).getAuctionIndication();
            assertThat(told.getQuantity()).isEqualTo(COIN);
            assertThat(told.getPrice()).isEqualTo(101 * DOLLAR);
            assertThat(told.getImbalance()).isEqualTo(COIN);
            JsonObject now = venue.admin
                    .get("/api/v1/markets/AUCTION-USD/protections")
                    .expect(200)
                    .json();
            figure("AUCTION-USD", new JsonObject().put("auctionAt", "2099-01-01T00:00:00Z"));
            assertThat(auctionAt(client, market)).isEqualTo(4_070_908_800_000_000_000L);
            assertThat(now.getString("indicativePrice")).isEqualTo("101.00");
            assertThat(now.getString("imbalance")).isEqualTo("1.00000000");
            venue.admin
                    .post("/api/v1/admin/markets/AUCTION-USD/uncross", new JsonObject())
                    .expect(200);
            var opened = client.await(ServerMessage::hasMarketStatusChange).getMarketStatusChange();
            assertThat(opened.getStatus()).isEqualTo(MarketStatus.MARKET_STATUS_OPEN);
            assertThat(opened.getCause()).isEqualTo(StatusCause.STATUS_CAUSE_AUCTION);
            assertThat(client.await(ServerMessage::hasTrade).getTrade().getPrice())
                    .isEqualTo(101 * DOLLAR);
            assertThat(auctionAt(client, market)).isZero();
        }
        assertThat(venue.admin
                        .get("/api/v1/markets/AUCTION-USD/protections")
                        .expect(200)
                        .json()
                        .getString("indicativeQuantity"))
                .isEqualTo("0.00000000");
    }

    /** When what a market collects is matched, as the list of markets tells it. */
    private static long auctionAt(StreamClient client, long market) {
        client.send(ClientMessage.newBuilder().setListMarkets(ListMarkets.getDefaultInstance()));
        return client.await(ServerMessage::hasMarkets).getMarkets().getMarketsList().stream()
                .filter(each -> each.getId() == market)
                .findAny()
                .orElseThrow()
                .getAuctionAt();
    }

    @Test
    void shouldTellThatAMarketHaltedAndOpenItAgainByItself() {
        long market = market("BREAKER-USD");
        try (StreamClient client = StreamClient.open(venue.user("1000", "0"));
                StreamClient seller = StreamClient.open(venue.user("0", "10"))) {
            seller.place(market, Side.SIDE_SELL, 100 * DOLLAR, COIN);
            client.place(market, Side.SIDE_BUY, 100 * DOLLAR, COIN);
            figure("BREAKER-USD", new JsonObject().put("haltMillis", 1));
            figure("BREAKER-USD", new JsonObject().put("breakerPpm", 50_000));
            client.send(ClientMessage.newBuilder()
                    .setSubscribeTrades(SubscribeTrades.newBuilder().setMarket(market)));
            client.await(ServerMessage::hasTradesSnapshot);
            seller.place(market, Side.SIDE_SELL, 110 * DOLLAR, COIN);
            client.place(market, Side.SIDE_BUY, 120 * DOLLAR, COIN);
            var halted = client.await(ServerMessage::hasMarketStatusChange).getMarketStatusChange();
            assertThat(halted.getStatus()).isEqualTo(MarketStatus.MARKET_STATUS_HALTED);
            assertThat(halted.getCause()).isEqualTo(StatusCause.STATUS_CAUSE_CIRCUIT_BREAKER);
            var opened = client.await(ServerMessage::hasMarketStatusChange).getMarketStatusChange();
            assertThat(opened.getCause()).isEqualTo(StatusCause.STATUS_CAUSE_AUCTION);
            // Nearest to the last trade of all prices at which both would trade.
            assertThat(client.await(ServerMessage::hasTrade).getTrade().getPrice())
                    .isEqualTo(110 * DOLLAR);
        }
    }

    /** The commands of docs/orders.md, "Orders that the venue manages". */
    @Test
    void shouldShowOfAnIcebergNothingButItsPart() {
        market("ICE-USD");
        Api seller = venue.user("0", "10");
        JsonObject iceberg = order("ICE-USD", "sell", "100", "5").put("displayQuantity", "1");
        JsonObject preview = seller.post("/api/v1/orders/managed/preview", iceberg)
                .expect(200)
                .json();
        assertThat(preview.getString("resting")).isEqualTo("5.00000000");
        Api.Answer placed = seller.post("/api/v1/orders/managed", iceberg).expect(201);
        String id = placed.json().getString("orderId");
        assertThat(venue.admin
                        .awaiting(placed.sequence())
                        .get("/api/v1/markets/ICE-USD/book")
                        .expect(200)
                        .json()
                        .encode())
                .contains("1.00000000")
                .doesNotContain("5.00000000");
        Api buyer = venue.user("10000", "0");
        long traded = buyer.post("/api/v1/orders", order("ICE-USD", "buy", "100", "2.5"))
                .expect(201)
                .sequence();
        assertThat(venue.admin
                        .awaiting(traded)
                        .get("/api/v1/markets/ICE-USD/book")
                        .expect(200)
                        .json()
                        .encode())
                .contains("0.50000000")
                .doesNotContain("2.50000000");
        JsonObject own = seller.awaiting(traded)
                .get("/api/v1/orders/ICE-USD/" + id)
                .expect(200)
                .json();
        assertThat(own.getString("remaining")).isEqualTo("2.50000000");
        assertThat(own.getString("displayQuantity")).isEqualTo("1.00000000");
        assertThat(seller.post("/api/v1/orders/managed", iceberg.put("displayQuantity", "0.01"))
                        .expect(422)
                        .json()
                        .getString("code"))
                .isEqualTo("display-invalid");
    }

    /** The example of docs/orders.md, "Brackets". */
    @Test
    void shouldSellWhatABracketBoughtAtItsTakeProfitWithOneHold() {
        market("EXIT-USD");
        Api ann = venue.user("2000", "0");
        Api bob = venue.user("1000", "20");
        JsonObject bracket = order("EXIT-USD", "buy", "100", "10")
                .put("takeProfitPrice", "110")
                .put("takeProfitLimit", "110")
                .put("stopPrice", "90");
        JsonObject preview =
                ann.post("/api/v1/orders/bracket/preview", bracket).expect(200).json();
        JsonObject placed =
                ann.post("/api/v1/orders/bracket", bracket).expect(201).json();
        assertThat(balance(ann, "USD").getString("held")).isEqualTo(preview.getString("held"));
        JsonObject entry = ann.get("/api/v1/orders/EXIT-USD/" + placed.getString("orderId"))
                .expect(200)
                .json();
        assertThat(entry.getString("stopPrice")).isEqualTo("90.00");
        bob.post("/api/v1/orders", order("EXIT-USD", "sell", "100", "4")).expect(201);
        awaitExits(ann, "4.00000000", "4.00000000");
        bob.post("/api/v1/orders", order("EXIT-USD", "sell", "100", "6")).expect(201);
        awaitExits(ann, "10.00000000", "10.00000000");
        assertThat(balance(ann, "BTC").getString("held")).isEqualTo("10.00000000");
        JsonObject profit = exit(ann, "take-profit");
        JsonObject stop = exit(ann, "stop");
        assertThat(profit.getString("linkedOrderId")).isEqualTo(stop.getString("orderId"));
        assertThat(stop.getString("linkedOrderId")).isEqualTo(profit.getString("orderId"));
        bob.post("/api/v1/orders", order("EXIT-USD", "buy", "110", "5")).expect(201);
        Api cat = venue.user("0", "1");
        cat.post("/api/v1/orders", order("EXIT-USD", "sell", "110", "1")).expect(201);
        // What is left of Bob's order takes what it can of the ten.
        awaitExits(ann, "6.00000000");
        assertThat(balance(ann, "BTC").getString("held")).isEqualTo("6.00000000");
        // The stop has ended with it, and is kept as that.
        assertThat(ann.get("/api/v1/orders/EXIT-USD/" + stop.getString("orderId"))
                        .expect(200)
                        .json()
                        .getString("closeReason"))
                .isEqualTo("linked");
        assertThat(ann.post("/api/v1/orders/bracket", bracket.put("stopPrice", "100"))
                        .expect(422)
                        .json()
                        .getString("code"))
                .isEqualTo("bracket-invalid");
    }

    private static void awaitExits(Api account, String... remaining) {
        await().atMost(VenueFixture.PATIENCE)
                .untilAsserted(() -> assertThat(exits(account)).containsExactly(remaining));
    }

    private static List<String> exits(Api account) {
        return orders(account)
                .filter(order -> order.getString("side").equals("sell"))
                .map(order -> order.getString("remaining"))
                .toList();
    }

    private static JsonObject exit(Api account, String condition) {
        return orders(account)
                .filter(order -> condition.equals(order.getString("condition")))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonObject> orders(Api account) {
        return account
                .get("/api/v1/orders?market=EXIT-USD")
                .expect(200)
                .json()
                .getJsonArray("orders")
                .stream()
                .map(JsonObject.class::cast);
    }

    private static JsonObject balance(Api account, String asset) {
        return account.get("/api/v1/balances").expect(200).json().getJsonArray("balances").stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getString("asset").equals(asset))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldTellAnAccountItsTierAndTheVolumeOfThirtyDays() {
        market("TIER-USD");
        venue.admin
                .patch(
                        "/api/v1/admin/markets/TIER-USD/fee-tiers",
                        new JsonObject().put("volume", "100").put("takerFeePpm", 7))
                .expect(200);
        Api buyer = venue.user("1000", "0");
        venue.user("0", "2").post("/api/v1/orders", order("TIER-USD", "sell", "100", "1"));
        JsonObject before =
                buyer.get("/api/v1/markets/TIER-USD/fees").expect(200).json();
        assertThat(before.getJsonObject("tier").getString("volume")).isEqualTo("0.0000");
        buyer.post("/api/v1/orders", order("TIER-USD", "buy", "100", "1")).expect(201);
        JsonObject after =
                buyer.get("/api/v1/markets/TIER-USD/fees").expect(200).json();
        assertThat(after.getString("volume")).isEqualTo("100.0000");
        assertThat(after.getJsonObject("tier").getInteger("takerFeePpm")).isEqualTo(7);
        assertThat(after.getJsonArray("tiers")).hasSize(1);
    }

    @Test
    void shouldTellWhatAnOrderFollowsAndWhereItWent() {
        market("PEG-USD");
        Api maker = venue.user("10000", "10");
        maker.post("/api/v1/orders", order("PEG-USD", "buy", "90", "1")).expect(201);
        maker.post("/api/v1/orders", order("PEG-USD", "sell", "110", "1")).expect(201);
        Api user = venue.user("10000", "10");
        JsonObject peg =
                order("PEG-USD", "buy", "100", "1").put("peg", "bid").put("pegOffset", "1");
        String id =
                user.post("/api/v1/orders/managed", peg).expect(201).json().getString("orderId");
        maker.post("/api/v1/orders", order("PEG-USD", "buy", "95", "1")).expect(201);
        // Any later command finds it where it belongs.
        user.post("/api/v1/orders", order("PEG-USD", "buy", "50", "1")).expect(201);
        JsonObject own = user.get("/api/v1/orders/PEG-USD/" + id).expect(200).json();
        assertThat(own.getString("price")).isEqualTo("96.00");
        assertThat(own.getString("peg")).isEqualTo("bid");
        assertThat(own.getString("pegLimit")).isEqualTo("100.00");
    }

    private static JsonObject order(String market, String side, String price, String quantity) {
        return Api.limit(side, price, quantity).put("market", market);
    }

    @Test
    void shouldCancelOrdersWhenAConnectionThatAskedForItEnds() {
        long market = market("LEAVE-USD");
        Api user = venue.user("1000", "10");
        try (StreamClient watcher = StreamClient.open(user)) {
            StreamClient trader = StreamClient.open(user);
            trader.place(market, Side.SIDE_BUY, 10 * DOLLAR, COIN);
            assertThat(trader.ask(ClientMessage.newBuilder()
                                    .setSetCancelOnDisconnect(
                                            SetCancelOnDisconnect.newBuilder().setCancel(true)))
                            .getCancelOnDisconnectSet()
                            .getCancel())
                    .isTrue();
            assertThat(closedWhileListening(watcher, trader::close))
                    .isEqualTo(CloseReason.CLOSE_REASON_MASS_CANCELLED);
        }
    }

    @Test
    void shouldCancelOrdersWhenADeadMansSwitchIsNotRenewed() {
        long market = market("DEAD-USD");
        Api user = venue.user("1000", "10");
        try (StreamClient trader = StreamClient.open(user)) {
            trader.place(market, Side.SIDE_BUY, 10 * DOLLAR, COIN);
            assertThat(closedWhileListening(
                            trader,
                            () -> trader.send(ClientMessage.newBuilder()
                                    .setSetDeadMan(SetDeadMan.newBuilder().setSeconds(1)))))
                    .isEqualTo(CloseReason.CLOSE_REASON_DEAD_MAN);
        }
    }

    /** Why the account's order ended when that was done. */
    private static CloseReason closedWhileListening(StreamClient client, Runnable action) {
        client.send(ClientMessage.newBuilder()
                .setSubscribeAccount(SubscribeAccount.getDefaultInstance()));
        client.await(ServerMessage::hasAccountSnapshot);
        action.run();
        return client.await(m -> m.hasAccountUpdate()
                        && m.getAccountUpdate().getOrdersList().stream()
                                .anyMatch(order -> order.getCloseReason()
                                        != CloseReason.CLOSE_REASON_UNSPECIFIED))
                .getAccountUpdate()
                .getOrders(0)
                .getCloseReason();
    }

    @Test
    void shouldStopAnAccountUntilItsSwitchIsReleased() {
        market("KILL-USD");
        Api user = venue.user("1000", "10");
        String path = "/api/v1/accounts/"
                + user.get("/api/v1/account").json().getString("id")
                + "/kill-switch";
        JsonObject order = Api.limit("buy", "10", "1").put("market", "KILL-USD");
        user.post("/api/v1/orders", order).expect(201);
        Api.Answer pulled = user.patch(path, new JsonObject().put("pull", true)).expect(200);
        assertThat(user.get("/api/v1/orders").json().getJsonArray("orders")).isEmpty();
        user.post("/api/v1/orders", order).problem(409, "account-killed");
        venue.admin.get("/api/v1/admin/events").problem(403, "sudo-required");
        JsonObject told = venue.admin
                .with("X-Sudo", "true")
                .get("/api/v1/admin/events?limit=1")
                .expect(200)
                .json();
        assertThat(told.getJsonArray("events").getJsonObject(0).getString("fields"))
                .contains("account=");
        assertThat(killedAccounts(pulled)).hasSize(1).first().asString().contains("\"pulled\"");
        Api.Answer released =
                user.patch(path, new JsonObject().put("pull", false)).expect(200);
        user.post("/api/v1/orders", order).expect(201);
        assertThat(killedAccounts(released)).isEmpty();
    }

    private static JsonArray killedAccounts(Api.Answer after) {
        return venue.admin
                .after(after)
                .get("/api/v1/admin/kill-switches")
                .expect(200)
                .json()
                .getJsonArray("accounts");
    }
}
