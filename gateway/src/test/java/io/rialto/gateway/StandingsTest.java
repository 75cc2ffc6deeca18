package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;

/** A class on REST: markets in its own universe, trades as the class accounts, standings, a reset. */
class StandingsTest {
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
    void shouldValueMembersAtTheLastPriceAndBeginAnewWithPositionsOpen() {
        String teacher = id(venue.admin.get("/api/v1/account").json(), "id");
        String universe = id(
                venue.admin
                        .post(
                                "/api/v1/admin/universes",
                                new JsonObject().put("owner", teacher).put("name", "class"))
                        .expect(201)
                        .json(),
                "id");
        String path = "/api/v1/universes/" + universe;
        JsonObject cohort = new JsonObject().put("asset", "USD").put("startingBalance", "100");
        Api admin = venue.admin;
        admin.post(path + "/cohort", cohort.put("marketCreators", "members")).expect(200);
        Api ann = venue.user("0", "0");
        Api bob = venue.user("0", "0");
        String annIn = join(path, ann, "Ann");
        String bobIn = join(path, bob, "Bob");
        ann.post("/api/v1/outcome-markets?account=" + annIn, OutcomeMarketsTest.market("FOG"))
                .expect(201);
        JsonObject spot = VenueFixture.market("BTC-CLASS").put("universe", universe);
        Api.Answer opened = admin.post("/api/v1/admin/markets", spot).expect(201);
        assertThat(bob.after(opened)
                        .get("/api/v1/markets?account=" + bobIn)
                        .json()
                        .getJsonArray("markets"))
                .hasSize(2);
        bob.post(
                        "/api/v1/orders?account=" + bobIn,
                        OutcomeMarketsTest.order("FOG", "sell", "5", "1"))
                .expect(201);
        ann.post(
                        "/api/v1/orders?account=" + annIn,
                        OutcomeMarketsTest.order("FOG", "buy", "5", "1"))
                .expect(201);
        bob.post(
                        "/api/v1/orders?account=" + bobIn,
                        OutcomeMarketsTest.order("FOG", "sell", "7", "1"))
                .expect(201);
        ann.post(
                        "/api/v1/orders?account=" + annIn,
                        OutcomeMarketsTest.order("FOG", "buy", "7", "1"))
                .expect(201);
        // Ann has paid 12 for what was last worth 14.
        assertThat(values(ann.get(path + "/standings").expect(200).json()))
                .containsExactly("Ann 102.0000", "Bob 98.0000");
        checkMarks(path, ann, annIn, bob, bobIn);
        venue.user("0", "0").get(path + "/standings").problem(404, "universe-unknown");

        admin.post(path + "/messages", new JsonObject().put("text", "Pens down"))
                .expect(201);
        Api.Answer welcome = admin.with("X-Sudo", "true")
                .post("/api/v1/universes/0/messages", new JsonObject().put("text", "Welcome"))
                .expect(201);
        assertThat(texts(bob.after(welcome))).containsExactly("Welcome", "Pens down");
        assertThat(texts(venue.user("0", "0").after(welcome))).containsExactly("Welcome");

        Api.Answer reset = admin.post(path + "/reset", new JsonObject().put("reason", "a new day"))
                .expect(200);
        assertThat(values(bob.after(reset).get(path + "/standings").expect(200).json()))
                .containsExactlyInAnyOrder("Ann 100.0000", "Bob 100.0000");
        bob.post(
                        "/api/v1/orders?account=" + bobIn,
                        OutcomeMarketsTest.order("FOG", "sell", "5", "1"))
                .problem(409, "market-void");
    }

    /** What never traded is worth the middle of bid and ask, once there are both. */
    private static void checkMarks(String path, Api ann, String annIn, Api bob, String bobIn) {
        Api waiting = ann;
        for (String account : List.of(annIn, bobIn)) {
            JsonObject gift = new JsonObject().put("account", account).put("asset", "BTC");
            waiting = ann.after(
                    venue.admin.post("/api/v1/gifts", gift.put("amount", "2")).expect(201));
        }
        JsonObject without = waiting.get(path + "/standings").expect(200).json();
        assertThat(values(without)).containsExactly("Ann 102.0000", "Bob 98.0000");
        assertThat(without.getJsonArray("standings").getJsonObject(0).getBoolean("whole"))
                .isFalse();
        ann.post(
                        "/api/v1/orders?account=" + annIn,
                        OutcomeMarketsTest.order("BTC-CLASS", "buy", "4", "1"))
                .expect(201);
        Api.Answer asked = bob.post(
                        "/api/v1/orders?account=" + bobIn,
                        OutcomeMarketsTest.order("BTC-CLASS", "sell", "7", "1"))
                .expect(201);
        JsonObject with = ann.after(asked).get(path + "/standings").expect(200).json();
        assertThat(values(with)).containsExactly("Ann 113.0000", "Bob 109.0000");
        assertThat(with.getJsonArray("standings").getJsonObject(0).getBoolean("whole"))
                .isTrue();
    }

    private static String join(String path, Api user, String name) {
        String id = id(user.get("/api/v1/account").json(), "id");
        return id(
                venue.admin
                        .post(
                                path + "/accounts",
                                new JsonObject().put("user", id).put("name", name))
                        .expect(201)
                        .json(),
                "id");
    }

    private static String id(JsonObject json, String field) {
        return json.getString(field);
    }

    private static List<String> texts(Api user) {
        return user.get("/api/v1/messages").expect(200).json().getJsonArray("messages").stream()
                .map(JsonObject.class::cast)
                .map(each -> each.getString("text"))
                .toList();
    }

    private static List<String> values(JsonObject standings) {
        return standings.getJsonArray("standings").stream()
                .map(JsonObject.class::cast)
                .map(each -> each.getString("name") + " " + each.getString("value"))
                .toList();
    }
}
