package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** The example of docs/markets.md on REST: a market of contracts from its creation to its payment. */
class OutcomeMarketsTest {
    private static VenueFixture venue;

    @BeforeAll
    static void openVenue(@TempDir Path directory) {
        venue = VenueFixture.withHistory(directory);
    }

    @AfterAll
    static void closeVenue() {
        venue.close();
    }

    @Test
    void shouldLetUsersCreateTradeAndSettleAMarketOfContracts() {
        Api ann = venue.user("1000", "0");
        Api bob = venue.user("1000", "0");
        ann.post("/api/v1/outcome-markets", market("FROST")).expect(201);
        bob.post("/api/v1/outcome-markets", market("FROST")).problem(409, "market-exists");

        bob.post("/api/v1/orders", order("FROST", "sell", "-2.5", "10")).expect(201);
        assertThat(available(bob)).isEqualTo("475.0000");
        ann.post("/api/v1/orders", order("FROST", "buy", "0", "4")).expect(201);
        assertThat(position(ann, "quantity")).isEqualTo("4.00");
        assertThat(position(ann, "spent")).isEqualTo("-10.0000");
        assertThat(available(ann)).isEqualTo("930.0000");
        String all = "/api/v1/admin/markets/FROST/positions";
        assertThat(venue.admin.get(all).expect(200).json().getJsonArray("positions").stream()
                        .map(JsonObject.class::cast)
                        .map(each ->
                                each.getString("quantity") + " for " + each.getString("spent")))
                .containsExactly("4.00 for -10.0000", "-4.00 for 10.0000");
        ann.get(all).problem(403, "administrator-only");
        ann.post("/api/v1/orders", order("FROST", "buy", "-20.5", "1"))
                .problem(422, "price-minimum");

        JsonObject settlement = new JsonObject().put("price", "-5").put("reason", "measured");
        bob.post("/api/v1/outcome-markets/FROST/settlement", settlement)
                .problem(403, "not-market-owner");
        ann.post("/api/v1/outcome-markets/FROST/settlement", settlement).expect(201);
        assertThat(available(ann)).isEqualTo("990.0000");
        assertThat(available(bob)).isEqualTo("1010.0000");
        JsonObject shown =
                ann
                        .get("/api/v1/outcome-markets")
                        .expect(200)
                        .json()
                        .getJsonArray("markets")
                        .stream()
                        .map(JsonObject.class::cast)
                        .filter(market -> market.getString("symbol").equals("FROST"))
                        .findFirst()
                        .orElseThrow();
        assertThat(shown.getString("settlementPrice")).isEqualTo("-5.00");
        assertThat(shown.getString("title")).isEqualTo("Degrees at noon");
    }

    /** The worked example of issue 4, as docs/markets.md tells it: a mistyped settlement. */
    @Test
    void shouldCorrectAMistypedSettlementAndBustATradeAndShowBoth() {
        Api ann = venue.user("1000", "0");
        Api bob = venue.user("1000", "0");
        ann.post("/api/v1/outcome-markets", market("NOON")).expect(201);
        for (String price : new String[] {"10", "45"}) {
            bob.post("/api/v1/orders", order("NOON", "sell", price, "4")).expect(201);
            ann.post("/api/v1/orders", order("NOON", "buy", price, "4")).expect(201);
        }
        String admin = "/api/v1/admin/markets/NOON";
        JsonObject slip = new JsonObject().put("reason", "typed 45 for 4.5");
        ann.post(admin + "/trades/2/bust", slip).problem(403, "administrator-only");
        Api.Answer busted = venue.admin.post(admin + "/trades/2/bust", slip).expect(200);
        venue.admin.post(admin + "/trades/2/bust", slip).problem(409, "trade-busted");
        assertThat(available(ann.after(busted))).isEqualTo("880.0000");
        assertThat(position(ann, "quantity")).isEqualTo("4.00");

        JsonObject settlement = new JsonObject().put("price", "31");
        ann.post("/api/v1/outcome-markets/NOON/settlement", settlement).expect(201);
        assertThat(available(ann)).isEqualTo("1084.0000");
        JsonObject right = new JsonObject().put("price", "13").put("reason", "typed 31 for 13");
        Api.Answer corrected =
                venue.admin.post(admin + "/settlement-correction", right).expect(200);
        assertThat(available(ann.after(corrected))).isEqualTo("1012.0000");
        assertThat(available(bob.after(corrected))).isEqualTo("988.0000");

        assertThat(kinds(ann.after(corrected)
                        .get("/api/v1/markets/NOON/corrections")
                        .expect(200)
                        .json()))
                .containsExactly("settlement", "busted");
        assertThat(ann.get("/api/v1/trades").expect(200).json().getJsonArray("trades").stream()
                        .map(each -> ((JsonObject) each).getBoolean("busted", false)))
                .containsExactly(true, false);
        Api.Answer voided = venue.admin.post(admin + "/void", slip).expect(200);
        assertThat(available(ann.after(voided))).isEqualTo("1000.0000");
    }

