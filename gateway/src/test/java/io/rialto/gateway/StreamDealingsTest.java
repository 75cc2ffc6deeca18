package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.client.Whole;
import io.rialto.gateway.GatewayConfig.HttpLimits;
import io.rialto.gateway.GatewayConfig.StreamLimits;
import io.rialto.protocol.v1.AccountUpdate;
import io.rialto.protocol.v1.Authenticate;
import io.rialto.protocol.v1.BuyItem;
import io.rialto.protocol.v1.Call;
import io.rialto.protocol.v1.ClaimCode;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.CreateAlt;
import io.rialto.protocol.v1.DeleteItem;
import io.rialto.protocol.v1.EditItem;
import io.rialto.protocol.v1.ExerciseOption;
import io.rialto.protocol.v1.Exits;
import io.rialto.protocol.v1.Instruction;
import io.rialto.protocol.v1.ItemTerms;
import io.rialto.protocol.v1.LinkOrders;
import io.rialto.protocol.v1.ListItem;
import io.rialto.protocol.v1.Outcome;
import io.rialto.protocol.v1.OwnerChange;
import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.Peg;
import io.rialto.protocol.v1.Ping;
import io.rialto.protocol.v1.Position;
import io.rialto.protocol.v1.PreviewOrder;
import io.rialto.protocol.v1.RedeemFund;
import io.rialto.protocol.v1.ReplaceOrder;
import io.rialto.protocol.v1.SelfTradePrevention;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.SettleMarket;
import io.rialto.protocol.v1.ShareAccount;
import io.rialto.protocol.v1.Side;
import io.rialto.protocol.v1.SubscribeAccount;
import io.rialto.protocol.v1.SubscribeBook;
import io.rialto.protocol.v1.SubscribeOrders;
import io.rialto.protocol.v1.SubscribeTrades;
import io.rialto.protocol.v1.Transfer;
import io.rialto.protocol.v1.Unsubscribe;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What accounts do besides orders, and whatever else REST does, on the stream. */
class StreamDealingsTest {
    private static final long DOLLAR = 1_000_000_000L;
    private static final long COIN = 100_000_000L;
    private static final long USD = 10_000L;
    private static final long WHOLE = 100L;
    private static final int ORDERS = 20;
    private static final int LATE_SNAPSHOTS = 120;

    private static VenueFixture venue;
    private static int usd;

