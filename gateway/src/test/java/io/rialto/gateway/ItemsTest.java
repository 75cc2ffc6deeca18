package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;

/** The example of docs/auctions.md on REST: an item with a picture, sold to one and paid by two. */
class ItemsTest {
    private static VenueFixture venue;

    @BeforeAll
    static void openVenue(@TempDir Path directory) {
        venue = VenueFixture.open(VenueFixture.config().withPictures(directory));
    }

    @AfterAll
    static void closeVenue() {
        venue.close();
    }

    @Test
    void shouldSplitThePriceOfAnItemWithAPicture() throws IOException {
        Api ann = venue.user("0", "0");
        Api bob = venue.user("100", "0");
        Api cat = venue.user("44.99", "0");
        String picture = upload(ann, PicturesTest.picture("png", 3, 2))
                .expect(201)
                .json()
                .getString("picture");
        JsonObject bicycle = item("a bicycle").put("picture", picture);
        String id = ann.post("/api/v1/items", bicycle).expect(201).json().getString("id");
        JsonObject settlement = new JsonObject()
                .put("owner", account(bob))
                .put("reason", "the highest bid")
                .put(
                        "contributions",
                        new JsonArray().add(part(bob, "30.00")).add(part(cat, "45.00")));
        String path = "/api/v1/admin/items/" + id + "/settlement";
        venue.admin.post(path, settlement).problem(422, "insufficient-funds");
        assertThat(usd(bob)).isEqualTo("100.0000");
        venue.deposit(account(cat), "USD", "1");
        long sequence = venue.admin.post(path, settlement).expect(201).sequence();
        assertThat(usd(ann.awaiting(sequence))).isEqualTo("75.0000");
        assertThat(usd(bob.awaiting(sequence))).isEqualTo("70.0000");
        ann.delete("/api/v1/items/" + id).problem(409, "listing-ended");
        JsonObject shown = ann.awaiting(sequence)
                .get("/api/v1/items")
                .expect(200)
                .json()
                .getJsonArray("items")
                .getJsonObject(0);
        assertThat(shown.getString("price")).isEqualTo("75.0000");
        assertThat(shown.getString("owner")).isEqualTo(account(bob));

        Api.Answer served = new Api(venue.gateway.url(), "")
                .get("/api/v1/pictures/" + shown.getString("picture"))
                .expect(200);
        assertThat(served.response().headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(served.response().headers().firstValue("X-Content-Type-Options"))
                .hasValue("nosniff");
    }

    @Test
    void shouldSellAtTheShownPriceToSomebodyElse() {
        Api ann = venue.user("10", "0");
        Api bob = venue.user("100", "0");
        JsonObject lamp = item("a lamp").put("buyNowPrice", "20");
        String path = "/api/v1/items/" + ann.post("/api/v1/items", lamp).json().getString("id");
        long edited = ann.patch(path, lamp.put("buyNowPrice", "25")).expect(200).sequence();
        Api buyer = bob.awaiting(edited);
        buyer.post(path + "/purchase", new JsonObject().put("price", "20"))
                .problem(409, "price-changed");
        buyer.patch(path, lamp).problem(403, "not-seller");
        JsonObject price = new JsonObject().put("price", "25");
        ann.post(path + "/purchase", price).problem(409, "own-listing");
        long bought = buyer.post(path + "/purchase", price).expect(201).sequence();
        assertThat(usd(ann.awaiting(bought))).isEqualTo("35.0000");
    }

    @Test
    void shouldRefuseWhatIsNoPicture() {
        Api ann = venue.user("0", "0");
        upload(ann, "<svg/>".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .problem(400, "picture-invalid");
        upload(ann, new byte[Pictures.BYTES_MAX * 2]).problem(413, "body-too-large");
        String none = "/api/v1/pictures/" + "0".repeat(64);
        new Api(venue.gateway.url(), "").get(none).problem(404, "not-found");
        new Api(venue.gateway.url(), "")
                .get("/api/v1/pictures/..%2F..%2Fsecret")
                .problem(400, "parameter-invalid");
    }

    static Api.Answer upload(Api who, byte[] content) {
        String base64 = Base64.getEncoder().encodeToString(content);
        return who.post("/api/v1/pictures", new JsonObject().put("content", base64));
    }

    static JsonObject item(String name) {
        return new JsonObject().put("name", name).put("description", "").put("asset", "USD");
    }

    private static JsonObject part(Api who, String amount) {
        return new JsonObject().put("account", account(who)).put("amount", amount);
    }

    private static String account(Api who) {
        return who.get("/api/v1/account").expect(200).json().getString("id");
    }

    private static String usd(Api who) {
        return who.get("/api/v1/balances").expect(200).json().getJsonArray("balances").stream()
                .map(JsonObject.class::cast)
                .filter(balance -> balance.getString("asset").equals("USD"))
                .map(balance -> balance.getString("available"))
                .findFirst()
                .orElseThrow();
    }
}
