package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BOB;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What becomes of a new order: commands in, complete list of events out. */
class PlaceOrderTest {

    @Test
    void shouldRestWhatDoesNotCross() {
        Venue venue = new Venue();

        assertThat(venue.buy(ANN, 10, 100).place())
                .containsExactly(
                        "accepted #1 of 5 buy 10@100 LIMIT GTC NONE fees 0/0",
                        "posted 5/2 HOLD 0 held +1000 = 1000000 held 1000",
                        "rested #1 buy 10@100 u1");
    }

    @Test
    void shouldTradeAtTheMakersPriceAndReleaseTheImprovementAtOnce() {
        // Hold of the taker: 10 × 105 + ceil(1050 × 2%) + 1 = 1072.
        // First fill 4 × 100 = 400, fee 8. Held for the other 6: 630 and for all fees
        // ceil(0.02 × (400 + 630)) + 1 - 8 = 14.
        Venue venue = new Venue(terms -> {
            terms.makerFeePpm = 10_000;
            terms.takerFeePpm = 20_000;
        });
        venue.sell(BOB, 4, 100).place();

        assertThat(venue.buy(ANN, 10, 105).place())
                .containsExactly(
                        "accepted #2 of 5 buy 10@105 LIMIT GTC NONE fees 10000/20000",
                        "posted 5/2 HOLD 0 held +1072 = 1000000 held 1072",
                        "traded t1 buy 4@100 = 400 taker #2 of 5 fee 8 maker #1 of 6 fee 4"
                                + " left 0 u2",
                        "posted 5/2 TRADE -408 held -428 = 999592 held 644",
                        "posted 5/1 TRADE +4 held 0 = 1000004 held 0",
                        "posted 6/1 TRADE -4 held -4 = 999996 held 0",
                        "posted 6/2 TRADE +396 held 0 = 1000396 held 0",
                        "posted 2/2 FEE +12 held 0 = 12 held 0",
                        "closed #1 FILLED filled 4 left 0 rested u0",
                        "rested #2 buy 6@105 u3");
        assertThat(venue.outcome.filledQuantity).isEqualTo(4);
        assertThat(venue.outcome.filledNotional).isEqualTo(400);
        assertThat(venue.outcome.fees).isEqualTo(8);
        assertThat(venue.outcome.remaining).isEqualTo(6);
        assertThat(venue.outcome.state).isEqualTo(OrderState.PARTIALLY_FILLED);
    }
}
