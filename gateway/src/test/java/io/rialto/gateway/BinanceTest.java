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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.stream.IntStream;

/** The Binance face over real sockets: the same accounts, keys and orders under other names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BinanceTest {
    private static final String ORDER = "/api/v3/order";

    private VenueFixture venue;
    private Api adasOwn;
    private BinanceClient ada;
    private BinanceClient bob;

    @BeforeAll
    void open(@TempDir Path directory) {
        venue = VenueFixture.withHistory(directory);
        adasOwn = funded("Ada");
        ada = BinanceClient.of(adasOwn, "read", "trade");
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

    /** A market of the test's own, so that no other test trades in it; returns its Binance name. */
    private String market(String base) {
        venue.admin
                .post("/api/v1/admin/markets", VenueFixture.market(base + "-USD"))
                .expect(201);
        venue.admin.get("/api/v1/markets/" + base + "-USD").expect(200);
        return base + "USD";
    }

    private static String limit(String symbol, String side, String price, String quantity) {
        return "symbol=" + symbol + "&side=" + side + "&type=LIMIT&timeInForce=GTC&price=" + price
                + "&quantity=" + quantity;
    }

    @Test
    void shouldDescribeMarketsWithTheirFilters() {
        JsonObject info =
                ada.open("/api/v3/exchangeInfo?symbol=BTCUSD").expect(200).json();
        assertThat(info.getJsonArray("rateLimits").encode())
                .contains("\"interval\":\"SECOND\",\"intervalNum\":10,\"limit\":1000");
        JsonObject symbol = info.getJsonArray("symbols").getJsonObject(0);
        assertThat(symbol.getString("symbol")).isEqualTo("BTCUSD");
        assertThat(symbol.getString("baseAsset")).isEqualTo("BTC");
        assertThat(symbol.getString("status")).isEqualTo("TRADING");
        assertThat(symbol.getJsonArray("permissionSets").encode()).isEqualTo("[[\"SPOT\"]]");
        assertThat(symbol.getString("defaultSelfTradePreventionMode")).isEqualTo("EXPIRE_TAKER");
        assertThat(symbol.getJsonArray("filters").encode())
                .contains("\"tickSize\":\"0.01\"", "\"stepSize\":\"0.01000000\"", "MAX_NUM_ORDERS")
                .doesNotContain("MAX_POSITION");
        refused(ada.open("/api/v3/exchangeInfo?symbol=NONE"), 400, -1121, "Invalid symbol.");
        venue.admin
                .post(
                        "/api/v1/admin/markets",
                        VenueFixture.market("BANDED-USD")
                                .put("priceBandPpm", 50_000)
                                .put("positionMaximum", "50")
                                .put("notionalMinimum", "5"))
                .expect(201);
        venue.admin.get("/api/v1/markets/BANDED-USD").expect(200);
        assertThat(ada.open("/api/v3/exchangeInfo?symbol=BANDEDUSD")
                        .expect(200)
                        .json()
                        .getJsonArray("symbols")
                        .getJsonObject(0)
                        .getJsonArray("filters")
                        .encode())
                .contains("PERCENT_PRICE_BY_SIDE", "\"bidMultiplierUp\":\"1.050000\"")
                .contains("MAX_POSITION", "\"maxPosition\":\"50.00000000\"")
                .contains("NOTIONAL", "\"minNotional\":\"5.0000\"");
    }

    @Test
    void shouldPlaceFillAndTellOfOrders() {
        String symbol = market("FILLS");
        JsonObject resting =
                bob.order(limit(symbol, "SELL", "100.00", "2") + "&newClientOrderId=bobs");
        assertThat(resting.getString("status")).isEqualTo("NEW");
        assertThat(resting.getString("clientOrderId")).isEqualTo("bobs");

        JsonObject taken = ada.order("symbol=" + symbol + "&side=BUY&type=MARKET&quantity=0.5");

        assertThat(taken.getString("status")).isEqualTo("FILLED");
        assertThat(taken.getString("executedQty")).isEqualTo("0.50000000");
        assertThat(taken.getString("cummulativeQuoteQty")).isEqualTo("50.0000");
        assertThat(taken.getJsonArray("fills").getJsonObject(0).getString("price"))
                .isEqualTo("100.00");
        long id = taken.getLong("orderId");
        JsonObject trade = list(ada.get("/api/v3/myTrades", "symbol=" + symbol)).getJsonObject(0);
        assertThat(trade.getLong("orderId")).isEqualTo(id);
        assertThat(trade.getBoolean("isBuyer")).isTrue();
        assertThat(trade.getBoolean("isMaker")).isFalse();
        JsonObject his = bob.get(ORDER, "symbol=" + symbol + "&origClientOrderId=bobs")
                .expect(200)
                .json();
        assertThat(his.getString("status")).isEqualTo("PARTIALLY_FILLED");
        assertThat(list(bob.get("/api/v3/openOrders", "symbol=" + symbol))).hasSize(1);
        assertThat(list(ada.get("/api/v3/allOrders", "symbol=" + symbol))).hasSize(1);
        assertThat(list(ada.open("/api/v3/aggTrades?symbol=" + symbol))
                        .getJsonObject(0)
                        .getBoolean("m"))
                .isFalse();
        JsonObject book = ada.open("/api/v3/depth?symbol=" + symbol).expect(200).json();
        assertThat(book.getJsonArray("asks").encode()).isEqualTo("[[\"100.00\",\"1.50000000\"]]");
        assertThat(book.getLong("lastUpdateId")).isPositive();
        // Nobody else's order can be asked for.
        refused(
                ada.get(ORDER, "symbol=" + symbol + "&orderId=" + resting.getLong("orderId")),
                400,
                -2013,
                "Order does not exist.");
        bob.delete(ORDER, "symbol=" + symbol + "&orderId=" + resting.getLong("orderId"))
                .expect(200);
    }

    @Test
    void shouldReplaceAmendAndCancel() {
        String symbol = market("CHANGES");
        long first = ada.order(limit(symbol, "BUY", "10", "2")).getLong("orderId");

        JsonObject both = ada.post(
                        ORDER + "/cancelReplace",
                        limit(symbol, "BUY", "11", "3") + "&cancelReplaceMode=STOP_ON_FAILURE"
                                + "&cancelOrderId=" + first)
                .expect(200)
                .json();

        assertThat(both.getString("cancelResult")).isEqualTo("SUCCESS");
        assertThat(both.getJsonObject("cancelResponse").getString("status")).isEqualTo("CANCELED");
        long second = both.getJsonObject("newOrderResponse").getLong("orderId");
        JsonObject amended = ada.put(
                        ORDER + "/amend/keepPriority",
                        "symbol=" + symbol + "&orderId=" + second + "&newQty=1")
                .expect(200)
                .json();
        assertThat(amended.getJsonObject("amendedOrder").getString("qty")).isEqualTo("1.00000000");
        JsonArray all = list(ada.delete("/api/v3/openOrders", "symbol=" + symbol));
        assertThat(all).hasSize(1);
        assertThat(all.getJsonObject(0).getLong("orderId")).isEqualTo(second);
        refused(
                ada.delete(ORDER, "symbol=" + symbol + "&orderId=" + second),
                400,
                -2011,
                "Unknown order sent.");
        refused(
                ada.delete("/api/v3/openOrders", "symbol=" + symbol),
                400,
                -2011,
                "Unknown order sent.");
    }

    @Test
    void shouldKeepStopsUntilTheirPrice() {
        String symbol = market("STOPS");
        bob.order(limit(symbol, "SELL", "100", "1"));
        ada.order("symbol=" + symbol + "&side=BUY&type=MARKET&quantity=1");

        JsonObject stop = ada.order("symbol=" + symbol + "&side=SELL&type=STOP_LOSS_LIMIT"
                + "&timeInForce=GTC&quantity=1&price=89&stopPrice=90");

        // ACK is what such orders are answered with.
        assertThat(stop.fieldNames()).contains("orderId").doesNotContain("status");
        JsonObject waiting = ada.get(
                        ORDER, "symbol=" + symbol + "&orderId=" + stop.getLong("orderId"))
                .expect(200)
                .json();
        assertThat(waiting.getString("type")).isEqualTo("STOP_LOSS_LIMIT");
        assertThat(waiting.getString("stopPrice")).isEqualTo("90.00");
        assertThat(waiting.getBoolean("isWorking")).isFalse();
        ada.delete(ORDER, "symbol=" + symbol + "&orderId=" + stop.getLong("orderId"))
                .expect(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "side=BUY&type=LIMIT&timeInForce=GTC&price=10.001&quantity=1 | -1013 | PRICE_FILTER",
                "side=BUY&type=LIMIT&timeInForce=GTC&price=10&quantity=0.001 | -1013 | LOT_SIZE",
                "side=BUY&type=LIMIT&timeInForce=GTC&price=10&quantity=0.0000000001 | -1111 | precision",
                "side=BUY&type=LIMIT&timeInForce=GTC&price=-10&quantity=1 | -1100 | price",
                "side=BUY&type=LIMIT&timeInForce=GTC&price=10 | -1102 | quantity",
                "side=BUY&type=LIMIT&price=10&quantity=1 | -1102 | timeInForce",
                "side=BUY&type=LIMIT&timeInForce=GTX&price=10&quantity=1 | -1115 | timeInForce",
                "side=HOLD&type=LIMIT&timeInForce=GTC&price=10&quantity=1 | -1117 | side",
                "side=BUY&type=ICEBERG&quantity=1 | -1116 | orderType",
                "side=BUY&type=LIMIT&timeInForce=GTC&price=10&quantity=1&icebergQty=1 | -1104 | icebergQty",
                "side=BUY&type=LIMIT&timeInForce=GTC&price=10&quantity=1&strategyId=1 | -1104 | strategyId",
                "side=BUY&type=LIMIT&timeInForce=GTC&price=10&quantity=1&stopPrice=9 | -1106 | stopPrice",
                "side=BUY&type=LIMIT_MAKER&timeInForce=GTC&price=10&quantity=1 | -1106 | timeInForce",
                "side=BUY&type=MARKET&timeInForce=IOC&quantity=1 | -1106 | timeInForce",
                "side=BUY&type=MARKET&price=10&quantity=1 | -1106 | price",
                "side=BUY&type=STOP_LOSS&price=10&stopPrice=10&quantity=1 | -1106 | price",
                "side=BUY&type=LIMIT&timeInForce=GTC&price=10&quoteOrderQty=5 | -1106 | quoteOrderQty",
                "side=BUY&type=MARKET&quoteOrderQty=5&quantity=1 | -1128 | Combination",
                "side=SELL&type=LIMIT&timeInForce=GTC&price=10&quantity=101 | -2010 | insufficient",
                "side=SELL&type=MARKET&quoteOrderQty=5 | -1106 | quoteOrderQty"
            })
    void shouldRefuseOrdersInBinancesWords(String terms, int code, String words) {
        refused(ada.post(ORDER, "symbol=BTCUSD&" + terms), 400, code, words);
        refused(ada.post(ORDER + "/test", "symbol=BTCUSD&" + terms), 400, code, words);
    }

    @Test
    void shouldRefuseWhatIsNotSignedNowByAKeyForIt() {
        String query = "symbol=BTCUSD&timestamp=" + System.currentTimeMillis();
        refused(ada.open(ORDER + "?" + query), 400, -1102, "signature");
        refused(ada.open(ORDER + "?" + query + "&signature=00"), 400, -1022, "not valid");
        refused(ada.open(ORDER + "?" + bob.signed("symbol=BTCUSD")), 400, -1022, "not valid");
        String shifted = ada.signed("symbol=BTCUSD&orderId=1").replace("orderId=1", "orderId=2");
        refused(ada.open(ORDER + "?" + shifted), 400, -1022, "not valid");
        refused(ada.get(ORDER, "symbol=BTCUSD&timestamp=1"), 400, -1021, "recvWindow");
        long ahead = System.currentTimeMillis() + 60_000;
        refused(ada.get(ORDER, "symbol=BTCUSD&timestamp=" + ahead), 400, -1021, "ahead");
        refused(ada.get(ORDER, "symbol=BTCUSD&recvWindow=60001"), 400, -1131, "recvWindow");
        Api anybody = new Api(venue.gateway.url(), "");
        refused(anybody.get(ORDER + "?" + query), 401, -2014, "API-key");
        refused(
                anybody.with(BinanceFace.KEY, "rk_0123456789abcdefgh")
                        .get(ORDER + "?" + query + "&signature=00"),
                401,
                -2015,
                "Invalid API-key");
        BinanceClient reader = BinanceClient.of(adasOwn, "read");
        reader.get("/api/v3/openOrders", "").expect(200);
        refused(reader.post(ORDER, limit("BTCUSD", "BUY", "1", "1")), 401, -2015, "permissions");
    }

    @Test
    void shouldTakeEd25519Signatures() {
        KeyPair pair = Authenticators.ed25519();
        JsonObject made = adasOwn.post(
                        "/api/v1/me/keys",
                        new JsonObject()
                                .put("kind", "ed25519")
                                .put("publicKey", Authenticators.hex(pair))
                                .put("scopes", new JsonArray(List.of("read"))))
                .expect(201)
                .json();
        BinanceClient client = new BinanceClient(
                venue.gateway.url(),
                made.getString("id"),
                Authenticators.ed25519(pair.getPrivate()),
                false);
        assertThat(client.get("/api/v3/account", "").expect(200).json().getLong("uid"))
                .isPositive();
    }

    @Test
    void shouldSellContractsOnlyAsFarAsThereAreSome() {
        await(venue.admin
                .post(
                        "/api/v1/outcome-markets",
                        new JsonObject()
                                .put("symbol", "SUN")
                                .put("quote", "USD")
                                .put("priceMinimum", "0")
                                .put("priceMaximum", "100")
                                .put("tick", "1")
                                .put("lot", "1")
                                .put("quantityMaximum", "100")
                                .put("positionMaximum", "1000")
                                .put("title", "The sun shines"))
                .expect(201));
        String order = limit("SUN", "SELL", "40", "4");
        refused(ada.post(ORDER, order), 400, -2010, "insufficient balance");
        Api writer = venue.user("1000", "0");
        writer.post("/api/v1/orders", Api.limit("sell", "50", "4").put("market", "SUN"))
                .expect(201);
        ada.order("symbol=SUN&side=BUY&type=MARKET&quantity=4");
        assertThat(balance("SUN").getString("free")).isEqualTo("4.00");

        ada.order(order);

        assertThat(balance("SUN").getString("free")).isEqualTo("0.00");
        assertThat(balance("SUN").getString("locked")).isEqualTo("4.00");
        refused(ada.post(ORDER, order), 400, -2010, "insufficient balance");
        list(ada.delete("/api/v3/openOrders", "symbol=SUN"));
    }

    /** Others see at once what they did themselves, and this only when it is shown. */
    private void await(Api.Answer change) {
        venue.admin.awaiting(change.sequence()).get("/api/v1/markets").expect(200);
    }

    /** An order keeps both of its names, so two that do not agree name none. */
    @Test
    void shouldTakeTwoNamesOfAnOrderOnlyWhereTheyAgree() {
        String symbol = market("NAMES");
        String of = "symbol=" + symbol + "&";
        long first = ada.order(limit(symbol, "BUY", "10", "1") + "&newClientOrderId=first")
                .getLong("orderId");
        ada.order(limit(symbol, "BUY", "11", "1") + "&newClientOrderId=second");
        String wrong = of + "origClientOrderId=second&orderId=" + first;
        String right = of + "origClientOrderId=first&orderId=" + first;

        refused(ada.get(ORDER, wrong), 400, -2013, "Order does not exist.");
        refused(ada.delete(ORDER, wrong), 400, -2011, "Unknown order sent.");
        refused(
                ada.put(ORDER + "/amend/keepPriority", wrong + "&newQty=0.5"),
                400,
                -2013,
                "Order does not exist.");
        String replacement = limit(symbol, "BUY", "12", "1") + "&cancelReplaceMode=STOP_ON_FAILURE"
                + "&cancelNewClientOrderId=gone&newClientOrderId=third&cancelOrderId=" + first
                + "&cancelOrigClientOrderId=";
        refused(
                ada.post(ORDER + "/cancelReplace", replacement + "second"),
                400,
                -2011,
                "Unknown order sent.");
        refused(
                ada.delete(ORDER, right + "&cancelRestrictions=ONLY_NEW"),
                400,
                -1104,
                "cancelRestrictions");
        assertThat(list(ada.get("/api/v3/openOrders", "symbol=" + symbol))).hasSize(2);

        assertThat(ada.get(ORDER, right).expect(200).json().getString("price")).isEqualTo("10.00");
        JsonObject both = ada.post(
                        ORDER + "/cancelReplace", replacement + "first&newOrderRespType=ACK")
                .expect(200)
                .json();
        assertThat(both.getJsonObject("cancelResponse").getString("clientOrderId"))
                .isEqualTo("gone");
        assertThat(both.getJsonObject("cancelResponse").getString("origClientOrderId"))
                .isEqualTo("first");
        assertThat(both.getJsonObject("newOrderResponse").fieldNames())
                .contains("clientOrderId")
                .doesNotContain("status", "fills");
        list(ada.delete("/api/v3/openOrders", "symbol=" + symbol));
    }

    @Test
    void shouldRefuseWhatReadsDoNotTake() {
        refused(ada.open("/api/v3/time?when=now"), 400, -1104, "when");
        refused(ada.open("/api/v3/depth?symbol=BTCUSD&levels=5"), 400, -1104, "read '1'");
        String both = "symbol=BTCUSD&symbols=%5B%22BTCUSD%22%5D";
        refused(ada.open("/api/v3/exchangeInfo?" + both), 400, -1128, "Combination");
        refused(ada.open("/api/v3/ticker/price?" + both), 400, -1128, "Combination");
        refused(
                ada.open("/api/v3/aggTrades?symbol=BTCUSD&fromId=1&startTime=1"),
                400,
                -1128,
                "Combination");
        refused(
                ada.get("/api/v3/myTrades", "symbol=BTCUSD&fromId=1&endTime=1"),
                400,
                -1128,
                "Combination");
        refused(
                ada.open("/api/v3/klines?symbol=BTCUSD&interval=1m&timeZone=8"),
                400,
                -1100,
                "timeZone");
        refused(ada.open("/api/v3/ticker/24hr?symbol=BTCUSD&type=BRIEF"), 400, -1100, "type");
        assertThat(ada.open("/api/v3/ticker/24hr?symbol=BTCUSD&type=MINI")
                        .expect(200)
                        .json()
                        .fieldNames())
                .contains("lastPrice", "quoteVolume", "count")
                .doesNotContain("bidPrice", "weightedAvgPrice");
        for (String none : List.of("symbolStatus=BREAK", "permissions=MARGIN")) {
            assertThat(ada.open("/api/v3/exchangeInfo?" + none)
                            .expect(200)
                            .json()
                            .getJsonArray("symbols")
                            .encode())
                    .doesNotContain("BTCUSD");
        }
        assertThat(ada.open("/api/v3/exchangeInfo?permissions=SPOT&showPermissionSets=false")
                        .expect(200)
                        .response()
                        .body())
                .contains("BTCUSD")
                .doesNotContain("permissionSets");
    }

    private JsonObject balance(String asset) {
        JsonArray balances =
                ada.get("/api/v3/account", "").expect(200).json().getJsonArray("balances");
        return IntStream.range(0, balances.size())
                .mapToObj(balances::getJsonObject)
                .filter(each -> each.getString("asset").equals(asset))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldTellOfCandlesAndTickers() {
        String symbol = market("CANDLES");
        bob.order(limit(symbol, "SELL", "100", "2"));
        ada.order("symbol=" + symbol + "&side=BUY&type=MARKET&quoteOrderQty=100");

        JsonObject day =
                ada.open("/api/v3/ticker/24hr?symbol=" + symbol).expect(200).json();
        assertThat(day.getString("lastPrice")).isEqualTo("100.00");
        assertThat(day.getInteger("count")).isOne();
        assertThat(list(ada.open("/api/v3/ticker/price"))).isNotEmpty();
        JsonObject touch = ada.open("/api/v3/ticker/bookTicker?symbol=" + symbol)
                .expect(200)
                .json();
        assertThat(touch.getString("askPrice")).isEqualTo("100.00");
        JsonArray candle = list(ada.open("/api/v3/klines?interval=1d&limit=1&symbol=" + symbol))
                .getJsonArray(0);
        assertThat(candle.getString(4)).isEqualTo("100.00");
        assertThat(candle.getLong(6)).isEqualTo(candle.getLong(0) + 86_399_999);
        // From an instant on: the first ones, however long before them it is.
        for (String early : List.of("0", "1000", "1500000000000")) {
            JsonArray first = list(ada.open(
                    "/api/v3/klines?interval=1m&limit=1&startTime=" + early + "&symbol=" + symbol));
            assertThat(first).as(early).hasSize(1);
            assertThat(first.getJsonArray(0).getString(1)).isEqualTo("100.00");
            assertThat(first.getJsonArray(0).getInteger(8)).isOne();
        }
        assertThat(list(ada.open(
                        "/api/v3/klines?interval=1m&startTime=4000000000000&symbol=" + symbol)))
                .isEmpty();
        refused(ada.open("/api/v3/klines?interval=7m&symbol=" + symbol), 400, -1120, "interval");
        refused(
                ada.open("/api/v3/klines?interval=1m&startTime=2&endTime=1&symbol=" + symbol),
                400,
                -1128,
                "Combination");
        refused(ada.open("/api/v3/depth?limit=0&symbol=" + symbol), 400, -1130, "limit");
    }

    @Test
    void shouldShowAHiddenMarketToNobodyElse() {
        String symbol = market("HIDDEN");
        await(venue.admin
                .with("X-Sudo", "true")
                .patch(
                        "/api/v1/admin/markets/HIDDEN-USD/visibility",
                        new JsonObject().put("restricted", true).put("hideAccountIds", false))
                .expect(200));
        assertThat(ada.open("/api/v3/exchangeInfo").response().body()).doesNotContain("HIDDEN");
        refused(ada.open("/api/v3/depth?symbol=" + symbol), 400, -1121, "Invalid symbol.");
        refused(ada.post(ORDER, limit(symbol, "BUY", "1", "1")), 400, -1121, "Invalid symbol.");
    }

    @Test
    void shouldCountWeightAndOrders() {
        Api.Answer answer = ada.post(ORDER, limit("BTCUSD", "BUY", "1", "1"));
        assertThat(answer.response().headers().firstValue("X-MBX-USED-WEIGHT-1M"))
                .isPresent();
        assertThat(answer.response().headers().firstValue("X-MBX-ORDER-COUNT-10S"))
                .isPresent();
        refused(ada.open("/api/v3/nothing"), 404, -1000, "no such call");
    }
}
