package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What accounts did besides trading, as their lists tell it, and what they made of it. */
class DealingsTest {
    private static VenueFixture venue;
    private static Api ann;
    private static Api bob;
    private static String annId;
    private static String bobId;

    /**
     * Ann makes a fund of twice NOON and redeems three shares. Bob writes her five calls at 3 that are
     * struck at 10; she exercises two, then sells one back to him; NOON pays 25.
     */
    @BeforeAll
    static void deal(@TempDir Path directory) {
        venue = VenueFixture.withHistory(directory);
        ann = venue.user("1000", "0");
        bob = venue.user("1000", "0");
        annId = ann.get("/api/v1/account").expect(200).json().getString("id");
        bobId = bob.get("/api/v1/account").expect(200).json().getString("id");
        ann.post("/api/v1/outcome-markets", OutcomeMarketsTest.market("NOON")).expect(201);
        ann.post("/api/v1/funds", FundsTest.fund("TWICE", "NOON")).expect(201);
        bob.post("/api/v1/options", OutcomeMarketsTest.option("NOON-CALL", "NOON"))
                .expect(201);
        trade("NOON", bob, ann, "12", "4");
        redeem("3");
        redeem("-1");
        trade("NOON-CALL", bob, ann, "3", "5");
        ann.post("/api/v1/options/NOON-CALL/exercises", new JsonObject().put("quantity", "2"))
                .expect(201);
        trade("NOON-CALL", ann, bob, "4", "1");
        send();
        ann.post("/api/v1/outcome-markets/NOON/settlement", new JsonObject().put("price", "25"))
                .expect(201);
        claim();
        long sequence = sell();
        ann = ann.awaiting(sequence);
        bob = bob.awaiting(sequence);
    }

    /** Returns what the buyer was answered. */
    private static Api.Answer trade(
            String market, Api seller, Api buyer, String price, String quantity) {
        seller.post("/api/v1/orders", OutcomeMarketsTest.order(market, "sell", price, quantity))
                .expect(201);
        return buyer.post(
                        "/api/v1/orders", OutcomeMarketsTest.order(market, "buy", price, quantity))
                .expect(201);
    }

    private static void redeem(String quantity) {
        ann.post("/api/v1/funds/TWICE/redemptions", new JsonObject().put("quantity", quantity))
                .expect(201);
    }

    private static void send() {
        ann.post(
                        "/api/v1/transfers",
                        new JsonObject()
                                .put("recipient", bobId)
                                .put("asset", "USD")
                                .put("amount", "5")
                                .put("note", "lunch"))
                .expect(201);
    }

    private static void claim() {
        String admin = venue.admin.get("/api/v1/account").expect(200).json().getString("id");
        venue.deposit(admin, "USD", "10");
        String code = venue.admin
                .post(
                        "/api/v1/admin/codes",
                        new JsonObject().put("asset", "USD").put("amount", "10"))
                .expect(201)
                .json()
                .getString("code");
        bob.post("/api/v1/codes/claim", new JsonObject().put("code", code)).expect(200);
    }