    @BeforeAll
    static void openVenue() {
        venue = VenueFixture.open();
        usd = venue.admin.get("/api/v1/assets").expect(200).json().getJsonArray("assets").stream()
                .map(JsonObject.class::cast)
                .filter(asset -> asset.getString("symbol").equals("USD"))
                .mapToInt(asset -> Integer.parseInt(asset.getString("id")))
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    static void closeVenue() {
        venue.close();
    }

    @Test
    void shouldRedeemAFundAndSettleWhatItIsMadeOf() {
        Api ann = venue.user("1000", "0");
        ann.post("/api/v1/outcome-markets", OutcomeMarketsTest.market("DUSK")).expect(201);
        ann.post("/api/v1/funds", FundsTest.fund("DOUBLE", "DUSK")).expect(201);
        try (StreamClient client = StreamClient.open(ann)) {
            assertThat(code(client, redeem("DOUBLE", 0))).isEqualTo("quantity-missing");
            assertThat(code(client, redeem("DOUBLE", 100 * WHOLE))).isEqualTo("insufficient-funds");
            assertThat(done(client, redeem("DOUBLE", 3 * WHOLE)).getFees()).isEqualTo(15_000);
            ClientMessage.Builder settle = ClientMessage.newBuilder()
                    .setSettleMarket(
                            SettleMarket.newBuilder().setMarket(id("DUSK")).setPrice(7 * DOLLAR));
            done(client, settle);
            assertThat(code(client, redeem("DOUBLE", WHOLE))).isEqualTo("redemption-closed");
        }
    }

    private static ClientMessage.Builder redeem(String fund, long quantity) {
        return ClientMessage.newBuilder()
                .setRedeemFund(RedeemFund.newBuilder().setMarket(id(fund)).setQuantity(quantity));
    }

    @Test
    void shouldExerciseWhatOneHolds() {
        Api ann = venue.user("10000", "0");
        Api bob = venue.user("10000", "0");
        ann.post("/api/v1/outcome-markets", OutcomeMarketsTest.market("DAWN")).expect(201);
        ann.post("/api/v1/options", OutcomeMarketsTest.option("DAWN-C", "DAWN")).expect(201);
        try (StreamClient writer = StreamClient.open(ann);
                StreamClient holder = StreamClient.open(bob)) {
            writer.place(id("DAWN-C"), Side.SIDE_SELL, DOLLAR, 2 * WHOLE);
            holder.place(id("DAWN-C"), Side.SIDE_BUY, DOLLAR, 2 * WHOLE);
            ClientMessage.Builder exercise = ClientMessage.newBuilder()
                    .setExerciseOption(
                            ExerciseOption.newBuilder().setMarket(id("DAWN-C")).setQuantity(WHOLE));
            Outcome outcome = done(holder, exercise);
            assertThat(outcome.getFilledQuantity()).isEqualTo(WHOLE);
            assertThat(outcome.getCount()).isEqualTo(1);
            assertThat(outcome.getOrderId()).isZero();
        }
    }

    @Test
    void shouldTakeInstructionsAndLinkOrders() {
        Api ann = venue.user("1000", "10");
        long market = id("BTC-USD");
        try (StreamClient client = StreamClient.open(ann)) {
            ClientMessage.Builder slide = StreamClient.order(market, Side.SIDE_SELL, DOLLAR, COIN);
            slide.getPlaceOrderBuilder().setInstruction(Instruction.INSTRUCTION_SLIDE);
            long order = done(client, slide).getOrderId();
            assertThat(order).isPositive();
            ClientMessage.Builder reduce = StreamClient.order(market, Side.SIDE_BUY, DOLLAR, COIN);
            reduce.getPlaceOrderBuilder().setInstruction(Instruction.INSTRUCTION_REDUCE_ONLY);
            assertThat(code(client, reduce)).isNotEmpty().doesNotContain("field");
            ClientMessage.Builder iceberg =
                    StreamClient.order(market, Side.SIDE_SELL, 5 * DOLLAR, COIN);
            iceberg.getPlaceOrderBuilder().setDisplayQuantity(COIN / 10);
            ServerMessage preview = client.ask(ClientMessage.newBuilder()
                    .setPreviewOrder(PreviewOrder.newBuilder().setOrder(iceberg.getPlaceOrder())));
            assertThat(preview.getPreview().getResting()).isEqualTo(COIN);
            assertThat(done(client, iceberg).getRemaining()).isEqualTo(COIN);
            ClientMessage.Builder pegged =
                    StreamClient.order(market, Side.SIDE_SELL, 2 * DOLLAR, COIN);
            pegged.getPlaceOrderBuilder().setPeg(Peg.PEG_ASK);
            assertThat(done(client, pegged).getRemaining()).isEqualTo(COIN);
            ClientMessage.Builder replace = ClientMessage.newBuilder()
                    .setReplaceOrder(ReplaceOrder.newBuilder()
                            .setCancelOrderId(order)
                            .setOrder(iceberg.getPlaceOrder()));
            assertThat(code(client, replace)).isEqualTo("field-invalid");
            ClientMessage.Builder link = ClientMessage.newBuilder()
                    .setLinkOrders(LinkOrders.newBuilder()
                            .setMarket(market)
                            .setOrderId(order)
                            .setOtherOrderId(order + 1_000));
            assertThat(code(client, link)).isEqualTo("order-unknown");
            client.ask(call("cancelAllOrders", Map.of(), ""));
        }
    }

    @Test
    void shouldTakeAnOrderWithExits() {
        Api ann = venue.user("1000", "0");
        try (StreamClient client = StreamClient.open(ann)) {
            ClientMessage.Builder bracket =
                    StreamClient.order(id("BTC-USD"), Side.SIDE_BUY, 10 * DOLLAR, COIN);
            bracket.getPlaceOrderBuilder()
                    .setExits(Exits.newBuilder()
                            .setTakeProfitPrice(12 * DOLLAR)
                            .setStopPrice(9 * DOLLAR));
            ServerMessage preview = client.ask(ClientMessage.newBuilder()
                    .setPreviewOrder(PreviewOrder.newBuilder().setOrder(bracket.getPlaceOrder())));
            assertThat(preview.getPreview().getResting()).isEqualTo(COIN);
            assertThat(done(client, bracket).getRemaining()).isEqualTo(COIN);
            bracket.getPlaceOrderBuilder().getExitsBuilder().setStopPrice(10 * DOLLAR);
            assertThat(code(client, bracket)).isEqualTo("bracket-invalid");
            bracket.getPlaceOrderBuilder().setDisplayQuantity(COIN / 10);
            assertThat(code(client, bracket)).isEqualTo("field-invalid");
            client.ask(call("cancelAllOrders", Map.of(), ""));
        }
    }

    @Test
    void shouldMoveMoneyAndShareAccounts() {
        Api ann = venue.user("100", "0");
        Api bob = venue.user("0", "0");
        try (StreamClient client = StreamClient.open(ann)) {
            long alt = done(
                            client,
                            ClientMessage.newBuilder()
                                    .setCreateAlt(CreateAlt.newBuilder().setName("desk")))
                    .getId();
            done(client, transfer(alt, 30 * USD, ""));
            assertThat(code(client, transfer(alt, 30 * USD, "x".repeat(201))))
                    .isEqualTo("field-invalid");
            ServerMessage denied = client.ask(transfer(alt, 100 * USD, ""));
            assertThat(denied.getFailure().getAvailable()).isEqualTo("70.0000");
            ClientMessage.Builder share = ClientMessage.newBuilder()
                    .setAccount(alt)
                    .setShareAccount(ShareAccount.newBuilder().setOwner(account(bob)));
            long shared = done(client, share).getSequence();
            assertThat(bob.awaiting(shared).get("/api/v1/accounts").json().encode())
                    .contains("desk");
        }
    }

    private static ClientMessage.Builder transfer(long recipient, long amount, String note) {
        return ClientMessage.newBuilder()
                .setTransfer(Transfer.newBuilder()
                        .setRecipient(recipient)
                        .setAsset(usd)
                        .setAmount(amount)
                        .setNote(note));
    }

    @Test
    void shouldListEditBuyAndDeleteItems() {
        Api bob = venue.user("100", "0");
        try (StreamClient seller = StreamClient.open(venue.user("0", "0"));
                StreamClient buyer = StreamClient.open(bob)) {
            ItemTerms.Builder terms = ItemTerms.newBuilder()
                    .setName("a clock")
                    .setAsset(usd)
                    .setBuyNowPrice(20 * USD);
            ClientMessage.Builder list =
                    ClientMessage.newBuilder().setListItem(ListItem.newBuilder().setTerms(terms));
            long listing = done(seller, list).getId();
            long other = done(seller, list).getId();
            done(
                    seller,
                    ClientMessage.newBuilder()
                            .setEditItem(EditItem.newBuilder()
                                    .setListing(listing)
                                    .setTerms(terms.setBuyNowPrice(25 * USD))));
            assertThat(code(buyer, buy(listing, 20 * USD))).isNotEmpty();
            done(buyer, buy(listing, 25 * USD));
            done(
                    seller,
                    ClientMessage.newBuilder()
                            .setDeleteItem(DeleteItem.newBuilder().setListing(other)));
            assertThat(code(buyer, buy(other, 25 * USD))).isEqualTo("listing-unknown");
            terms.setName("a\u0000clock");
            assertThat(code(seller, list.setListItem(ListItem.newBuilder().setTerms(terms))))
                    .isEqualTo("field-invalid");
        }
    }

    private static ClientMessage.Builder buy(long listing, long price) {
        return ClientMessage.newBuilder()
                .setBuyItem(BuyItem.newBuilder().setListing(listing).setPrice(price));
    }

    @Test
    void shouldAdministerAndClaimByCalls() {
        Api ann = venue.user("0", "0");
        try (StreamClient admin = StreamClient.open(venue.admin);
                StreamClient client = StreamClient.open(ann)) {
            venue.deposit(Long.toString(account(venue.admin)), "USD", "50");
            ServerMessage issued = admin.ask(call(
                    "issueCode",
                    Map.of(),
                    new JsonObject().put("asset", "USD").put("amount", "5").encode()));
            String code = new JsonObject(issued.getCalled().getBody()).getString("code");
            ClientMessage.Builder claim = ClientMessage.newBuilder()
                    .setClaimCode(ClaimCode.newBuilder().setCode(code));
            assertThat(done(client, claim).getCount()).isEqualTo(1);
            assertThat(client.ask(call("issueCode", Map.of(), "{}"))
                            .getFailure()
                            .getCode())
                    .isEqualTo("administrator-only");
        }
    }

    /** REST, a request of its own and a call are one command: the key tells them as one. */
    @Test
    void shouldKnowAKeyByWhicheverWayItComesBack() {
        Api ann = venue.user("100", "0");
        long recipient = account(venue.user("0", "0"));
        JsonObject body = new JsonObject()
                .put("recipient", Long.toString(recipient))
                .put("asset", "USD")
                .put("amount", "1");
        long sequence =
                ann.keyed("one").post("/api/v1/transfers", body).expect(201).sequence();
        try (StreamClient client = StreamClient.open(ann)) {
            Outcome typed = done(client, transfer(recipient, USD, "").setIdempotencyKey("one"));
            assertThat(typed.getReplayed()).isTrue();
            assertThat(typed.getSequence()).isEqualTo(sequence);
            ServerMessage called =
                    client.ask(call("transfer", Map.of(), body.encode()).setIdempotencyKey("one"));
            assertThat(called.getCalled().getReplayed()).isTrue();
            assertThat(called.getCalled().getSequence()).isEqualTo(sequence);
            body.put("amount", "2");
            assertThat(code(
                            client,
                            call("transfer", Map.of(), body.encode()).setIdempotencyKey("one")))
                    .isEqualTo("idempotency-conflict");
        }
    }

    @Test
    void shouldBuildTheDescriptionOnceAndSendItWholeEachTime() {
        assertThat(SystemApi.description()).isSameAs(SystemApi.description());
        for (int i = 0; i < 2; i++) {
            assertThat(venue.admin.get("/openapi.json").expect(200).json())
                    .isEqualTo(OpenApi.of(Routes.all()));
        }
    }

    @Test
    void shouldAnswerACallAsRestDoes() {
        Api ann = venue.user("100", "0");
        Api alt = venue.user("7", "0");
        try (StreamClient client = StreamClient.open(ann)) {
            ServerMessage called = client.ask(call("listBalances", Map.of(), ""));
            Api.Answer rest = ann.get("/api/v1/balances").expect(200);
            assertThat(new JsonObject(called.getCalled().getBody())).isEqualTo(rest.json());
            assertThat(called.getCalled().getSequence()).isPositive();
            assertThat(client.ask(call("getMarket", Map.of("market", "BTC-USD"), ""))
                            .getCalled()
                            .getBody())
                    .contains("BTC-USD");
            assertThat(code(client, call("nothing", Map.of(), ""))).isEqualTo("not-found");
            assertThat(code(client, call("getMarket", Map.of(), ""))).isEqualTo("field-missing");
            assertThat(code(client, call("listBalances", Map.of("x", "1"), "")))
                    .isEqualTo("parameter-invalid");
            assertThat(code(client, call("listBalances", Map.of(), "{}")))
                    .isEqualTo("field-unknown");
            assertThat(code(client, call("transfer", Map.of(), "{\"a\":1,\"a\":2}")))
                    .isEqualTo("json-invalid");
            assertThat(code(client, call("signIn", Map.of(), "{}")))
                    .isEqualTo("method-not-allowed");
            assertThat(code(client, call("listBalances", Map.of(), "").setAccount(account(alt))))
                    .isEqualTo("account-not-yours");
            String hers = Long.toString(account(ann));
            assertThat(code(
                            client,
                            call("listBalances", Map.of("account", hers), "")
                                    .setAccount(account(alt))))
                    .isEqualTo("parameter-invalid");
            assertThat(client.ask(call("listBalances", Map.of("account", hers), "")
                                    .setAccount(account(ann)))
                            .hasCalled())
                    .isTrue();
            assertThat(code(client, call("listAssets", Map.of(), "").setAccount(account(ann))))
                    .isEqualTo("parameter-invalid");
        }
    }

    @Test
    void shouldTellWhatACallCausedBehindItsAnswer() {
        Api ann = venue.user("1000", "0");
        try (StreamClient client = StreamClient.open(ann)) {
            client.ask(ClientMessage.newBuilder()
                    .setSubscribeAccount(SubscribeAccount.getDefaultInstance()));
            assertThat(client.next().hasAccountSnapshot()).isTrue();
            List<Long> sent = new ArrayList<>();
            for (int i = 0; i < ORDERS; i++) {
                JsonObject order = Api.limit("buy", "1", "0.01");
                sent.add(client.send(call("placeOrder", Map.of(), order.encode())));
            }
            long lastAnswered = 0;
            int updates = 0;
            for (int i = 0; i < 2 * ORDERS; i++) {
                ServerMessage message = client.next();
                if (message.hasCalled()) {
                    assertThat(message.getCorrelationId()).isEqualTo(sent.removeFirst());
                    lastAnswered = message.getCalled().getSequence();
                } else {
                    assertThat(message.getAccountUpdate().getSequence())
                            .as("answered before")
                            .isLessThanOrEqualTo(lastAnswered);
                    updates++;
                }
            }
            assertThat(updates).isEqualTo(ORDERS);
        }
    }

    private static ServerMessage update(StreamClient client, Predicate<AccountUpdate> wanted) {
        return client.await(
                message -> message.hasAccountUpdate() && wanted.test(message.getAccountUpdate()));
    }

    private static ClientMessage.Builder subscribe(long account) {
        return ClientMessage.newBuilder()
                .setAccount(account)
                .setSubscribeAccount(SubscribeAccount.getDefaultInstance());
    }

    @Test
    void shouldTellPositionsAndWhatTheyBack() {
        Api ann = venue.user("1000", "0");
        Api bob = venue.user("1000", "0");
        ann.post("/api/v1/outcome-markets", OutcomeMarketsTest.market("NIGHT")).expect(201);
        long market = id("NIGHT");
        try (StreamClient one = StreamClient.open(ann);
                StreamClient two = StreamClient.open(bob)) {
            one.ask(subscribe(0));
            one.place(market, Side.SIDE_BUY, 10 * DOLLAR, 3 * WHOLE);
            two.place(market, Side.SIDE_SELL, 10 * DOLLAR, 2 * WHOLE);
            AccountUpdate told = update(
                            one, each -> each.getPositions(0).getQuantity() == 2 * WHOLE)
                    .getAccountUpdate();
            Position position = told.getPositions(0);
            assertThat(position.getMarket()).isEqualTo(market);
            assertThat(position.getSpent()).isEqualTo(20 * USD);
            // Two contracts at -20, one more bought at 10.
            assertThat(position.getWorst()).isEqualTo(-70 * USD);
            assertThat(told.getBalances(0).getAvailable()).isEqualTo((1_000 - 20 - 70) * USD);
            ServerMessage snapshot = subscribedAnew(two);
            assertThat(snapshot.getAccountSnapshot().getPositions(0).getQuantity())
                    .isEqualTo(-2 * WHOLE);
        }
    }

    private static ServerMessage subscribedAnew(StreamClient client) {
        client.ask(subscribe(0));
        return client.await(ServerMessage::hasAccountSnapshot);
    }

    /** Of a book of many levels, and of somebody with many orders. */
    @Test
    void shouldSendALongSnapshotInParts() {
        int orders = 2 * Parts.LEVELS_MAX + 1;
        Api ann = venue.user("100000", "0", new JsonObject().put("profile", "bench"));
        long market = newMarket("MANY-USD", orders);
        try (StreamClient client = StreamClient.open(ann)) {
            for (int i = 1; i < orders; i++) {
                client.send(StreamClient.order(market, Side.SIDE_BUY, i * DOLLAR / 100, COIN));
            }
            // Answers come in the order of the work.
            client.ask(StreamClient.order(market, Side.SIDE_BUY, orders * DOLLAR / 100, COIN));

            client.ask(subscribe(0));
            assertThat(together(client, ServerMessage::hasAccountSnapshot, orders)
                            .getAccountSnapshot()
                            .getOpenOrdersList())
                    .extracting(order -> order.getOrderId())
                    .doesNotHaveDuplicates()
                    .hasSize(orders);
            client.ask(StreamTest.subscribeBook(market, Pace.PACE_RAW));
            var book = together(client, ServerMessage::hasBookSnapshot, orders).getBookSnapshot();
            assertThat(book.getBidPricesList())
                    .hasSize(orders)
                    .doesNotHaveDuplicates()
                    .isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(book.getBidQuantitiesList()).hasSize(orders).containsOnly(COIN);
            client.ask(ClientMessage.newBuilder()
                    .setSubscribeOrders(SubscribeOrders.newBuilder().setMarket(market)));
            assertThat(together(client, ServerMessage::hasOrdersSnapshot, orders)
                            .getOrdersSnapshot()
                            .getOrdersList())
                    .extracting(order -> order.getOrder())
                    .doesNotHaveDuplicates()
                    .hasSize(orders);
            readLate(ann, orders);
        }
    }

    /** Several times what may wait for a client, to one that reads when all of it was asked for. */
    private static void readLate(Api user, int orders) {
        Gateway tight = venue.gateway(VenueFixture.config()
                .withLimits(
                        HttpLimits.STANDARD,
                        new StreamLimits(
                                65_536, 2 << 20, 16 << 20, 64, 5_000, 5_000, 120_000, 50, 16)));
        Api there = user.knownAt(tight);
        try (StreamClient late = StreamClient.openDeaf(there)) {
            for (int i = 0; i < LATE_SNAPSHOTS; i++) {
                late.send(subscribe(0));
                late.send(ClientMessage.newBuilder()
                        .setUnsubscribe(Unsubscribe.newBuilder().setAccount(true)));
            }
            // When this is seen, most of those have been made; none of them shows it.
            late.send(ClientMessage.newBuilder()
                    .setCreateAlt(CreateAlt.newBuilder().setName("late")));
            await().atMost(VenueFixture.PATIENCE)
                    .until(() -> there.get("/api/v1/accounts")
                                    .expect(200)
                                    .json()
                                    .getJsonArray("accounts")
                                    .size()
                            == 2);
            late.listen();
            for (int i = 0; i < LATE_SNAPSHOTS; i++) {
                assertThat(together(late, ServerMessage::hasAccountSnapshot, orders)
                                .getAccountSnapshot()
                                .getOpenOrdersList())
                        .hasSize(orders);
            }
        }
    }

    /** What comes in parts, none of which is large, put together as the client's library does. */
    private static ServerMessage together(
            StreamClient client, Predicate<ServerMessage> kind, int entries) {
        Whole whole = new Whole();
        Optional<ServerMessage> all = Optional.empty();
        int parts = 0;
        while (all.isEmpty()) {
            ServerMessage part = client.await(kind);
            assertThat(part.getSerializedSize()).isLessThan(64 << 10);
            all = whole.add(part);
            parts++;
        }
        assertThat(parts).isGreaterThanOrEqualTo(1 + entries / (1 + Parts.LEVELS_MAX));
        return all.get();
    }

    private static long newMarket(String symbol, int orders) {
        venue.admin
                .post(
                        "/api/v1/admin/markets",
                        VenueFixture.market(symbol).put("openOrdersAccountMax", orders))
                .expect(201);
        return id(symbol);
    }

    @Test
    void shouldTellOwnersOfChangesAndWithdrawWhatTheyOwnNoLonger() {
        Api ann = venue.user("100", "0");
        Api bob = venue.user("0", "0");
        long bobs = account(bob);
        try (StreamClient one = StreamClient.open(ann);
                StreamClient own = StreamClient.open(bob);
                StreamClient shared = StreamClient.open(bob)) {
            ClientMessage.Builder alt = ClientMessage.newBuilder()
                    .setCreateAlt(CreateAlt.newBuilder().setName("shared"));
            long account = done(one, alt).getId();
            assertThat(code(shared, subscribe(account))).isEqualTo("account-not-yours");
            own.ask(subscribe(0));
            done(
                    one,
                    ClientMessage.newBuilder()
                            .setAccount(account)
                            .setShareAccount(ShareAccount.newBuilder().setOwner(bobs)));
            OwnerChange gained = update(own, each -> each.getOwnerChangesCount() > 0)
                    .getAccountUpdate()
                    .getOwnerChanges(0);
            assertThat(gained.getAccount()).isEqualTo(account);
            assertThat(gained.getOwner()).isEqualTo(bobs);
            assertThat(gained.getAdded()).isTrue();

            assertThat(shared.ask(subscribe(account)).hasSubscribed()).isTrue();
            venue.admin
                    .post(
                            "/api/v1/admin/accounts/" + account + "/revoke-owner",
                            new JsonObject().put("owner", Long.toString(bobs)))
                    .expect(200);
            ServerMessage gone = shared.await(ServerMessage::hasAccountWithdrawn);
            assertThat(gone.getAccountWithdrawn().getAccount()).isEqualTo(account);
            assertThat(update(own, each -> each.getOwnerChangesCount() > 0)
                            .getAccountUpdate()
                            .getOwnerChanges(0)
                            .getAdded())
                    .isFalse();
            done(one, transfer(account, USD, ""));
            assertThat(code(shared, subscribe(account))).isEqualTo("account-not-yours");
            shared.ask(ClientMessage.newBuilder().setPing(Ping.getDefaultInstance()));
            // The place of its subscription is free again.
            assertThat(shared.ask(subscribe(0)).hasSubscribed()).isTrue();
        }
    }

    @Test
    void shouldTellWhatIsOnesOwnBeforeWhatAllSee() {
        long market = newMarket("FIRST-USD", 200);
        try (StreamClient client = StreamClient.open(venue.user("1000", "1"))) {
            client.ask(ClientMessage.newBuilder()
                    .setSubscribeBook(
                            SubscribeBook.newBuilder().setMarket(market).setPace(Pace.PACE_RAW)));
            client.ask(ClientMessage.newBuilder()
                    .setSubscribeTrades(SubscribeTrades.newBuilder().setMarket(market)));
            client.await(ServerMessage::hasTradesSnapshot);
            subscribedAnew(client);
            client.place(market, Side.SIDE_SELL, 10 * DOLLAR, COIN);
            assertThat(client.next().hasAccountUpdate()).isTrue();
            assertThat(client.next().hasBookDelta()).isTrue();
            ClientMessage.Builder take =
                    StreamClient.order(market, Side.SIDE_BUY, 10 * DOLLAR, COIN);
            take.getPlaceOrderBuilder()
                    .setSelfTradePrevention(SelfTradePrevention.SELF_TRADE_PREVENTION_NONE);
            done(client, take);
            assertThat(client.next().getAccountUpdate().getFillsCount()).isEqualTo(2);
            List<ServerMessage> all = List.of(client.next(), client.next());
            assertThat(all).anyMatch(ServerMessage::hasBookDelta);
            assertThat(all).anyMatch(ServerMessage::hasTrade);
        }
    }

    @Test
    void shouldRenewACredentialInPlace() {
        Api ann = venue.user("100", "0");
        String tokens = "/api/v1/admin/accounts/" + account(ann) + "/tokens";
        JsonObject first =
                venue.admin.post(tokens, new JsonObject()).expect(201).json();
        JsonObject second =
                venue.admin.post(tokens, new JsonObject()).expect(201).json();
        String token = first.getString("token");
        try (StreamClient client = StreamClient.open(venue.gateway.url(), token, true)) {
            subscribedAnew(client);
            assertThat(code(client, authenticate(venue.user("0", "0").token)))
                    .isEqualTo("request-invalid");
            ServerMessage renewed = client.ask(authenticate(second.getString("token")));
            assertThat(renewed.getAuthenticated().getAccount()).isEqualTo(account(ann));
            revoke(first);
            // What was subscribed to goes on.
            client.place(id("BTC-USD"), Side.SIDE_BUY, DOLLAR, COIN);
            assertThat(client.next().hasAccountUpdate()).isTrue();
            revoke(second);
            assertThat(client.awaitClose()).startsWith("1008");
        }
    }

    private static void revoke(JsonObject token) {
        venue.admin.delete("/api/v1/admin/tokens/" + token.getString("id")).expect(200);
    }

    private static ClientMessage.Builder authenticate(String token) {
        return ClientMessage.newBuilder()
                .setAuthenticate(Authenticate.newBuilder().setToken(token));
    }

    @Test
    void shouldTellEveryoneWhatEveryoneIsTold() {
        Api ann = venue.user("1", "0");
        try (StreamClient client = StreamClient.open(ann)) {
            client.ask(subscribe(0));
            long sequence = client.await(ServerMessage::hasAccountSnapshot)
                    .getAccountSnapshot()
                    .getSequence();
            venue.admin
                    .with(Exchange.SUDO, "true")
                    .post(
                            "/api/v1/universes/0/messages",
                            new JsonObject().put("text", "we close at noon"))
                    .expect(201);
            AccountUpdate told =
                    update(client, each -> each.getNoticesCount() > 0).getAccountUpdate();
            assertThat(told.getNotices(0).getText()).isEqualTo("we close at noon");
            try (StreamClient late = StreamClient.open(ann)) {
                late.ask(ClientMessage.newBuilder()
                        .setSubscribeAccount(
                                SubscribeAccount.newBuilder().setResumeAfter(sequence)));
                assertThat(update(late, each -> each.getNoticesCount() > 0)
                                .getAccountUpdate()
                                .getSequence())
                        .isEqualTo(told.getSequence());
            }
        }
    }

    static ClientMessage.Builder call(
            String operation, Map<String, String> parameters, String body) {
        return ClientMessage.newBuilder()
                .setCall(Call.newBuilder()
                        .setOperation(operation)
                        .putAllParameters(parameters)
                        .setBody(body));
    }

    private static Outcome done(StreamClient client, ClientMessage.Builder request) {
        ServerMessage answer = client.ask(request);
        assertThat(answer.hasOutcome()).as("%s", answer).isTrue();
        return answer.getOutcome();
    }

    private static String code(StreamClient client, ClientMessage.Builder request) {
        return client.ask(request).getFailure().getCode();
    }

    private static long account(Api who) {
        return Long.parseLong(who.get("/api/v1/account").expect(200).json().getString("id"));
    }

    private static long id(String symbol) {
        return Long.parseLong(
                venue.admin.get("/api/v1/markets/" + symbol).expect(200).json().getString("id"));
    }
}
