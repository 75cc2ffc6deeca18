package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example of docs/markets.md on REST: a fund, what it is worth, and what it pays. */
class FundsTest {
    private static VenueFixture venue;

    @BeforeAll
    static void openVenue() {
        venue = VenueFixture.open();
    }

    @AfterAll
    static void closeVenue() {
        venue.close();
    }

    @Test
    void shouldLetUsersMakeAFundRedeemItAndBePaidWhenItsConstituentIs() {
        Api ann = venue.user("1000", "0");
        ann.post("/api/v1/outcome-markets", OutcomeMarketsTest.market("NOON")).expect(201);
        ann.post("/api/v1/funds", fund("TWICE", "NOON").put("tick", "0.03"))
                .problem(422, "constituents-incompatible");
        ann.post("/api/v1/funds", fund("TWICE", "NOON")).expect(201);
        assertThat(ann.get("/api/v1/funds")
                        .expect(200)
                        .json()
                        .getJsonArray("funds")
                        .getJsonObject(0)
                        .getJsonArray("constituents")
                        .encode())
                .isEqualTo("[{\"market\":\"NOON\",\"multiplier\":2}]");

        redeem(ann, "0", 422, "quantity-missing");
        redeem(ann, "100", 422, "insufficient-funds");
        JsonObject done = ann.post(
                        "/api/v1/funds/TWICE/redemptions", new JsonObject().put("quantity", "3"))
                .expect(201)
                .json();
        assertThat(done.getString("fees")).isEqualTo("1.5000");
        // Three shares short, which cost 100 each at worst; six contracts, which bring -20 at
        // worst.
        assertThat(balance(ann, "available")).isEqualTo("578.5000");

        assertThat(valuation(ann, "").getBoolean("complete")).isFalse();
        JsonObject valued = valuation(ann, "?prices=NOON:10,TWICE:21");
        assertThat(valued.getString("total")).isEqualTo("995.5000");
        assertThat(valued.getBoolean("complete")).isTrue();
        assertThat(valuation(ann, "?prices=NOON:10").getString("total")).isEqualTo("998.5000");
        ann.get("/api/v1/valuation/USD?prices=NOON").problem(400, "parameter-invalid");

        ann.post("/api/v1/outcome-markets/TWICE/settlement", new JsonObject().put("price", "14"))
                .problem(409, "settles-by-itself");
        ann.post("/api/v1/outcome-markets/NOON/settlement", new JsonObject().put("price", "7"))
                .expect(201);
        assertThat(balance(ann, "cash")).isEqualTo("998.5000");
        assertThat(ann.get("/api/v1/markets/TWICE/mark").expect(200).json())
                .isEqualTo(new JsonObject()
                        .put("market", "TWICE")
                        .put("price", "14.000000000")
                        .put("source", "settlement"));
        redeem(ann, "1", 409, "redemption-closed");
    }

    private static void redeem(Api who, String quantity, int status, String code) {
        who.post("/api/v1/funds/TWICE/redemptions", new JsonObject().put("quantity", quantity))
                .problem(status, code);
    }

    static JsonObject fund(String symbol, String constituent) {
        return new JsonObject()
                .put("symbol", symbol)
                .put(
                        "constituents",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("market", constituent)
                                        .put("multiplier", 2)))
                .put("redemptionFee", "1.5")
                .put("tick", "0.01")
                .put("lot", "1")
                .put("quantityMaximum", "1000")
                .put("positionMaximum", "1000")
                .put("title", "Twice the degrees at noon");
    }

    private static JsonObject valuation(Api who, String query) {
        return who.get("/api/v1/valuation/USD" + query).expect(200).json();
    }

    private static String balance(Api who, String field) {
        return who.get("/api/v1/balances").expect(200).json().getJsonArray("balances").stream()
                .map(JsonObject.class::cast)
                .filter(balance -> balance.getString("asset").equals("USD"))
                .map(balance -> balance.getString(field))
                .findFirst()
                .orElseThrow();
    }
}
