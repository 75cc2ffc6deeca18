package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.MarketStatus;
import io.rialto.protocol.v1.MarketStatusChange;
import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.Ping;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.Side;
import io.rialto.protocol.v1.StatusCause;
import io.rialto.protocol.v1.SubscribeBook;
import io.rialto.protocol.v1.SubscribeTrades;
import io.rialto.protocol.v1.Unsubscribe;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;

/** Whoever listens to a market hears at once that it pauses, closes and opens again. */
class MarketStatusTest {
    private static final long DOLLAR = 1_000_000_000L;
    private static final long COIN = 100_000_000L;
    private static VenueFixture venue;
    private static int markets;

    private String symbol;
    private long market;
    private StreamClient listener;

    @BeforeAll
    static void openVenue() {
        venue = VenueFixture.open();
    }

    @AfterAll
    static void closeVenue() {
        venue.close();
    }

    @BeforeEach
    void openMarket() {
        symbol = "S" + ++markets + "-USD";
        venue.admin.post("/api/v1/admin/markets", VenueFixture.market(symbol)).expect(201);
        market = Long.parseLong(
                venue.admin.get("/api/v1/markets/" + symbol).expect(200).json().getString("id"));
        listener = StreamClient.open(venue.user("1000", "0"));
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Pace.class,
            names = {"PACE_RAW", "PACE_20_HZ"})
    void shouldTellEveryChangeToListenersOfTheBook(Pace pace) {
        subscribeBook(pace);

        long paused = change("paused", "Fire alarm");
        long opened = change("open", "");
        long closed = change("closed", "For good");

        MarketStatusChange first = next();
        assertThat(first)
                .isEqualTo(MarketStatusChange.newBuilder()
                        .setMarket(market)
                        .setStatus(MarketStatus.MARKET_STATUS_PAUSED)
                        .setReason("Fire alarm")
                        .setTime(first.getTime())
                        .setSequence(paused)
                        .setCause(StatusCause.STATUS_CAUSE_COMMAND)
                        .build());
        assertThat(first.getTime()).isPositive();
        assertThat(next().getSequence()).isEqualTo(opened);
        MarketStatusChange last = next();
        assertThat(last.getStatus()).isEqualTo(MarketStatus.MARKET_STATUS_CLOSED);
        assertThat(last.getSequence()).isEqualTo(closed);
    }

    @Test
    void shouldSayWhyNothingWasCancelledWhereCancelsAreNotTaken() {
        Api user = venue.user("1000", "0");
        user.post("/api/v1/orders", Api.limit("buy", "10", "1").put("market", symbol))
                .expect(201);
        change("paused", "");
        user.delete("/api/v1/orders?market=" + symbol).problem(409, "market-paused");
        JsonObject kept = user.delete("/api/v1/orders").expect(200).json();
        assertThat(kept.getInteger("cancelled")).isZero();
        assertThat(kept.getInteger("kept")).isEqualTo(1);
        assertThat(kept.getString("reason")).isEqualTo("market-paused");

        change("open", "");
        JsonObject done = user.delete("/api/v1/orders").expect(200).json();
        assertThat(done.getInteger("cancelled")).isEqualTo(1);
        JsonObject none = user.delete("/api/v1/orders").expect(200).json();
        assertThat(none.getInteger("cancelled")).isZero();
        assertThat(none.containsKey("kept")).isFalse();
    }

    @Test
    void shouldTellListenersOfTradesOnly() {
        subscribeTrades();

        change("paused", "");

        assertThat(next().getStatus()).isEqualTo(MarketStatus.MARKET_STATUS_PAUSED);
    }

    @Test
    void shouldTellOnceWhoeverListensToBookAndTrades() {
        subscribeBook(Pace.PACE_RAW);
        subscribeTrades();

        long sequence = change("paused", "");

        assertThat(untilPong(sequence)).hasSize(1);
    }

    @Test
    void shouldTellNobodyElse() {
        subscribeBook(Pace.PACE_RAW);
        listener.ask(ClientMessage.newBuilder()
                .setUnsubscribe(Unsubscribe.newBuilder().setBook(market)));

        long sequence = change("paused", "");

        assertThat(untilPong(sequence)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Pace.class,
            names = {"PACE_RAW", "PACE_20_HZ"})
    void shouldTellWhatClosingDidToTheBookFirst(Pace pace) {
        listener.place(market, Side.SIDE_BUY, 10 * DOLLAR, COIN);
        subscribeBook(pace);

        change("closed", "");

        ServerMessage first = listener.await(m -> m.hasBookDelta() || m.hasMarketStatusChange());
        assertThat(first.getBookDelta().getBidQuantitiesList()).containsExactly(0L);
        assertThat(next().getStatus()).isEqualTo(MarketStatus.MARKET_STATUS_CLOSED);
    }

    @Test
    void shouldBeginWithTheStatusThatTheMarketHas() {
        long sequence = change("paused", "");
        venue.admin.awaiting(sequence).get("/api/v1/account").expect(200);

        assertThat(subscribeBook(Pace.PACE_RAW).getBookSnapshot().getStatus())
                .isEqualTo(MarketStatus.MARKET_STATUS_PAUSED);
        assertThat(subscribeTrades().getTradesSnapshot().getStatus())
                .isEqualTo(MarketStatus.MARKET_STATUS_PAUSED);
    }

    private ServerMessage subscribeBook(Pace pace) {
        listener.send(ClientMessage.newBuilder()
                .setSubscribeBook(SubscribeBook.newBuilder().setMarket(market).setPace(pace)));
        return listener.await(ServerMessage::hasBookSnapshot);
    }

    private ServerMessage subscribeTrades() {
        listener.send(ClientMessage.newBuilder()
                .setSubscribeTrades(SubscribeTrades.newBuilder().setMarket(market)));
        return listener.await(ServerMessage::hasTradesSnapshot);
    }

    private long change(String status, String reason) {
        return venue.admin
                .patch(
                        "/api/v1/admin/markets/" + symbol,
                        new JsonObject().put("status", status).put("reason", reason))
                .expect(200)
                .sequence();
    }

    private MarketStatusChange next() {
        return listener.await(ServerMessage::hasMarketStatusChange).getMarketStatusChange();
    }

    /** The changes told before the answer to a ping that comes behind an event. */
    private List<ServerMessage> untilPong(long sequence) {
        List<ServerMessage> changes = new ArrayList<>();
        ServerMessage message;
        do {
            listener.send(ClientMessage.newBuilder().setPing(Ping.getDefaultInstance()));
            message = listener.await(m -> m.hasPong() || m.hasMarketStatusChange());
            while (!message.hasPong()) {
                changes.add(message);
                message = listener.await(m -> m.hasPong() || m.hasMarketStatusChange());
            }
        } while (message.getPong().getSequence() < sequence);
        return changes;
    }
}
