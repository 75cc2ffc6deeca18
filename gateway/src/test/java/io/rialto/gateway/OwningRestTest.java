package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.ListMarkets;
import io.rialto.protocol.v1.SubscribeBook;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Accounts owned, shared and in universes, as REST has them. */
class OwningRestTest {
    private static VenueFixture venue;

    @BeforeAll
    static void openVenue() {
        venue = VenueFixture.open();
    }

    @AfterAll
    static void closeVenue() {
        venue.close();
    }

    private static String id(Api user) {
        return user.get("/api/v1/account").expect(200).json().getString("id");
    }

    private static JsonObject money(String recipient, String amount) {
        return new JsonObject()
                .put("recipient", recipient)
                .put("asset", "USD")
                .put("amount", amount);
    }

    private static String alt(Api user) {
        return user.post("/api/v1/accounts", new JsonObject().put("name", "pool"))
                .expect(201)
                .json()
                .getString("id");
    }

    @Test
    void shouldActAsAnAccountThatOneOwns() {
        Api ann = venue.user("1000", "0");
        Api bob = venue.user("1000", "0");
        String bot = alt(ann);
        ann.post("/api/v1/transfers", money(bot, "100")).expect(201);
        String asBot = "?account=" + bot;

        assertThat(ann.get("/api/v1/balances" + asBot).expect(200).json().encode())
                .contains("\"cash\":\"100.0000\"");
        ann.post("/api/v1/orders" + asBot, Api.limit("buy", "10", "1")).expect(201);
        ann.get("/api/v1/orders" + asBot).expect(200);
        bob.get("/api/v1/balances" + asBot).problem(403, "account-not-yours");
        bob.post("/api/v1/orders" + asBot, Api.limit("buy", "10", "1"))
                .problem(403, "account-not-yours");
    }

    @Test
    void shouldShareAnAccountAndSayWhoIsOwedWhat() {
        Api ann = venue.user("1000", "0");
        Api bob = venue.user("1000", "0");
        Api cid = venue.user("1000", "0");
        String pool = alt(ann);
        String owners = "/api/v1/accounts/" + pool + "/owners";
        ann.post(owners, new JsonObject().put("owner", id(bob))).expect(200);
        bob.post("/api/v1/transfers", money(pool, "30")).expect(201);

        JsonObject credit =
                bob.get(owners).expect(200).json().getJsonArray("credits").getJsonObject(0);
        assertThat(credit)
                .isEqualTo(new JsonObject()
                        .put("owner", id(bob))
                        .put("asset", "USD")
                        .put("credit", "30.0000"));
        cid.get(owners).problem(403, "account-not-yours");
        ann.post("/api/v1/transfers?account=" + pool, money(id(ann), "1"))
                .problem(422, "credit-exceeded");
        assertThat(bob.get("/api/v1/accounts").expect(200).json().encode()).contains(pool);
    }

    @Test
    void shouldRedeemACodeOnce() {
        Api ann = venue.user("0", "0");
        Api bob = venue.user("0", "0");
        venue.deposit(id(venue.admin), "USD", "50");
        JsonObject issued = venue.admin
                .post(
                        "/api/v1/admin/codes",
                        new JsonObject().put("asset", "USD").put("amount", "50"))
                .expect(201)
                .json();
        JsonObject claim = new JsonObject().put("code", issued.getString("code"));

        JsonObject first = ann.post("/api/v1/codes/claim", claim).expect(200).json();
        JsonObject again = ann.post("/api/v1/codes/claim", claim).expect(200).json();

        assertThat(first.getInteger("credited")).isEqualTo(1);
        assertThat(again.getInteger("credited")).isZero();
        bob.post("/api/v1/codes/claim", claim).problem(409, "code-claimed");
        assertThat(ann.get("/api/v1/balances").expect(200).json().encode())
                .contains("\"cash\":\"50.0000\"");
    }