    private static long sell() {
        JsonObject bicycle = new JsonObject()
                .put("name", "a bicycle")
                .put("asset", "USD")
                .put("buyNowPrice", "20");
        String id = ann.post("/api/v1/items", bicycle).expect(201).json().getString("id");
        return bob.post("/api/v1/items/" + id + "/purchase", new JsonObject().put("price", "20"))
                .expect(201)
                .sequence();
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    private static List<JsonObject> list(Api who, String path, String name) {
        return who.get(path).expect(200).json().getJsonArray(name).stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    /** Some fields of each entry, the newest first. */
    private static List<String> told(Api who, String path, String name, String... fields) {
        return list(who, path, name).stream()
                .map(each -> List.of(fields).stream()
                        .map(field -> String.valueOf(each.getValue(field)))
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void shouldTellWhatWasRedeemed() {
        String[] fields = {"market", "quantity", "fee", "quote", "actor"};
        assertThat(told(ann, "/api/v1/redemptions", "redemptions", fields))
                .containsExactly(
                        "TWICE -1.00 1.5000 USD " + annId, "TWICE 3.00 1.5000 USD " + annId);
        assertThat(told(ann, "/api/v1/redemptions?market=NOON", "redemptions", fields))
                .isEmpty();
        assertThat(told(bob, "/api/v1/redemptions", "redemptions", fields)).isEmpty();
        bob.get("/api/v1/redemptions?account=" + annId).problem(403, "account-not-yours");
        ann.get("/api/v1/redemptions?market=NONE").problem(404, "market-unknown");
        ann.get("/api/v1/redemptions?limit=0").problem(400, "parameter-invalid");
        ann.get("/api/v1/redemptions?from=2030-01-01T00:00:00Z&to=2029-01-01T00:00:00Z")
                .problem(400, "parameter-invalid");
    }

    @Test
    void shouldGoThroughPagesWithinARange() {
        List<String> all = new ArrayList<>();
        String before = "";
        do {
            JsonObject page = ann.get(
                            "/api/v1/redemptions?limit=1&from=2020-01-01T00:00:00Z" + before)
                    .expect(200)
                    .json();
            page.getJsonArray("redemptions").stream()
                    .map(each -> ((JsonObject) each).getString("quantity"))
                    .forEach(all::add);
            before = page.containsKey("before") ? "&before=" + page.getString("before") : "";
        } while (!before.isEmpty());
        assertThat(all).containsExactly("-1.00", "3.00");
        assertThat(list(ann, "/api/v1/redemptions?to=2020-01-01T00:00:00Z", "redemptions"))
                .isEmpty();
    }

    @Test
    void shouldTellWhatBecameOfContracts() {
        String[] fields = {"kind", "contract", "role", "quantity", "remaining", "paid", "price"};
        assertThat(told(ann, "/api/v1/option-contract-history", "contracts", fields))
                .containsExactly(
                        "settled 1 holder 2.00 0.00 null 15.00",
                        "reduced 1 holder 1.00 2.00 null null",
                        "exercised 1 holder 2.00 3.00 20.0000 null",
                        "written 1 holder 5.00 5.00 null null");
        assertThat(told(
                        bob,
                        "/api/v1/option-contract-history?market=NOON-CALL",
                        "contracts",
                        "role"))
                .containsOnly("writer");
    }

    @Test
    void shouldTellWhatAMarketPaid() {
        assertThat(told(
                        bob,
                        "/api/v1/markets/NOON/settlements",
                        "settlements",
                        "price",
                        "positions",
                        "actor"))
                .containsExactly("25.00 3 " + annId);
        assertThat(told(bob, "/api/v1/markets/NOON-CALL/settlements", "settlements", "price"))
                .containsExactly("15.00");
    }

    @Test
    void shouldTellWhatCameAndWent() {
        String[] fields = {"kind", "amount", "account", "recipient", "note"};
        assertThat(told(bob, "/api/v1/transfers", "transfers", fields).getFirst())
                .isEqualTo("transfer 5.0000 " + annId + " " + bobId + " lunch");
        assertThat(told(bob, "/api/v1/transfers", "transfers", "kind"))
                .containsExactly("transfer", "deposit");
    }

    @Test
    void shouldTellWhatBecameOfCodesAndItems() {
        assertThat(told(bob, "/api/v1/codes", "codes", "kind", "amount", "claimant"))
                .containsExactly("claimed 10.0000 " + bobId);
        assertThat(told(venue.admin, "/api/v1/codes", "codes", "kind", "amount"))
                .containsExactly("claimed 10.0000", "issued 10.0000");
        assertThat(told(ann, "/api/v1/codes", "codes", "kind")).isEmpty();
        assertThat(told(ann, "/api/v1/item-history", "items", "kind", "name", "account", "amount"))
                .containsExactly(
                        "paid a bicycle " + bobId + " 20.0000",
                        "sold a bicycle " + bobId + " 20.0000",
                        "listed a bicycle " + annId + " 20.0000");
        assertThat(list(ann, "/api/v1/item-history?item=99", "items")).isEmpty();
    }

    @Test
    void shouldTellOrdersAndTradesBackToTheFirst() {
        assertThat(told(ann, "/api/v1/order-history", "orders", "market", "side", "state"))
                .containsExactly(
                        "NOON-CALL sell filled", "NOON-CALL buy filled", "NOON buy filled");
        assertThat(told(ann, "/api/v1/trade-history", "trades", "market", "quantity", "role"))
                .containsExactly("NOON-CALL 1.00 maker", "NOON-CALL 5.00 taker", "NOON 4.00 taker");
        assertThat(list(ann, "/api/v1/trade-history?market=NOON&limit=1", "trades"))
                .hasSize(1);
    }

    @Test
    void shouldTellWhatWasRefused() {
        Api eve = venue.user("10", "0");
        JsonObject much = OutcomeMarketsTest.order("BTC-USD", "buy", "1", "2000");
        eve.post("/api/v1/orders", much.put("clientOrderId", "much"))
                .problem(422, "quantity-maximum");
        eve.post("/api/v1/orders", OutcomeMarketsTest.order("NOON-CALL", "buy", "1", "1"))
                .problem(409, "market-settled");
        eve.delete("/api/v1/orders/BTC-USD/99").problem(404, "order-unknown");
        JsonObject last = eve.order("buy", "11", "1").problem(422, "insufficient-funds");
        Api awaiting = eve.awaiting(Long.parseLong(last.getString("sequence")));
        String[] fields = {"code", "market", "orderId", "clientOrderId", "needed", "available"};

        assertThat(told(awaiting, "/api/v1/denials", "denials", fields))
                .containsExactly(
                        "insufficient-funds BTC-USD null null null null",
                        "order-unknown BTC-USD 99 null null null",
                        "market-settled NOON-CALL null null null null",
                        "quantity-maximum BTC-USD null much 1000.00000000 2000.00000000");
        assertThat(told(awaiting, "/api/v1/denials?limit=1", "denials", "title", "unit"))
                .containsExactly("There is not enough available null");
        assertThat(list(ann, "/api/v1/denials", "denials")).isEmpty();
        bob.get("/api/v1/denials?account=" + annId).problem(403, "account-not-yours");
    }

    @Test
    void shouldTellEverybodysPositionsThenAndNow() {
        String path = "/api/v1/markets/NOON-CALL/positions";
        String written = list(ann, "/api/v1/option-contract-history", "contracts")
                .getLast()
                .getString("sequence");
        assertThat(told(bob, path + "?at=" + written, "positions", "account", "quantity"))
                .containsExactly(annId + " 5.00", bobId + " -5.00");
        // As they were paid.
        assertThat(told(bob, path, "positions", "account", "quantity"))
                .containsExactly(annId + " 2.00", bobId + " -2.00");
        JsonObject first = bob.get(path + "?limit=1").expect(200).json();
        assertThat(first.getInteger("participants")).isEqualTo(2);
        assertThat(told(
                        bob,
                        path + "?after=" + first.getInteger("after") + "&at="
                                + first.getString("at"),
                        "positions",
                        "account"))
                .containsExactly(bobId);
        assertThat(told(bob, path + "?at=2020-01-01T00:00:00Z", "positions", "account"))
                .isEmpty();
        bob.get(path + "?at=999999999").problem(400, "parameter-invalid");
        bob.get("/api/v1/markets/BTC-USD/positions").problem(409, "not-an-outcome-market");
    }

    @Test
    void shouldHideWhoseAPositionIsWhereTheMarketDoes() {
        Api cat = venue.user("1000", "0");
        Api dan = venue.user("1000", "0");
        cat.post("/api/v1/outcome-markets", OutcomeMarketsTest.market("VEIL")).expect(201);
        trade("VEIL", dan, cat, "5", "1");
        long sequence = hideAccounts(venue, "VEIL");
        String catId = cat.get("/api/v1/account").expect(200).json().getString("id");
        String path = "/api/v1/markets/VEIL/positions";
        assertThat(told(cat.awaiting(sequence), path, "positions", "account", "quantity"))
                .containsExactly(catId + " 1.00", "0 -1.00");
        assertThat(told(bob.awaiting(sequence), path, "positions", "account", "quantity"))
                .containsExactly("0 1.00", "0 -1.00");
    }

    private static long hideAccounts(VenueFixture at, String market) {
        return at.admin
                .patch(
                        "/api/v1/admin/markets/" + market + "/visibility",
                        new JsonObject().put("restricted", false).put("hideAccountIds", true))
                .expect(200)
                .sequence();
    }

    /** The history may be ahead of the view, which says what is to be hidden. */
    @Test
    void shouldHideWhoseAPositionIsAlsoWhereOnlyTheViewIsBehind(@TempDir Path directory) {
        try (VenueFixture slow = VenueFixture.withHistory(
                VenueFixture.config().withViewWaitMillis(200), directory)) {
            Api cat = slow.user("1000", "0");
            Api dan = slow.user("1000", "0");
            cat.post("/api/v1/outcome-markets", OutcomeMarketsTest.market("VEIL"))
                    .expect(201);
            Api.Answer traded = trade("VEIL", dan, cat, "5", "1");
            String path = "/api/v1/markets/VEIL/positions";
            assertThat(list(dan.after(traded), path, "positions")).hasSize(2);
            slow.areViewsHeld.set(true);
            Api later = dan.awaiting(hideAccounts(slow, "VEIL"));

            assertThat(later.get(path).problem(503, "view-behind").getString("detail"))
                    .contains("shown is");
            slow.areViewsHeld.set(false);

            await().atMost(VenueFixture.PATIENCE).until(() -> later.get(path).status() == 200);
            String danId = dan.get("/api/v1/account").expect(200).json().getString("id");
            assertThat(told(later, path, "positions", "account", "quantity"))
                    .containsExactly("0 1.00", danId + " -1.00");
        }
    }

    /** One request, which waits, is judged by what the view shows when it is answered. */
    @Test
    void shouldHideWhoseAnOrderOrAPositionIsFromWhatWaitedForTheView() {
        Api cat = venue.user("1000", "0");
        Api dan = venue.user("1000", "0");
        for (String[] each : new String[][] {
            {"MASK", "/book/orders", "bids"}, {"HOOD", "/positions", "positions"}
        }) {
            cat.post("/api/v1/outcome-markets", OutcomeMarketsTest.market(each[0]))
                    .expect(201);
            trade(each[0], dan, cat, "5", "1");
            Api.Answer rests = cat.post(
                            "/api/v1/orders", OutcomeMarketsTest.order(each[0], "buy", "4", "1"))
                    .expect(201);
            String path = "/api/v1/markets/" + each[0] + each[1];
            assertThat(told(dan.after(rests), path, each[2], "account")).doesNotContain("0");
            venue.areViewsHeld.set(true);
            long hidden = hideAccounts(venue, each[0]);
            CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
                    .execute(() -> venue.areViewsHeld.set(false));

            assertThat(told(dan.awaiting(hidden), path, each[2], "account")).contains("0");
        }
    }

    /** All has been paid: what was made, less fees, is what the account has more than it was given. */
    @Test
    void shouldMakeWhatTheMoneySays() {
        for (String method : List.of("average", "fifo")) {
            assertThat(made(ann, method)).isEqualTo(usd(ann) - 1000_0000L + 5_0000 - 20_0000);
            assertThat(made(bob, method))
                    .isEqualTo(usd(bob) - 1000_0000L - 5_0000 - 10_0000 + 20_0000);
        }
        JsonArray markets = ann.get("/api/v1/profit").expect(200).json().getJsonArray("markets");
        assertThat(markets.stream().map(each -> ((JsonObject) each).getString("position")))
                // Six came from three shares and two went into one, four were bought, two
                // exercised.
                .containsExactly("10.00", "-2.00", "2.00");
    }

    private static JsonObject dollars(JsonObject statement) {
        return statement.getJsonArray("assets").stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getString("asset").equals("USD"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldTellAPeriodToTheLastUnit() {
        JsonObject whole = ann.get("/api/v1/statement").expect(200).json();
        JsonObject dollars = dollars(whole);
        assertThat(dollars.getString("opening")).isEqualTo("0.0000");
        assertThat(minor(dollars.getString("closing"))).isEqualTo(usd(ann));
        assertThat(dollars.getJsonArray("changes").stream()
                        .mapToLong(each -> minor(((JsonObject) each).getString("amount")))
                        .sum())
                .isEqualTo(usd(ann));
        long fees = whole.getJsonArray("markets").stream()
                .mapToLong(each -> minor(((JsonObject) each).getString("fees")))
                .sum();
        assertThat(fees).isEqualTo(3_0000);
        String time = list(ann, "/api/v1/redemptions", "redemptions").getFirst().getString("time");
        JsonObject first = ann.get("/api/v1/statement?to=" + time).expect(200).json();
        JsonObject second = ann.get("/api/v1/statement?method=fifo&from=" + time)
                .expect(200)
                .json();
        assertThat(dollars(second).getString("opening"))
                .isEqualTo(dollars(first).getString("closing"));
        assertThat(dollars(second).getString("closing")).isEqualTo(dollars.getString("closing"));
        bob.get("/api/v1/statement?account=" + annId).problem(403, "account-not-yours");
    }

    @Test
    void shouldWriteAPeriodAsFiles() {
        String csv =
                ann.get("/api/v1/exports/statement.csv").expect(200).response().body();
        long sum = csv.lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(cells -> cells[2].equals("USD"))
                .mapToLong(cells -> minor(cells[4]))
                .sum();
        assertThat(sum).isEqualTo(usd(ann));
        assertThat(csv.lines().filter(line -> line.contains(",closing,"))).isNotEmpty();
        String html =
                ann.get("/api/v1/exports/statement.html").expect(200).response().body();
        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .contains("<h1>Statement of account " + annId + "</h1>")
                .contains("<td>closing</td>");
    }

    private static long made(Api who, String method) {
        return who
                .get("/api/v1/profit?method=" + method)
                .expect(200)
                .json()
                .getJsonArray("markets")
                .stream()
                .map(JsonObject.class::cast)
                .mapToLong(each -> minor(each.getString("realised"))
                        + minor(each.getString("unrealised"))
                        - minor(each.getString("fees")))
                .sum();
    }

    private static long usd(Api who) {
        return who.get("/api/v1/balances").expect(200).json().getJsonArray("balances").stream()
                .map(JsonObject.class::cast)
                .filter(balance -> balance.getString("asset").equals("USD"))
                .mapToLong(balance -> minor(balance.getString("cash")))
                .findFirst()
                .orElseThrow();
    }

    private static long minor(String amount) {
        return Decimals.parse(amount, 4).orElseThrow();
    }
}
