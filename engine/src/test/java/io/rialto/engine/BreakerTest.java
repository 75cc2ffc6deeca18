package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BASE;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CAT;
import static io.rialto.engine.Venue.DAN;
import static io.rialto.engine.Venue.WEALTH;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Circuit breakers (VENUE-RULES 3): commands in, the complete list of events out. */
class BreakerTest {
    private static final long MINUTE = 60_000_000_000L;

    private final Venue venue = new Venue();

    /** A band of 5 % around 100; halts for a minute. */
    @BeforeEach
    void watch() {
        venue.activateRules();
        venue.sell(BOB, 1, 100).place();
        venue.buy(CAT, 1, 100).place();
        venue.set(MarketFigure.BREAKER_PPM, 50_000);
        venue.set(MarketFigure.HALT_NANOS, MINUTE);
    }

    private static List<String> told(List<String> lines, String... beginnings) {
        return lines.stream()
                .filter(line -> List.of(beginnings).stream().anyMatch(line::startsWith))
                .toList();
    }

    @Test
    void shouldHaltInsteadOfTradingOutsideTheBand() {
        venue.sell(BOB, 1, 105).place();
        venue.sell(BOB, 1, 106).place();
        List<String> events = venue.buy(ANN, 3, 110).place();
        // 105 is the end of the band; what is left of a limit order joins the auction.
        assertThat(told(events, "traded")).hasSize(1);
        assertThat(told(events, "rested", "market 1", "figure"))
                .containsExactly(
                        "rested #5 buy 2@110 u6",
                        "market 1 HALTED",
                        "figure AUCTION_AT " + MINUTE + " was 0 by 0");
        assertThat(venue.outcome.state).isEqualTo(OrderState.PARTIALLY_FILLED);
        assertThat(venue.outcome.remaining).isEqualTo(2);
    }

    @Test
    void shouldCancelWhatIsLeftOfAMarketOrderThatMeetsTheBand() {
        venue.buy(BOB, 1, 95).place();
        venue.buy(BOB, 5, 94).place();
        List<String> events = venue.sell(ANN, 3, 0).market().place();
        assertThat(told(events, "traded")).hasSize(1);
        assertThat(told(events, "market 1")).hasSize(1);
        assertThat(venue.outcome.state).isEqualTo(OrderState.CANCELLED);
        assertThat(venue.engine().cash(ANN, BASE)).isEqualTo(WEALTH - 1);
        assertThat(venue.engine().held(ANN, BASE)).isZero();
    }

    @Test
    void shouldDenyAFillOrKillThatMeetsTheBandAndNotHalt() {
        venue.sell(BOB, 1, 105).place();
        venue.sell(BOB, 1, 106).place();
        assertThat(venue.buy(ANN, 2, 110).fok().place())
                .containsExactly("denied FILL_OR_KILL_UNFILLABLE needed 2 available 1");
        assertThat(venue.buy(ANN, 1, 110).fok().place()).anyMatch(l -> l.startsWith("traded"));
    }

    @Test
    void shouldPreviewAnOrderThatHaltsAsItIsDone() {
        venue.sell(BOB, 1, 105).place();
        venue.sell(BOB, 1, 106).place();
        Preview preview = venue.buy(ANN, 3, 110).preview();
        assertThat(preview.filledQuantity).isEqualTo(1);
        assertThat(preview.resting).isEqualTo(2);
    }