    @Test
    void shouldHaveNoLastPriceWhereTheOnlyTradeWasUndone() {
        Api ann = venue.user("1000", "0");
        Api bob = venue.user("1000", "0");
        ann.post("/api/v1/outcome-markets", market("DUSK")).expect(201);
        bob.post("/api/v1/orders", order("DUSK", "sell", "10", "4")).expect(201);
        long traded = ann.post("/api/v1/orders", order("DUSK", "buy", "10", "4"))
                .expect(201)
                .sequence();
        assertThat(lastPrice(ann, traded)).isEqualTo("10.00");
        JsonObject slip = new JsonObject().put("reason", "not meant");
        long busted = venue.admin
                .post("/api/v1/admin/markets/DUSK/trades/1/bust", slip)
                .expect(200)
                .sequence();
        assertThat(lastPrice(ann, busted)).isNull();
    }

    private static String lastPrice(Api api, long sequence) {
        return api.awaiting(sequence)
                .get("/api/v1/markets/DUSK")
                .expect(200)
                .json()
                .getString("lastPrice");
    }

    private static List<String> kinds(JsonObject corrections) {
        return corrections.getJsonArray("corrections").stream()
                .map(each -> ((JsonObject) each).getString("kind"))
                .toList();
    }

    /** The example of docs/markets.md about options. */
    @Test
    void shouldLetUsersWriteExerciseAndBePaidByOptions() {
        Api ann = venue.user("1000", "0");
        Api bob = venue.user("1000", "0");
        ann.post("/api/v1/outcome-markets", market("EVE")).expect(201);
        bob.post("/api/v1/options", option("EVE-CALL", "EVE")).expect(201);
        bob.post("/api/v1/orders", order("EVE-CALL", "sell", "3", "5")).expect(201);
        assertThat(available(bob)).isEqualTo("815.0000");
        ann.post("/api/v1/orders", order("EVE-CALL", "buy", "3", "5")).expect(201);
        assertThat(contract(ann).encode())
                .isEqualTo("{\"market\":\"EVE-CALL\",\"contract\":\"1\",\"role\":\"holder\","
                        + "\"quantity\":\"5.00\"}");

        JsonObject two = new JsonObject().put("quantity", "2");
        bob.post("/api/v1/options/EVE-CALL/exercises", two).problem(404, "contract-unknown");
        Api.Answer exercised =
                ann.post("/api/v1/options/EVE-CALL/exercises", two).expect(201);
        assertThat(exercised.json().getString("paid")).isEqualTo("20.0000");
        JsonObject left = contract(bob.after(exercised));
        assertThat(left.getString("role")).isEqualTo("writer");
        assertThat(left.getString("quantity")).isEqualTo("3.00");

        JsonObject settlement = new JsonObject().put("price", "30");
        Api.Answer settled =
                ann.post("/api/v1/outcome-markets/EVE/settlement", settlement).expect(201);
        assertThat(available(ann)).isEqualTo("1085.0000");
        assertThat(available(bob.after(settled))).isEqualTo("915.0000");
        assertThat(ann.get("/api/v1/option-contracts").expect(200).json().encode())
                .isEqualTo("{\"contracts\":[]}");
        assertThat(ann.get("/api/v1/options").expect(200).json().encode())
                .contains("\"underlying\":\"EVE\"", "\"strike\":\"10.00\"");
    }

    private static JsonObject contract(Api who) {
        return who.get("/api/v1/option-contracts")
                .expect(200)
                .json()
                .getJsonArray("contracts")
                .getJsonObject(0);
    }

    static JsonObject option(String symbol, String underlying) {
        return new JsonObject()
                .put("symbol", symbol)
                .put("underlying", underlying)
                .put("optionType", "call")
                .put("strike", "10")
                .put("tick", "0.01")
                .put("lot", "1")
                .put("quantityMaximum", "1000")
                .put("positionMaximum", "10000")
                .put("title", "Degrees at noon above ten");
    }

    static JsonObject market(String symbol) {
        return new JsonObject()
                .put("symbol", symbol)
                .put("quote", "USD")
                .put("priceMinimum", "-20")
                .put("priceMaximum", "50")
                .put("tick", "0.01")
                .put("lot", "1")
                .put("quantityMaximum", "1000")
                .put("positionMaximum", "10000")
                .put("title", "Degrees at noon")
                .put("type", "WEATHER");
    }

    static JsonObject order(String market, String side, String price, String quantity) {
        return new JsonObject()
                .put("market", market)
                .put("side", side)
                .put("price", price)
                .put("quantity", quantity);
    }

    private static String position(Api who, String field) {
        return who.get("/api/v1/positions")
                .expect(200)
                .json()
                .getJsonArray("positions")
                .getJsonObject(0)
                .getString(field);
    }

    private static String available(Api who) {
        return who.get("/api/v1/balances").expect(200).json().getJsonArray("balances").stream()
                .map(JsonObject.class::cast)
                .filter(balance -> balance.getString("asset").equals("USD"))
                .map(balance -> balance.getString("available"))
                .findFirst()
                .orElseThrow();
    }
}
