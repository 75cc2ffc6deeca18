package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.v1.CancelAll;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.ItemTerms;
import io.rialto.protocol.v1.ListItem;
import io.rialto.protocol.v1.ServerMessage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class RestTest {
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
    void shouldTradeAndShowBothSides() {
        String market = newMarket("TRADE-USD");
        Api seller = venue.user("0", "2");
        Api buyer = venue.user("1000", "0");

        JsonObject rested =
                place(seller, market, "sell", "100.50", "2").expect(201).json();
        JsonObject filled =
                place(buyer, market, "buy", "101", "1.5").expect(201).json();

        assertThat(rested.getString("state")).isEqualTo("open");
        assertThat(filled.getString("state")).isEqualTo("filled");
        assertThat(filled.getString("filledQuantity")).isEqualTo("1.50000000");
        assertThat(filled.getString("filledNotional")).isEqualTo("150.7500");
        assertThat(filled.getString("fees")).isEqualTo("0.1508");
        JsonObject fill = first(buyer.get("/api/v1/trades"), "trades");
        assertThat(fill.getString("price")).isEqualTo("100.50");
        assertThat(fill.getString("role")).isEqualTo("taker");
        assertThat(fill.getString("side")).isEqualTo("buy");
        JsonObject sold = first(seller.get("/api/v1/trades?market=" + market), "trades");
        assertThat(sold.getString("role")).isEqualTo("maker");
        assertThat(sold.getString("side")).isEqualTo("sell");
        assertThat(balance(buyer, "USD")).isEqualTo("849.0992 held 0.0000");
        assertThat(balance(buyer, "BTC")).isEqualTo("1.50000000 held 0.00000000");
        assertThat(balance(seller, "BTC")).isEqualTo("0.50000000 held 0.50000000");
        JsonObject order = seller.get(
                        "/api/v1/orders/" + market + "/" + rested.getString("orderId"))
                .expect(200)
                .json();
        assertThat(order.getString("state")).isEqualTo("partially-filled");
        assertThat(order.getString("remaining")).isEqualTo("0.50000000");
        JsonObject book =
                buyer.get("/api/v1/markets/" + market + "/book").expect(200).json();
        assertThat(book.getJsonArray("asks").getJsonObject(0).getString("quantity"))
                .isEqualTo("0.50000000");
        JsonObject trade = first(buyer.get("/api/v1/markets/" + market + "/trades"), "trades");
        assertThat(trade.getString("takerSide")).isEqualTo("buy");
    }

    @Test
    void shouldAmendReplaceAndCancel() {
        String market = newMarket("CHANGE-USD");
        Api user = venue.user("1000", "0");
        String id = place(user, market, "buy", "10", "2").expect(201).json().getString("orderId");

        JsonObject amended = user.patch(
                        "/api/v1/orders/" + market + "/" + id,
                        new JsonObject().put("quantity", "1"))
                .expect(200)
                .json();
        assertThat(amended.getString("remaining")).isEqualTo("1.00000000");
        JsonObject replaced = user.post(
                        "/api/v1/orders/replace",
                        terms(market, "buy", "11", "1")
                                .put("cancelOrderId", id)
                                .put("clientOrderId", "second"))
                .expect(201)
                .json();
        assertThat(replaced.getString("cancelledOrderId")).isEqualTo(id);
        user.get("/api/v1/orders/" + market + "/client/second").expect(200);
        JsonObject cancelled = user.delete("/api/v1/orders/" + market + "/client/second")
                .expect(200)
                .json();
        assertThat(cancelled.getString("state")).isEqualTo("cancelled");
        assertThat(user.get("/api/v1/orders").expect(200).json().getJsonArray("orders"))
                .isEmpty();
        assertThat(balance(user, "USD")).isEqualTo("1000.0000 held 0.0000");
    }

    @Test
    void shouldCancelAllOfOneSide() {
        String market = newMarket("SIDES-USD");
        Api user = venue.user("1000", "10");
        place(user, market, "buy", "10", "1").expect(201);
        place(user, market, "buy", "11", "1").expect(201);
        place(user, market, "sell", "20", "1").expect(201);

        JsonObject answer = user.delete("/api/v1/orders?market=" + market + "&side=buy")
                .expect(200)
                .json();

        assertThat(answer.getInteger("cancelled")).isEqualTo(2);
        assertThat(user.get("/api/v1/orders?market=" + market).json().getJsonArray("orders"))
                .hasSize(1);
    }

    @Test
    void shouldPreviewWithoutChangingAnything() {
        String market = newMarket("LOOK-USD");
        Api seller = venue.user("0", "5");
        Api buyer = venue.user("1000", "0");
        place(seller, market, "sell", "10", "1").expect(201);
        place(seller, market, "sell", "11", "1").expect(201);

        JsonObject preview = buyer.post("/api/v1/orders/preview", terms(market, "buy", "11", "3"))
                .expect(200)
                .json();

        assertThat(preview.getJsonArray("fills")).hasSize(2);
        assertThat(preview.getString("filledNotional")).isEqualTo("21.0000");
        assertThat(preview.getString("resting")).isEqualTo("1.00000000");
        assertThat(balance(buyer, "USD")).isEqualTo("1000.0000 held 0.0000");
    }

    @Test
    void shouldTakeMarketOrderByBudget() {
        String market = newMarket("SPEND-USD");
        place(venue.user("0", "5"), market, "sell", "10", "5").expect(201);
        Api buyer = venue.user("100", "0");

        JsonObject filled = buyer.post(
                        "/api/v1/orders",
                        new JsonObject()
                                .put("market", market)
                                .put("side", "buy")
                                .put("type", "market")
                                .put("budget", "20.50"))
                .expect(201)
                .json();

        assertThat(filled.getString("filledQuantity")).isEqualTo("2.04000000");
    }

    @Test
    void shouldExpireOrderOfGivenInstant() {
        String market = newMarket("LATER-USD");
        Api user = venue.user("1000", "0");
        Instant soon = Instant.now().plus(Duration.ofHours(1));

        JsonObject order = user.post(
                        "/api/v1/orders",
                        terms(market, "buy", "10", "1")
                                .put("timeInForce", "gtd")
                                .put("expiresAt", soon.toString()))
                .expect(201)
                .json();

        String shown = user.get("/api/v1/orders/" + market + "/" + order.getString("orderId"))
                .expect(200)
                .json()
                .getString("expiresAt");
        assertThat(Instant.parse(shown)).isEqualTo(soon);
    }

    @Test
    void shouldReachMarketWhoseSymbolHasASlash() {
        newMarket("ODD/NAME.1");
        Api user = venue.user("1000", "0");

        place(user, "ODD/NAME.1", "buy", "10", "1").expect(201);

        JsonObject market = user.get("/api/v1/markets/ODD%2FNAME.1").expect(200).json();
        assertThat(market.getJsonObject("bid").getString("price")).isEqualTo("10.00");
        user.get("/api/v1/markets/" + market.getString("id") + "/book").expect(200);
    }

    @Test
    void shouldExplainDenialWithNumbers() {
        Api poor = venue.user("95.50", "0");

        JsonObject problem = poor.order("buy", "120", "1").problem(422, "insufficient-funds");

        assertThat(problem.getString("needed")).isEqualTo("120.1201");
        assertThat(problem.getString("available")).isEqualTo("95.5000");
        assertThat(problem.getString("unit")).isEqualTo("USD");
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("sequence")).isNotBlank();
    }

    @Test
    void shouldPassEngineCodesOnUnmerged() {
        Api user = venue.user("1000", "10");

        user.order("buy", "10.001", "1").problem(422, "tick");
        user.order("buy", "10", "1.001").problem(422, "lot");
        user.order("buy", "2000000", "1").problem(422, "price-maximum");
        user.order("buy", "10", "1001").problem(422, "quantity-maximum");
        user.order("buy", "0", "1").problem(422, "price-missing");
        user.post("/api/v1/orders", Api.limit("buy", "10", "1").put("market", "NONE-USD"))
                .problem(404, "market-unknown");
        user.delete("/api/v1/orders/BTC-USD/4711").problem(404, "order-unknown");
        user.post("/api/v1/orders", Api.limit("buy", "10", "1").put("clientOrderId", "ä"))
                .problem(422, "client-order-id-invalid");
        user.post("/api/v1/orders", Api.limit("buy", "10", "1").put("timeInForce", "gtd"))
                .problem(422, "expiry-missing");
        user.post("/api/v1/orders", Api.limit("buy", "10", "1").put("budget", "5"))
                .problem(422, "budget-not-allowed");
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstand() {
        Api user = venue.user("1000", "0");

        user.post("/api/v1/orders", Api.limit("buy", "10", "1").put("priec", "10"))
                .problem(400, "field-unknown");
        user.post("/api/v1/orders", new JsonObject().put("market", "BTC-USD"))
                .problem(400, "field-missing");
        user.post("/api/v1/orders", Api.limit("bye", "10", "1")).problem(400, "field-invalid");
        user.post("/api/v1/orders", Api.limit("buy", "1e3", "1")).problem(400, "field-invalid");
        user.post("/api/v1/orders", Api.limit("buy", "10", "1").put("quantity", 1))
                .problem(400, "field-invalid");
        user.post("/api/v1/orders", Api.limit("buy", "-10", "1")).problem(400, "field-invalid");
        user.post("/api/v1/orders", "{\"market\":").problem(400, "json-invalid");
        user.post("/api/v1/orders", "{} {}").problem(400, "json-invalid");
        user.post("/api/v1/orders", "[]").problem(400, "json-invalid");
        user.post("/api/v1/orders", "").problem(400, "json-invalid");
        user.get("/api/v1/orders?markt=BTC-USD").problem(400, "parameter-invalid");
        user.get("/api/v1/orders/BTC-USD/one").problem(400, "parameter-invalid");
        user.get("/api/v1/nothing").problem(404, "not-found");
        user.patch("/api/v1/balances", new JsonObject()).problem(405, "method-not-allowed");
        user.awaiting(-1).get("/api/v1/balances").problem(400, "parameter-invalid");
    }

    @Test
    void shouldRefuseBodyThatIsTooLarge() {
        Api user = venue.user("1000", "0");

        user.post("/api/v1/orders", "{\"market\":\"" + "x".repeat(70_000) + "\"}")
                .problem(413, "body-too-large");
    }

    @Test
    void shouldDemandValidToken() {
        Api nobody = new Api(venue.gateway.url(), "");
        nobody.get("/api/v1/balances").problem(401, "unauthenticated");
        nobody.with("Authorization", "Basic YTpi")
                .get("/api/v1/balances")
                .problem(401, "unauthenticated");
        new Api(venue.gateway.url(), "rialto_guess")
                .get("/api/v1/balances")
                .problem(401, "token-invalid");
        new Api(venue.gateway.url(), "x".repeat(300))
                .get("/api/v1/balances")
                .problem(401, "token-invalid");
    }

    @Test
    void shouldAskForTokenBeforeBodyIsRead() {
        Api nobody = new Api(venue.gateway.url(), "rialto_guess");

        nobody.post("/api/v1/orders", "{\"market\":").problem(401, "token-invalid");
        nobody.post("/api/v1/orders", new JsonObject()).problem(401, "token-invalid");
        venue.user("1000", "0")
                .post("/api/v1/admin/deposits", new JsonObject())
                .problem(403, "administrator-only");
    }

    @Test
    void shouldRefuseBodyThatCanBeReadInTwoWays() {
        Api user = venue.user("1000", "0");
        String order = Api.limit("buy", "10", "1").encode();
        String twice = order.substring(0, order.length() - 1) + ",\"price\":\"20\"}";

        user.post("/api/v1/orders/preview", order).expect(200);
        user.post("/api/v1/orders/preview", twice).problem(400, "json-invalid");
        user.post("/api/v1/orders/preview", "// a comment\n" + order).problem(400, "json-invalid");
        user.post("/api/v1/orders/preview", "/* one */" + order).problem(400, "json-invalid");
    }

    @Test
    void shouldRefuseMarketSymbolThatCouldBeAnId() {
        for (String symbol : List.of("2", "007", "9007199254740991")) {
            venue.admin
                    .post("/api/v1/admin/markets", VenueFixture.market(symbol))
                    .problem(400, "field-invalid");
        }
        newMarket("2X");
    }

    @Test
    void shouldEndTokenWhenItIsRevoked() {
        Api user = venue.user("1000", "0");
        String account = user.get("/api/v1/account").json().getString("id");
        JsonObject second = venue.admin
                .post("/api/v1/admin/accounts/" + account + "/tokens", new JsonObject())
                .expect(201)
                .json();
        Api revoked = new Api(venue.gateway.url(), second.getString("token"));
        revoked.get("/api/v1/account").expect(200);

        long sequence = venue.admin
                .delete("/api/v1/admin/tokens/" + second.getString("id"))
                .expect(200)
                .sequence();

        revoked.awaiting(sequence).get("/api/v1/account");
        revoked.get("/api/v1/account").problem(401, "token-invalid");
        user.get("/api/v1/account").expect(200);
    }

    @Test
    void shouldKeepAdministrationFromUsers() {
        Api user = venue.user("1000", "0");

        user.post("/api/v1/admin/assets", new JsonObject().put("symbol", "X").put("scale", 0))
                .problem(403, "administrator-only");
        user.with("X-Sudo", "true").get("/api/v1/balances").problem(403, "administrator-only");
        String other = venue.user("5", "0").get("/api/v1/account").json().getString("id");
        user.get("/api/v1/balances?account=" + other).problem(403, "account-not-yours");
        venue.admin.get("/api/v1/balances?account=" + other).problem(403, "account-not-yours");
        venue.admin
                .with("X-Sudo", "true")
                .get("/api/v1/balances?account=" + other)
                .expect(200);
    }

    @Test
    void shouldNotShowOrdersOfOthers() {
        Api owner = venue.user("1000", "0");
        Api other = venue.user("1000", "0");
        String id = owner.order("buy", "1", "1").expect(201).json().getString("orderId");

        other.get("/api/v1/orders/BTC-USD/" + id).problem(404, "order-unknown");
        other.delete("/api/v1/orders/BTC-USD/" + id).problem(404, "order-unknown");

        owner.delete("/api/v1/orders/BTC-USD/" + id).expect(200);
    }

    @Test
    void shouldPauseMarketAndChangeFees() {
        String market = newMarket("STOP-USD");
        Api user = venue.user("1000", "0");
        String path = "/api/v1/admin/markets/" + market;

        venue.admin.patch(path, new JsonObject().put("status", "paused")).expect(200);
        place(user, market, "buy", "10", "1").problem(409, "market-paused");
        venue.admin
                .patch(path, new JsonObject().put("status", "paused"))
                .problem(409, "status-unchanged");
        venue.admin.patch(path, new JsonObject().put("status", "open")).expect(200);
        venue.admin.patch(path, new JsonObject().put("takerFeePpm", 2000)).expect(200);
        venue.admin
                .patch(path, new JsonObject().put("takerFeePpm", 1).put("status", "open"))
                .problem(400, "field-invalid");

        assertThat(user.awaiting(venue.admin.get("/api/v1/account").sequence())
                        .get("/api/v1/markets/" + market)
                        .json()
                        .getInteger("takerFeePpm"))
                .isEqualTo(2000);
    }

    @Test
    void shouldNotTakeNobodyForAPerson() {
        JsonObject nobody = new JsonObject().put("name", "Nobody").put("person", "0".repeat(32));

        JsonObject problem =
                venue.admin.post("/api/v1/admin/accounts", nobody).problem(400, "field-invalid");

        assertThat(problem.getString("detail")).contains("person").contains("not all 0");
        venue.admin
                .post("/api/v1/admin/accounts", nobody.copy().put("person", "0".repeat(31) + "5"))
                .expect(201);
    }

    @Test
    void shouldMoveMoneyAndRoles() {
        Api user = venue.user("10", "0");
        String account = user.get("/api/v1/account").json().getString("id");
        JsonObject move =
                new JsonObject().put("account", account).put("asset", "USD").put("amount", "4");

        venue.admin.post("/api/v1/admin/withdrawals", move).expect(201);
        JsonObject problem = venue.admin
                .post("/api/v1/admin/withdrawals", move.copy().put("amount", "7"))
                .problem(422, "insufficient-funds");
        assertThat(problem.getString("available")).isEqualTo("6.0000");
        assertThat(problem.getString("unit")).isEqualTo("USD");
        String path = "/api/v1/admin/accounts/" + account;
        venue.admin
                .patch(path + "/self-trade-group", new JsonObject().put("selfTradeGroup", "4"))
                .expect(200);
        long sequence = venue.admin
                .patch(path + "/administrator", new JsonObject().put("administrator", true))
                .expect(200)
                .sequence();

        JsonObject self = user.awaiting(sequence).get("/api/v1/account").json();
        assertThat(self.getBoolean("administrator")).isTrue();
        assertThat(self.getString("selfTradeGroup")).isEqualTo("4");
    }

    @Test
    void shouldSayWhichLimitAndWhenToRetry() {
        Gateway strict = venue.gateway(
                VenueFixture.config().withProfiles(List.of(LimitProfile.parse("user=1/5/5/5"))));
        Api user = venue.user("100000", "0").knownAt(strict);
        JsonObject problem = null;

        for (int i = 0; i < 100 && problem == null; i++) {
            Api.Answer answer = user.delete("/api/v1/orders/BTC-USD/1");
            if (answer.status() == 429) {
                problem = answer.problem(429, "rate-limited");
                assertThat(answer.response().headers().firstValue("Retry-After"))
                        .isPresent();
                assertThat(answer.response().headers().firstValue("RateLimit").orElseThrow())
                        .matches("\"user.mutate\";r=0;t=5, \"user.expensive\";r=5;t=0");
                assertThat(answer.response().headers().firstValue("RateLimit-Policy"))
                        .hasValue("\"user.mutate\";q=5;w=5, \"user.expensive\";q=5;w=60");
            }
        }

        assertThat(problem).isNotNull();
        assertThat(problem.getString("limit")).isEqualTo("user.mutate");
        assertThat(problem.getLong("retryAfterMillis")).isBetween(1L, 1_000L);
        limitsOnTheStream(venue.user("1", "0").knownAt(strict));
    }

    private static void limitsOnTheStream(Api user) {
        try (StreamClient client = StreamClient.open(user)) {
            ClientMessage.Builder cancel =
                    ClientMessage.newBuilder().setCancelAll(CancelAll.getDefaultInstance());
            ServerMessage answer = client.ask(cancel);
            assertThat(answer.hasOutcome()).isTrue();
            assertThat(answer.getCommandsLeft()).isBetween(1, 5);
            for (int i = 0; i < 100 && !answer.hasFailure(); i++) {
                answer = client.ask(cancel);
            }
            assertThat(answer.getFailure().getCode()).isEqualTo("rate-limited");
            assertThat(answer.getFailure().getLimit()).isEqualTo("user.mutate");
            assertThat(answer.getFailure().getRetryAfterMillis()).isBetween(1, 1_000);
            assertThat(answer.hasCommandsLeft()).isTrue();
            assertThat(answer.getCommandsLeft()).isLessThan(5);
            assertThat(answer.getExpensiveLeft()).isEqualTo(5);
        }
    }

    @Test
    void shouldCountWhatIsKeptForGoodAsExpensive() {
        Gateway strict = venue.gateway(VenueFixture.config()
                .withProfiles(List.of(LimitProfile.parse("user=1000/1000/1/8"))));
        long made = venue.user("0", "0")
                .post("/api/v1/outcome-markets", OutcomeMarketsTest.market("COUNTED"))
                .expect(201)
                .sequence();
        Api user = venue.user("100", "0").knownAt(strict).awaiting(made);
        user.post("/api/v1/items", ItemsTest.item("a first")).expect(201);

        for (Api.Answer answer : List.of(
                user.post("/api/v1/items", ItemsTest.item("a second")),
                user.post("/api/v1/outcome-markets", OutcomeMarketsTest.market("COUNTED2")),
                user.post("/api/v1/funds", FundsTest.fund("COUNTED3", "COUNTED")),
                user.post("/api/v1/options", OutcomeMarketsTest.option("COUNTED4", "COUNTED")))) {
            assertThat(answer.problem(429, "rate-limited").getString("limit"))
                    .isEqualTo("user.expensive");
        }
        try (StreamClient stream = StreamClient.open(user)) {
            ServerMessage told = stream.ask(ClientMessage.newBuilder()
                    .setListItem(ListItem.newBuilder()
                            .setTerms(ItemTerms.newBuilder().setName("a third"))));
            assertThat(told.getFailure().getCode()).isEqualTo("rate-limited");
        }
        // What is undone again costs nothing of it.
        user.order("buy", "1", "1").expect(201);
    }

    @Test
    void shouldTakeOneIdempotencyKeyUnderEitherName() {
        Api user = venue.user("100", "0").keyed("one");
        user.with("X-Idempotency-Key", "another")
                .order("buy", "1", "1")
                .problem(400, "idempotency-key-invalid");
        long first = user.order("buy", "1", "1").expect(201).sequence();
        assertThat(user.with("X-Idempotency-Key", "one")
                        .order("buy", "1", "1")
                        .expect(201)
                        .sequence())
                .isEqualTo(first);
        // What is shown once cannot be shown again: no key is promised to do so.
        JsonObject paths = user.get("/openapi.json").expect(200).json().getJsonObject("paths");
        assertThat(posted(paths, "/api/v1/orders")).contains(Exchange.IDEMPOTENCY_KEY);
        for (String path : List.of(
                "/api/v1/admin/join-codes", "/api/v1/admin/invitations", "/api/v1/me/keys")) {
            assertThat(posted(paths, path)).doesNotContain(Exchange.IDEMPOTENCY_KEY);
        }
    }

    private static String posted(JsonObject paths, String path) {
        return paths.getJsonObject(path).getJsonObject("post").encode();
    }

    @Test
    void shouldAnswerHeadAsGetWithoutTheBody() {
        Api user = venue.user("100", "0");
        for (String path : List.of(
                "/health/live",
                "/openapi.json",
                "/api/v1/markets",
                "/api/v1/markets/NONE",
                "/api/v1/orders?limit=0",
                "/api/v3/time",
                "/api/v3/nothing")) {
            Api.Answer whole = user.get(path);
            Api.Answer head = user.send("HEAD", path, HttpRequest.BodyPublishers.noBody(), false);
            assertThat(head.status()).as(path).isEqualTo(whole.status());
            assertThat(head.response().headers().firstValue("Content-Type"))
                    .isEqualTo(whole.response().headers().firstValue("Content-Type"));
            assertThat(head.response().body()).isEmpty();
            if (path.equals("/openapi.json")) {
                assertThat(head.response().headers().firstValue("Content-Length"))
                        .isEqualTo(whole.response().headers().firstValue("Content-Length"));
            }
        }
        assertThat(user.send(
                                "HEAD",
                                "/api/v1/orders/preview",
                                HttpRequest.BodyPublishers.noBody(),
                                false)
                        .status())
                .isEqualTo(405);
    }

    @Test
    void shouldTellHealthAndMetrics() {
        Api nobody = new Api(venue.gateway.url(), "");

        JsonObject health = nobody.get("/health").expect(200).json();
        String metrics = nobody.get("/metrics").expect(200).response().body();

        assertThat(health.getString("status")).isEqualTo("up");
        assertThat(health.getBoolean("connected")).isTrue();
        assertThat(metrics)
                .contains("rialto_gateway_commands_sent_total")
                .contains("rialto_gateway_hop_venue_seconds_bucket")
                .contains("rialto_gateway_view_lag");
    }

    private static String newMarket(String symbol) {
        venue.admin.post("/api/v1/admin/markets", VenueFixture.market(symbol)).expect(201);
        return symbol;
    }

    private static JsonObject terms(String market, String side, String price, String quantity) {
        return Api.limit(side, price, quantity).put("market", market);
    }

    private static Api.Answer place(
            Api user, String market, String side, String price, String quantity) {
        return user.post("/api/v1/orders", terms(market, side, price, quantity));
    }

    private static JsonObject first(Api.Answer answer, String list) {
        return answer.expect(200).json().getJsonArray(list).getJsonObject(0);
    }

    private static String balance(Api user, String asset) {
        JsonArray balances =
                user.get("/api/v1/balances").expect(200).json().getJsonArray("balances");
        for (int i = 0; i < balances.size(); i++) {
            JsonObject balance = balances.getJsonObject(i);
            if (balance.getString("asset").equals(asset)) {
                return balance.getString("cash") + " held " + balance.getString("held");
            }
        }
        return "none";
    }
}
