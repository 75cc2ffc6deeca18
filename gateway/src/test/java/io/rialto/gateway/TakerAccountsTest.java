package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.SubscribeTrades;
import io.rialto.protocol.v1.Trade;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who took is told with a trade, but not where the market hides accounts (VENUE-RULES 6). */
class TakerAccountsTest {
    private static final String TOLD = "TOLD-USD";
    private static final String HIDING = "HIDES-USD";

    private static VenueFixture venue;
    private static Api maker;
    private static Api taker;
    private static Api stranger;

    @BeforeAll
    static void trade() {
        venue = VenueFixture.open();
        maker = venue.user("1000", "90");
        taker = venue.user("1000", "9");
        stranger = venue.user("1000", "9");
        for (String market : new String[] {TOLD, HIDING}) {
            venue.admin
                    .post("/api/v1/admin/markets", VenueFixture.market(market))
                    .expect(201);
            if (market.equals(HIDING)) {
                hide(market, true);
            }
            trade(market);
        }
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    private static void hide(String market, boolean hides) {
        venue.admin
                .patch(
                        "/api/v1/admin/markets/" + market + "/visibility",
                        new JsonObject().put("restricted", false).put("hideAccountIds", hides))
                .expect(200);
    }

    private static Api.Answer trade(String market) {
        maker.post("/api/v1/orders", Api.limit("sell", "10", "1").put("market", market))
                .expect(201);
        return taker.post("/api/v1/orders", Api.limit("buy", "10", "1").put("market", market))
                .expect(201);
    }

    private static String idOf(Api user) {
        return user.get("/api/v1/account").expect(200).json().getString("id");
    }

    private static String takerToldTo(Api user, String market) {
        return user.get("/api/v1/markets/" + market + "/trades")
                .expect(200)
                .json()
                .getJsonArray("trades")
                .getJsonObject(0)
                .getString("takerAccount");
    }

    private static long market(String symbol) {
        Api.Answer found = venue.admin.get("/api/v1/markets/" + symbol).expect(200);
        return Long.parseLong(found.json().getString("id"));
    }

    private static ServerMessage subscribe(StreamClient client, long market, Pace pace) {
        client.ask(ClientMessage.newBuilder()
                .setSubscribeTrades(
                        SubscribeTrades.newBuilder().setMarket(market).setPace(pace)));
        return client.await(ServerMessage::hasTradesSnapshot);
    }

    private static Trade next(StreamClient client) {
        ServerMessage told = client.await(each -> each.hasTrade() || each.hasTradesDelta());
        return told.hasTrade() ? told.getTrade() : told.getTradesDelta().getTrades(0);
    }

    @Test
    void shouldTellWhoTookByRestUnlessTheMarketHidesIt() {
        assertThat(takerToldTo(stranger, TOLD)).isEqualTo(idOf(taker));
        assertThat(takerToldTo(stranger, HIDING)).isEqualTo("0");
        assertThat(takerToldTo(maker, HIDING)).isEqualTo("0");
        // One's own are no secret; nor is anybody's to an administrator with sudo, and only then.
        assertThat(takerToldTo(taker, HIDING)).isEqualTo(idOf(taker));
        assertThat(takerToldTo(venue.admin, HIDING)).isEqualTo("0");
        assertThat(takerToldTo(venue.admin.with(Exchange.SUDO, "true"), HIDING))
                .isEqualTo(idOf(taker));
    }

    @Test
    void shouldTellWhoTookOnTheStreamUnlessTheMarketHidesIt() {
        for (Pace pace : new Pace[] {Pace.PACE_RAW, Pace.PACE_20_HZ, Pace.PACE_4_HZ}) {
            for (String symbol : new String[] {TOLD, HIDING}) {
                long wanted = symbol.equals(HIDING) ? 0 : Long.parseLong(idOf(taker));
                try (StreamClient client = StreamClient.open(stranger)) {
                    ServerMessage snapshot = subscribe(client, market(symbol), pace);
                    assertThat(snapshot.getTradesSnapshot().getTradesList())
                            .extracting(Trade::getTakerAccount)
                            .containsOnly(wanted);
                    trade(symbol);
                    assertThat(next(client).getTakerAccount())
                            .as("%s %s", symbol, pace)
                            .isEqualTo(wanted);
                }
            }
        }
    }

    @Test
    void shouldHideFromThenOnWhatAMarketToldBefore() {
        String symbol = "TURNS-USD";
        venue.admin.post("/api/v1/admin/markets", VenueFixture.market(symbol)).expect(201);
        Api.Answer traded = trade(symbol);
        assertThat(takerToldTo(stranger.after(traded), symbol)).isEqualTo(idOf(taker));
        try (StreamClient client = StreamClient.open(stranger)) {
            subscribe(client, market(symbol), Pace.PACE_20_HZ);
            hide(symbol, true);
            trade(symbol);
            assertThat(next(client).getTakerAccount()).isZero();
        }
        assertThat(takerToldTo(stranger, symbol)).isEqualTo("0");
    }
}