    /** The worked example of docs/risk.md. */
    @Test
    void shouldEndACascadeOfStopsInAHaltAndReopenByAuction() {
        venue.buy(BOB, 1, 97).place();
        venue.buy(BOB, 1, 95).place();
        venue.buy(BOB, 3, 93).place();
        venue.sell(ANN, 2, 0).market().stop(97).place();
        venue.sell(DAN, 1, 0).market().stop(95).place();
        venue.sell(CAT, 1, 97).ioc().place();

        // The trade at 97 triggers Ann; she trades at 95, the end of the band, and halts the
        // market.
        List<String> fall = venue.advance(1);
        assertThat(told(fall, "triggered", "traded", "closed #6", "market 1", "figure"))
                .containsExactly(
                        "triggered #6 @1 last 97",
                        "traded t3 sell 1@95 = 95 taker #6 of 5 fee 0 maker #4 of 6 fee 0 left 0 u7",
                        "closed #6 REMAINDER filled 1 left 1 u0",
                        "market 1 HALTED",
                        "figure AUCTION_AT " + (1 + MINUTE) + " was 0 by 0");
        // Dan was reached by the trade at 95, but nothing enters a market that is halted.
        assertThat(venue.orders()).anyMatch(line -> line.contains("waits STOP @95"));
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(Collecting.INDICATION_NANOS);

        venue.restart();
        venue.sell(CAT, 3, 94).place();
        venue.buy(BOB, 2, 94).place();
        assertThat(venue.advance(MINUTE)).containsExactly("indicated 2@94 surplus -1");

        // The auction opens at 94, which is the reference now; then Dan sells at 93, inside its
        // band.
        List<String> opening = venue.advance(1 + MINUTE);
        assertThat(told(opening, "uncrossed", "triggered", "traded", "market 1"))
                .containsExactly(
                        "uncrossed 2@94 surplus -1",
                        "traded t4 buy 2@94 = 188 taker #10 of 6 fee 0 maker #9 of 7 fee 0 left 1 u10",
                        "market 1 OPEN",
                        "triggered #7 @1 last 94",
                        "traded t5 sell 1@93 = 93 taker #7 of 8 fee 0 maker #5 of 6 fee 0 left 2 u11");
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldFollowTheMarketWithTheBandsReference() {
        for (int i = 0; i < 40; i++) {
            venue.sell(BOB, 1, 105).place();
            venue.buy(CAT, 1, 105).place();
            assertThat(venue.outcome.filledQuantity).isEqualTo(1);
        }
        // The average has come up to 104, and the band with it to 109.
        venue.sell(BOB, 1, 109).place();
        venue.buy(CAT, 1, 109).place();
        assertThat(venue.outcome.filledQuantity).isEqualTo(1);
    }

    @Test
    void shouldMoveTheAverageASixteenthOfTheWayByEachTrade() {
        for (int i = 0; i < 4; i++) {
            venue.sell(BOB, 1, 105).place();
            venue.buy(CAT, 1, 105).place();
        }
        // 100 + 5 × (1 − (15/16)⁴) is 101 and a little: the band ends at 106.
        venue.sell(BOB, 1, 106).place();
        venue.sell(BOB, 1, 107).place();
        List<String> events = venue.buy(CAT, 2, 107).place();
        assertThat(venue.outcome.filledQuantity).isEqualTo(1);
        assertThat(events).contains("market 1 HALTED");
    }

    @Test
    void shouldOpenAMarketAtTheInstantThatWasSet() {
        venue.setStatus(MarketStatus.PRE_OPEN);
        venue.set(MarketFigure.AUCTION_AT, 5 * MINUTE);
        venue.buy(ANN, 1, 101).place();
        venue.sell(BOB, 2, 99).place();
        venue.restart();
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(Collecting.INDICATION_NANOS);
        assertThat(venue.advance(MINUTE)).containsExactly("indicated 1@99 surplus -1");
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(5 * MINUTE);
        assertThat(venue.advance(5 * MINUTE))
                .startsWith("uncrossed 1@99 surplus -1")
                .endsWith("market 1 OPEN");
    }

    @Test
    void shouldTellTheIndicatedPriceOnlyWhenItChangesAndNotTooOften() {
        venue.setStatus(MarketStatus.PRE_OPEN);
        venue.buy(ANN, 1, 101).place();
        assertThat(venue.advance(MINUTE)).isEmpty();
        venue.sell(BOB, 1, 101).place();
        assertThat(venue.advance(MINUTE + 1)).isEmpty();
        venue.buy(ANN, 1, 102).place();
        assertThat(venue.advance(MINUTE + Collecting.INDICATION_NANOS))
                .containsExactly("indicated 1@102 surplus 0");
        venue.buy(ANN, 1, 90).place();
        assertThat(venue.advance(2 * MINUTE)).isEmpty();
        venue.setStatus(MarketStatus.SEMI_PAUSED);
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }
}
