package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.Code;
import io.rialto.protocol.OrderState;
import io.rialto.protocol.v1.AmendOrder;
import io.rialto.protocol.v1.CancelAll;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.Failure;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.Side;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An amendment does not say of which side its order is; its denial tells amounts of an asset. */
class AmendDenialTest {
    private static final long DOLLAR = 1_000_000_000L;
    private static final long COIN = 100_000_000L;
    private static final JsonObject TOO_MUCH = new JsonObject().put("quantity", "900");
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
    void shouldTellInQuoteWhatAnAmendedBidNeeds() {
        Api buyer = venue.user("100", "0");
        String order = buyer.order("buy", "10", "1").expect(201).json().getString("orderId");

        JsonObject problem = buyer.patch("/api/v1/orders/BTC-USD/" + order, TOO_MUCH)
                .problem(422, "insufficient-funds");

        // 9,000, a thousandth of it as fee, and what rounding may add.
        assertThat(problem.getString("needed")).isEqualTo("9009.0001");
        assertThat(problem.getString("available")).isEqualTo("100.0000");
        assertThat(problem.getString("unit")).isEqualTo("USD");
    }

    @Test
    void shouldTellInBaseWhatAnAmendedAskNeeds() {
        Api seller = venue.user("0", "3");
        seller.post("/api/v1/orders", Api.limit("sell", "900", "1").put("clientOrderId", "mine"))
                .expect(201);

        JsonObject problem = seller.patch("/api/v1/orders/BTC-USD/client/mine", TOO_MUCH)
                .problem(422, "insufficient-funds");

        assertThat(problem.getString("needed")).isEqualTo("900.00000000");
        assertThat(problem.getString("available")).isEqualTo("3.00000000");
        assertThat(problem.getString("unit")).isEqualTo("BTC");
    }

    @Test
    void shouldTellTheSameUnderARepeatedKey() {
        Api buyer = venue.user("100", "0");
        String order = buyer.order("buy", "10", "1").expect(201).json().getString("orderId");
        String path = "/api/v1/orders/BTC-USD/" + order;

        Api keyed = buyer.keyed("twice");
        JsonObject first = keyed.patch(path, TOO_MUCH).problem(422, "insufficient-funds");
        Api.Answer again = keyed.patch(path, TOO_MUCH);

        assertThat(again.replayed()).isTrue();
        assertThat(again.json()).isEqualTo(first);
    }

    @Test
    void shouldTellOnTheStreamInTheOrderInWhichItWasDone() {
        long market = Long.parseLong(
                venue.admin.get("/api/v1/markets/BTC-USD").expect(200).json().getString("id"));
        try (StreamClient buyer = StreamClient.open(venue.user("100", "0"))) {
            long order = buyer.place(market, Side.SIDE_BUY, 10 * DOLLAR, COIN)
                    .getOutcome()
                    .getOrderId();
            ClientMessage.Builder amend = ClientMessage.newBuilder()
                    .setAmendOrder(AmendOrder.newBuilder()
                            .setMarket(market)
                            .setOrderId(order)
                            .setQuantity(900 * COIN));
            ClientMessage.Builder nothing = ClientMessage.newBuilder()
                    .setCancelAll(CancelAll.newBuilder().setMarket(market).setSide(Side.SIDE_SELL));
            long first = buyer.send(amend);
            for (int i = 0; i < 20; i++) {
                buyer.send(nothing);
                buyer.send(amend);
            }

            for (long correlation = first; correlation <= first + 40; correlation++) {
                ServerMessage answer = buyer.await(message -> message.getCorrelationId() != 0);
                assertThat(answer.getCorrelationId()).isEqualTo(correlation);
                if (answer.hasFailure()) {
                    Failure failure = answer.getFailure();
                    assertThat(failure.getNeeded()).isEqualTo("9009.0001");
                    assertThat(failure.getUnit()).isEqualTo("USD");
                }
            }
        }
    }

    @Test
    void shouldLeaveNumbersOutRatherThanTellRawOnes() {
        CommandAnswer denied = new CommandAnswer(
                1,
                1,
                1,
                Code.INSUFFICIENT_FUNDS,
                false,
                0,
                0,
                0,
                0,
                0,
                0,
                90_090_000,
                1_000_000,
                OrderState.ABSENT,
                0,
                Code.DONE,
                CommandAnswer.PreviewTerms.NONE);

        Problem problem = Measures.NONE.denial(denied);

        assertThat(problem.needed()).isEmpty();
        assertThat(problem.available()).isEmpty();
        assertThat(problem.unit()).isEmpty();
    }
}