    @Test
    void shouldKeepAUniversesMoneyInIt() {
        Api teacher = venue.user("0", "0");
        Api pupil = venue.user("1000", "0");
        String universe = venue.admin
                .post(
                        "/api/v1/admin/universes",
                        new JsonObject().put("name", "class").put("owner", id(teacher)))
                .expect(201)
                .json()
                .getString("id");
        String path = "/api/v1/universes/" + universe;
        teacher.post(
                        path + "/cohort",
                        new JsonObject().put("asset", "USD").put("startingBalance", "100"))
                .expect(200);
        JsonObject member = new JsonObject().put("user", id(pupil)).put("name", "Pia");
        String account =
                teacher.post(path + "/accounts", member).expect(201).json().getString("id");

        pupil.post("/api/v1/transfers", money(account, "1")).problem(422, "universe-mismatch");
        pupil.post(path + "/messages", new JsonObject().put("text", "hello"))
                .problem(403, "not-universe-owner");
        teacher.post(path + "/messages", new JsonObject().put("text", "hello")).expect(201);
        assertThat(teacher.get(path + "/members").expect(200).json().encode())
                .contains("\"account\":\"" + account + "\"")
                .contains("\"user\":\"" + id(pupil) + "\"")
                .contains("\"cash\":\"100.0000\"");
        pupil.get(path + "/members").problem(403, "not-universe-owner");
        teacher.get("/api/v1/universes/999999/members").problem(404, "universe-unknown");
        venue.admin.get("/api/v1/universes/9999999999/members").problem(404, "universe-unknown");
        assertThat(venue.admin
                        .get("/api/v1/admin/accounts?limit=1&after="
                                + (Long.parseLong(account) - 1))
                        .expect(200)
                        .json()
                        .encode())
                .contains("\"id\":\"" + account + "\"")
                .contains("\"universe\":\"" + universe + "\"");
        assertThat(pupil.get("/api/v1/universes").expect(200).json().encode())
                .contains("\"account\":\"" + account + "\"");
        teacher.post(path + "/reset", new JsonObject().put("reason", "again")).expect(200);
        assertThat(pupil.get("/api/v1/balances?account=" + account)
                        .expect(200)
                        .json()
                        .encode())
                .contains("\"cash\":\"100.0000\"");
    }

    @Test
    void shouldShowTheMarketsOfTheUniverseOfTheAccountActedAs() {
        Api teacher = venue.user("0", "0");
        Api stranger = venue.user("0", "0");
        String universe = venue.admin
                .post(
                        "/api/v1/admin/universes",
                        new JsonObject().put("name", "weather").put("owner", id(teacher)))
                .expect(201)
                .json()
                .getString("id");
        JsonObject member = new JsonObject().put("user", id(teacher)).put("name", "Tom");
        String account = teacher.post("/api/v1/universes/" + universe + "/accounts", member)
                .expect(201)
                .json()
                .getString("id");
        String there = "?account=" + account;
        long market = Long.parseLong(
                teacher.post("/api/v1/outcome-markets" + there, OutcomeMarketsTest.market("RAIN"))
                        .expect(201)
                        .json()
                        .getString("id"));

        for (String list : List.of("/api/v1/markets", "/api/v1/outcome-markets")) {
            assertThat(teacher.get(list + there).expect(200).json().encode()).contains("\"RAIN\"");
            assertThat(teacher.get(list).expect(200).json().encode()).doesNotContain("\"RAIN\"");
            stranger.get(list + there).problem(403, "account-not-yours");
        }
        teacher.get("/api/v1/markets/RAIN/trades" + there).expect(200);
        teacher.get("/api/v1/markets/RAIN/book" + there).expect(200);
        teacher.get("/api/v1/markets/RAIN/trades").problem(404, "market-unknown");
        JsonObject paused = new JsonObject().put("status", "paused");
        venue.admin.patch("/api/v1/admin/markets/RAIN", paused).problem(404, "market-unknown");
        venue.admin
                .patch("/api/v1/admin/markets/RAIN" + there, paused)
                .problem(403, "account-not-yours");
        Api.Answer isPaused = venue.admin
                .with(Exchange.SUDO, "true")
                .patch("/api/v1/admin/markets/RAIN" + there, paused)
                .expect(200);
        assertThat(teacher.after(isPaused)
                        .get("/api/v1/markets/RAIN" + there)
                        .expect(200)
                        .json()
                        .getString("status"))
                .isEqualTo("paused");

        try (StreamClient stream = StreamClient.open(teacher)) {
            ClientMessage.Builder list =
                    ClientMessage.newBuilder().setListMarkets(ListMarkets.getDefaultInstance());
            assertThat(stream.ask(list.clone()).getMarkets().getMarketsList())
                    .noneMatch(each -> each.getId() == market);
            assertThat(stream.ask(list.setAccount(Long.parseLong(account)))
                            .getMarkets()
                            .getMarketsList())
                    .anyMatch(each -> each.getId() == market);
            ClientMessage.Builder book = ClientMessage.newBuilder()
                    .setSubscribeBook(SubscribeBook.newBuilder().setMarket(market));
            assertThat(stream.ask(book.clone()).getFailure().getCode()).isEqualTo("market-unknown");
            assertThat(stream.ask(book.setAccount(Long.parseLong(account))).hasSubscribed())
                    .isTrue();
        }
    }
}
