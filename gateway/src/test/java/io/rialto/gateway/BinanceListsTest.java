package io.rialto.gateway;

import static io.rialto.gateway.BinanceClient.list;
import static io.rialto.gateway.BinanceClient.refused;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;

/** Of the Binance face: orders of which one cancels the other, listen keys, commissions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BinanceListsTest {
    private static final String OCO = "/api/v3/orderList/oco";
    private static final String LIST = "/api/v3/orderList";
    private static final String STREAM = "/api/v3/userDataStream";

    private VenueFixture venue;
    private String adasKey;
    private BinanceClient ada;
    private BinanceClient bob;

    @BeforeAll
    void open(@TempDir Path directory) {
        venue = VenueFixture.withHistory(directory);
        Api adasOwn = funded("Ada");
        JsonObject made = adasOwn.post(
                        "/api/v1/me/keys",
                        new JsonObject().put("scopes", new JsonArray(List.of("read", "trade"))))
                .expect(201)
                .json();
        adasKey = made.getString("id");
        ada = new BinanceClient(
                adasOwn.url, adasKey, Authenticators.hmac(made.getString("secret")), true);
        bob = BinanceClient.of(funded("Bob"), "read", "trade");
    }

    @AfterAll
    void close() {
        venue.close();
    }

    private Api funded(String name) {
        JsonObject joined = venue.signUp(name);
        venue.deposit(joined.getString("account"), "USD", "1000000");
        venue.deposit(joined.getString("account"), "BTC", "100");
        return new Api(venue.gateway.url(), joined.getString("accessToken"));
    }

    /** A market of the test's own that has traded at 100; returns its Binance name. */
    private String market(String base) {
        venue.admin
                .post("/api/v1/admin/markets", VenueFixture.market(base + "-USD"))
                .expect(201);
        venue.admin.get("/api/v1/markets/" + base + "-USD").expect(200);
        String symbol = base + "USD";
        bob.order(limit(symbol, "SELL", "100"));
        ada.order(limit(symbol, "BUY", "100"));
        return symbol;
    }

    private static String limit(String symbol, String side, String price) {
        return "symbol=" + symbol + "&side=" + side
                + "&type=LIMIT&timeInForce=GTC&quantity=1&price=" + price;
    }

    private static String oco(String symbol) {
        return "symbol=" + symbol + "&side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=110"
                + "&belowType=STOP_LOSS_LIMIT&belowStopPrice=90&belowPrice=89&belowTimeInForce=GTC";
    }

    private static JsonObject report(JsonObject list, int index) {
        return list.getJsonArray("orderReports").getJsonObject(index);
    }

    @Test
    void shouldCancelTheStopWhenTheTargetTrades() {
        String symbol = market("TARGET");
        JsonObject placed = ada.post(OCO, oco(symbol) + "&listClientOrderId=both")
                .expect(200)
                .json();

        assertThat(placed.getString("contingencyType")).isEqualTo("OCO");
        assertThat(placed.getString("listOrderStatus")).isEqualTo("EXECUTING");
        assertThat(placed.getString("listClientOrderId")).isEqualTo("both");
        assertThat(report(placed, 0).getString("type")).isEqualTo("LIMIT_MAKER");
        assertThat(report(placed, 1).getString("type")).isEqualTo("STOP_LOSS_LIMIT");
        long id = placed.getLong("orderListId");
        JsonArray open = list(ada.get("/api/v3/openOrders", "symbol=" + symbol));
        assertThat(open).hasSize(2);
        assertThat(open.getJsonObject(0).getLong("orderListId")).isEqualTo(id);
        assertThat(list(ada.get("/api/v3/openOrderList", "")).encode())
                .contains("\"orderListId\":" + id);

        bob.order(limit(symbol, "BUY", "110"));

        JsonObject ended = awaitList("orderListId=" + id, "ALL_DONE");
        assertThat(ended.getString("listStatusType")).isEqualTo("ALL_DONE");
        assertThat(list(ada.get("/api/v3/openOrders", "symbol=" + symbol))).isEmpty();
        JsonArray orders = list(ada.get("/api/v3/allOrders", "symbol=" + symbol));
        assertThat(IntStream.range(1, 3).mapToObj(orders::getJsonObject))
                .extracting(order -> order.getString("status"))
                .containsExactly("FILLED", "CANCELED");
        assertThat(list(ada.get("/api/v3/allOrderList", "")).encode()).contains("\"both\"");
    }

    /** What one of two does to the other follows with the venue's time. */
    private JsonObject awaitList(String which, String status) {
        long deadline = System.nanoTime() + VenueFixture.PATIENCE.toNanos();
        JsonObject told;
        do {
            told = ada.get(LIST, which).expect(200).json();
        } while (!told.getString("listOrderStatus").equals(status) && System.nanoTime() < deadline);
        assertThat(told.getString("listOrderStatus")).isEqualTo(status);
        return told;
    }

    @Test
    void shouldCancelTheTargetWhenTheStopTrades() {
        String symbol = market("STOP");
        // As it was written first, to buy.
        JsonObject placed = ada.post(
                        "/api/v3/order/oco",
                        "symbol=" + symbol + "&side=BUY&quantity=1&price=90&stopPrice=120"
                                + "&stopLimitPrice=125&stopLimitTimeInForce=GTC"
                                + "&listClientOrderId=buys")
                .expect(200)
                .json();
        assertThat(report(placed, 1).getString("type")).isEqualTo("STOP_LOSS_LIMIT");

        bob.order(limit(symbol, "SELL", "120"));
        bob.order(limit(symbol, "SELL", "121"));
        ada.order(limit(symbol, "BUY", "120"));

        awaitList("origClientOrderId=buys", "ALL_DONE");
        assertThat(list(ada.get("/api/v3/myTrades", "symbol=" + symbol)).encode())
                .contains("\"121.00\"");
        assertThat(list(ada.get("/api/v3/openOrders", "symbol=" + symbol))).isEmpty();
    }

    @Test
    void shouldCancelBothByEither() {
        String symbol = market("EITHER");
        JsonObject first = ada.post(OCO, oco(symbol)).expect(200).json();
        long id = first.getLong("orderListId");
        refused(bob.delete(LIST, "symbol=" + symbol + "&orderListId=" + id), 400, -2011, "list");
        JsonObject gone = ada.delete(LIST, "symbol=" + symbol + "&orderListId=" + id)
                .expect(200)
                .json();
        assertThat(gone.getString("listOrderStatus")).isEqualTo("ALL_DONE");
        assertThat(report(gone, 1).getString("status")).isEqualTo("CANCELED");
        refused(ada.delete(LIST, "symbol=" + symbol + "&orderListId=" + id), 400, -2011, "list");

        JsonObject second = ada.post(OCO, oco(symbol)).expect(200).json();
        ada.delete(
                        "/api/v3/order",
                        "symbol=" + symbol + "&orderId=" + report(second, 1).getLong("orderId"))
                .expect(200);
        // Directly after the write.
        assertThat(list(ada.get("/api/v3/openOrders", "symbol=" + symbol))).isEmpty();
    }

    @Test
    void shouldLeaveNothingOfAListThatIsRefused() {
        String symbol = market("REFUSED");
        refused(ada.post(OCO, oco(symbol).replace("=90", "=111")), 400, -2010, "relationship");
        refused(ada.post(OCO, oco(symbol).replace("=110", "=100.001")), 400, -1013, "PRICE");
        refused(ada.post(OCO, oco(symbol).replace("LIMIT_MAKER", "TAKE_PROFIT")), 400, -1020, "");
        refused(ada.post(OCO, oco(symbol) + "&aboveIcebergQty=1"), 400, -1104, "IcebergQty");
        refused(ada.post(OCO, oco(symbol) + "&price=5"), 400, -1104, "price");
        refused(ada.post(OCO, oco(symbol) + "&aboveStopPrice=80"), 400, -1106, "stop");
        refused(ada.post(OCO, "symbol=" + symbol + "&side=SELL"), 400, -1102, "quantity");
        // The first of the two is cancelled again.
        refused(
                ada.post(OCO, oco(symbol).replace("=90", "=105")),
                400,
                -2010,
                "trigger immediately");
        assertThat(list(ada.get("/api/v3/openOrders", "symbol=" + symbol))).isEmpty();
        refused(ada.get(LIST, "orderListId=1"), 400, -2018, "not exist");
        refused(ada.get(LIST, ""), 400, -1102, "orderListId");
    }

    @Test
    void shouldTellOfListsUnderListenKeys() throws InterruptedException {
        String symbol = market("LISTEN");
        Api named = new Api(venue.gateway.url(), "").with(BinanceFace.KEY, adasKey);
        String key = named.send("POST", STREAM, BodyPublishers.noBody(), false)
                .expect(200)
                .json()
                .getString("listenKey");
        assertThat(named.send("POST", STREAM, BodyPublishers.noBody(), false)
                        .json()
                        .getString("listenKey"))
                .isEqualTo(key);
        named.send("PUT", STREAM + "?listenKey=" + key, BodyPublishers.noBody(), false)
                .expect(200);
        refused(bob.put(STREAM, "listenKey=" + key), 400, -1125, "listenKey");
        BlockingQueue<JsonObject> heard = new LinkedBlockingQueue<>();
        WebSocket socket =
                BinanceClient.listen(venue.gateway.url(), "/stream?streams=" + key, heard);
        socket.sendText("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}", true).join();
        assertThat(BinanceClient.next(heard).getJsonArray("result")).containsExactly(key);

        long id = ada.post(OCO, oco(symbol)).expect(200).json().getLong("orderListId");

        JsonObject begun = await(heard, "listStatus");
        assertThat(begun.getLong("g")).isEqualTo(id);
        assertThat(begun.getString("L")).isEqualTo("EXECUTING");
        bob.order(limit(symbol, "BUY", "110"));
        JsonObject traded = await(heard, "executionReport");
        assertThat(traded.getString("x")).isEqualTo("TRADE");
        assertThat(traded.getLong("g")).isEqualTo(id);
        JsonObject stopped = await(heard, "executionReport");
        assertThat(stopped.getString("x")).isEqualTo("CANCELED");
        assertThat(await(heard, "listStatus").getString("L")).isEqualTo("ALL_DONE");

        named.send("DELETE", STREAM + "?listenKey=" + key, BodyPublishers.noBody(), false)
                .expect(200);
        assertThat(await(heard, "listenKeyExpired").getString("listenKey")).isEqualTo(key);
        socket.abort();
    }

    /** The next event of a kind that comes under the listen key; others but reports are passed over. */
    private static JsonObject await(BlockingQueue<JsonObject> heard, String kind)
            throws InterruptedException {
        while (true) {
            JsonObject event = BinanceClient.next(heard).getJsonObject("data");
            if (event.getString("e").equals(kind) && !"NEW".equals(event.getString("x"))) {
                return event;
            }
        }
    }

    @Test
    void shouldTellCommissions() {
        String symbol = market("FEES");
        JsonObject own = ada.get("/api/v3/account", "").expect(200).json();
        assertThat(own.getInteger("takerCommission")).isEqualTo(10);
        assertThat(own.getJsonObject("commissionRates").getString("taker")).isEqualTo("0.001000");
        JsonObject of = ada.get("/api/v3/account/commission", "symbol=" + symbol)
                .expect(200)
                .json();
        assertThat(of.getJsonObject("standardCommission").getString("taker")).isEqualTo("0.001000");
        assertThat(list(ada.get("/api/v3/myTrades", "symbol=" + symbol))
                        .getJsonObject(0)
                        .getString("commission"))
                .isEqualTo("0.1000");
        assertThat(list(ada.get("/sapi/v1/asset/tradeFee", "symbol=" + symbol))
                        .getJsonObject(0)
                        .getString("takerCommission"))
                .isEqualTo("0.001000");
    }
}
