package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CAT;
import static io.rialto.engine.Venue.QUOTE;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What becomes of resting orders: commands in, complete list of events out. */
class OrderLifeTest {

    private final Venue venue = new Venue();

    // Cancel.

    @Test
    void shouldCancelByEitherIdAndReleaseWhatIsHeld() {
        venue.buy(ANN, 10, 100).id("first").place();
        venue.sell(ANN, 7, 200).id("second").place();

        assertThat(venue.cancel(ANN, 1))
                .containsExactly(
                        "closed #1 CANCELLED filled 0 left 10 rested u3",
                        "posted 5/2 RELEASE 0 held -1000 = 1000000 held 0");
        assertThat(venue.cancel(ANN, "second"))
                .containsExactly(
                        "closed #2 CANCELLED filled 0 left 7 rested u4",
                        "posted 5/1 RELEASE 0 held -7 = 1000000 held 0");
    }

    @Test
    void shouldLetAClientOrderIdBeUsedAgainOnceItsOrderHasEnded() {
        venue.buy(ANN, 10, 100).id("mine").place();
        venue.buy(BOB, 10, 100).id("mine").place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);

        venue.sell(CAT, 10, 100).place();
        venue.buy(ANN, 10, 100).id("mine").place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        assertThat(venue.cancel(ANN, "mine"))
                .first()
                .isEqualTo("closed #4 CANCELLED filled 0 left 10 rested u5");
    }

    // Amend.

    @Test
    void shouldKeepPriorityWhenLoweredAndReleaseTheDifference() {
        venue.buy(ANN, 10, 100).place();
        venue.buy(BOB, 10, 100).place();

        assertThat(venue.amend(ANN, 1, 0, 4))
                .containsExactly(
                        "reduced #1 to 4 left 4 u3",
                        "posted 5/2 RELEASE 0 held -600 = 1000000 held 400");
        assertThat(venue.orders())
                .containsExactly(
                        "#1 of 5 buy 4@100 LIMIT GTC NONE fees 0/0 left 4 filled 0 held 400",
                        "#2 of 6 buy 10@100 LIMIT GTC NONE fees 0/0 left 10 filled 0 held 1000");
    }

    @Test
    void shouldCountWhatIsFilledInTheNewTotal() {
        venue.sell(ANN, 10, 100).place();
        venue.buy(BOB, 6, 100).place();

        assertThat(venue.amend(ANN, 1, 0, 7))
                .containsExactly(
                        "reduced #1 to 7 left 1 u3",
                        "posted 5/1 RELEASE 0 held -3 = 999994 held 1");
        assertThat(venue.outcome.filledQuantity).isEqualTo(6);
        assertThat(venue.outcome.remaining).isEqualTo(1);
        assertThat(venue.outcome.state).isEqualTo(OrderState.PARTIALLY_FILLED);
    }

    @Test
    void shouldLosePriorityWhenRaisedAndHoldTheDifference() {
        venue.buy(ANN, 10, 100).place();
        venue.buy(BOB, 10, 100).place();

        assertThat(venue.amend(ANN, 1, 0, 12))
                .containsExactly(
                        "amended #1 to 12@100 left 12 u3",
                        "posted 5/2 HOLD 0 held +200 = 1000000 held 1200",
                        "rested #1 buy 12@100 u4");
        assertThat(venue.orders())
                .extracting(line -> line.substring(0, 2))
                .containsExactly("#2", "#1");
    }

    @Test
    void shouldTradeWhenAmendedAcrossTheBookUnderTheRatesItWasAcceptedWith() {
        // Accepted at 1%/2%. Held for 10@90: 900 + 18 + 1. Amended to 8@100 with nothing filled:
        // 800 + 16 + 1. It takes 5@95 = 475, fee ceil(9.5) = 10; for the other 3 it holds 300 and
        // for fees ceil(0.02 × 775) + 1 - 10 = 7.
        Venue charging = new Venue(terms -> {
            terms.makerFeePpm = 10_000;
            terms.takerFeePpm = 20_000;
        });
        charging.buy(ANN, 10, 90).place();
        charging.setFees(50_000, 60_000);
        charging.sell(BOB, 5, 95).place();

        assertThat(charging.amend(ANN, 1, 100, 8))
                .containsExactly(
                        "amended #1 to 8@100 left 8 u3",
                        "posted 5/2 RELEASE 0 held -102 = 1000000 held 817",
                        "traded t1 buy 5@95 = 475 taker #1 of 5 fee 10 maker #2 of 6 fee 24"
                                + " left 0 u4",
                        "posted 5/2 TRADE -485 held -510 = 999515 held 307",
                        "posted 5/1 TRADE +5 held 0 = 1000005 held 0",
                        "posted 6/1 TRADE -5 held -5 = 999995 held 0",
                        "posted 6/2 TRADE +451 held 0 = 1000451 held 0",
                        "posted 2/2 FEE +34 held 0 = 34 held 0",
                        "closed #2 FILLED filled 5 left 0 rested u0",
                        "rested #1 buy 3@100 u5");
        assertThat(charging.orders())
                .containsExactly("#1 of 5 buy 8@100 LIMIT GTC NONE fees 10000/20000"
                        + " left 3 filled 5 held 307");
    }

    @Test
    void shouldEndAnAmendedOrderThatFills() {
        venue.sell(BOB, 10, 95).place();
        venue.buy(ANN, 10, 90).id("mine").until(1000).place();

        assertThat(venue.amend(ANN, 2, 95, 0))
                .containsExactly(
                        "amended #2 to 10@95 left 10 u3",
                        "posted 5/2 HOLD 0 held +50 = 1000000 held 950",
                        "traded t1 buy 10@95 = 950 taker #2 of 5 fee 0 maker #1 of 6 fee 0"
                                + " left 0 u4",
                        "posted 5/2 TRADE -950 held -950 = 999050 held 0",
                        "posted 5/1 TRADE +10 held 0 = 1000010 held 0",
                        "posted 6/1 TRADE -10 held -10 = 999990 held 0",
                        "posted 6/2 TRADE +950 held 0 = 1000950 held 0",
                        "closed #1 FILLED filled 10 left 0 rested u0",
                        "closed #2 FILLED filled 10 left 0 rested u0");
        assertThat(venue.orders()).isEmpty();
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        venue.buy(ANN, 1, 1).id("mine").place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
    }

    // Cancel-replace.

    @Test
    void shouldReplaceWithTheFundsAndTheIdOfTheOldOrder() {
        venue.buy(ANN, 10, 100).id("mine").place();
        venue.leave(ANN, QUOTE, 1100);

        assertThat(venue.buy(ANN, 11, 100).id("mine").replace(1, ReplaceMode.STOP_ON_FAILURE))
                .containsExactly(
                        "closed #1 REPLACED filled 0 left 10 rested u2",
                        "posted 5/2 RELEASE 0 held -1000 = 1100 held 0",
                        "accepted #2 of 5 buy 11@100 LIMIT GTC id mine NONE fees 0/0",
                        "posted 5/2 HOLD 0 held +1100 = 1100 held 1100",
                        "rested #2 buy 11@100 u3");
        assertThat(venue.outcome.id).isEqualTo(2);
        assertThat(venue.outcome.related).isEqualTo(1);
        assertThat(venue.outcome.relatedCode).isEqualTo(Code.DONE);
    }

    @Test
    void shouldLeaveTheOldOrderInItsPlaceWhenStoppedByAFailure() {
        venue.buy(ANN, 10, 100).place();
        venue.buy(BOB, 10, 100).place();
        venue.leave(ANN, QUOTE, 1100);
        long before = venue.hash();

        assertThat(venue.buy(ANN, 12, 100).replace(1, ReplaceMode.STOP_ON_FAILURE))
                .containsExactly("denied INSUFFICIENT_FUNDS needed 1200 available 1100");
        assertThat(venue.outcome.related).isZero();
        assertThat(venue.outcome.relatedCode).isEqualTo(Code.INSUFFICIENT_FUNDS);
        assertThat(venue.buy(ANN, 1, 100).replace(2, ReplaceMode.STOP_ON_FAILURE))
                .containsExactly("denied ORDER_UNKNOWN needed 0 available 0");
        assertThat(venue.hash()).isEqualTo(before);
    }

    @Test
    void shouldDecideAReplacementAsIfTheOldOrderWereGone() {
        venue.sell(ANN, 10, 100).place();
        venue.sell(BOB, 10, 101).place();

        // Of the two offers only Bob's is there for it: enough to rest post-only below it ...
        assertThat(venue.buy(ANN, 5, 100).postOnly().replace(1, ReplaceMode.STOP_ON_FAILURE))
                .startsWith("closed #1 REPLACED filled 0 left 10 rested u3")
                .endsWith("rested #3 buy 5@100 u4");
        // ... but never to fill or kill more than his.
        venue.cancel(ANN, 3);
        venue.sell(ANN, 10, 100).place();
        assertThat(venue.buy(ANN, 11, 101).fok().replace(4, ReplaceMode.STOP_ON_FAILURE))
                .containsExactly("denied FILL_OR_KILL_UNFILLABLE needed 11 available 10");
        assertThat(venue.buy(ANN, 11, 101).fok().place())
                .contains("closed #5 FILLED filled 11 left 0 u0");
    }

    @Test
    void shouldEstimateAMarketOrderWithoutTheOrderThatItReplaces() {
        venue.sell(ANN, 10, 100).place();
        venue.sell(BOB, 10, 110).place();
        venue.leave(ANN, QUOTE, 1099);

        assertThat(venue.buy(ANN, 10, 0).market().replace(1, ReplaceMode.STOP_ON_FAILURE))
                .containsExactly("denied INSUFFICIENT_FUNDS needed 1100 available 1099");
        venue.leave(ANN, QUOTE, 1100);
        assertThat(venue.buy(ANN, 10, 0).market().replace(1, ReplaceMode.STOP_ON_FAILURE))
                .contains("posted 5/2 TRADE -1100 held -1100 = 0 held 0");
    }

    @Test
    void shouldDoEachHalfThatCanBeDoneWhenFailureIsAllowed() {
        venue.buy(ANN, 10, 100).place();
        assertThat(venue.buy(ANN, 0, 100).replace(1, ReplaceMode.ALLOW_FAILURE))
                .containsExactly(
                        "closed #1 REPLACED filled 0 left 10 rested u2",
                        "posted 5/2 RELEASE 0 held -1000 = 1000000 held 0",
                        "denied QUANTITY_MISSING needed 0 available 0");
        assertThat(venue.outcome.code).isEqualTo(Code.QUANTITY_MISSING);
        assertThat(venue.outcome.related).isEqualTo(1);

        assertThat(venue.buy(ANN, 10, 100).replace(1, ReplaceMode.ALLOW_FAILURE))
                .containsExactly(
                        "accepted #2 of 5 buy 10@100 LIMIT GTC NONE fees 0/0",
                        "posted 5/2 HOLD 0 held +1000 = 1000000 held 1000",
                        "rested #2 buy 10@100 u3");
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        assertThat(venue.outcome.related).isZero();
        assertThat(venue.outcome.relatedCode).isEqualTo(Code.ORDER_UNKNOWN);

        assertThat(venue.buy(ANN, 10, -5).replace(1, ReplaceMode.ALLOW_FAILURE))
                .containsExactly("denied PRICE_MISSING needed 0 available 0");
        assertThat(venue.outcome.relatedCode).isEqualTo(Code.ORDER_UNKNOWN);
    }

    // Cancel all.

    @Test
    void shouldCancelAllOfAnAccountInOrderOfMarketAndOrder() {
        venue.createMarket(terms -> terms.symbol = "OTHER");
        venue.buy(ANN, 1, 10).in(2).place();
        venue.buy(ANN, 1, 10).place();
        venue.sell(ANN, 1, 20).place();
        venue.buy(BOB, 1, 10).place();
        venue.buy(ANN, 1, 11).place();

        assertThat(venue.cancelAll(ANN, 1, 1))
                .filteredOn(line -> line.startsWith("closed"))
                .containsExactly(
                        "closed #1 MASS_CANCELLED filled 0 left 1 rested u5",
                        "closed #4 MASS_CANCELLED filled 0 left 1 rested u6");
        venue.restart();
        assertThat(venue.cancelAll(ANN, 0, 0))
                .containsExactly(
                        "closed #2 MASS_CANCELLED filled 0 left 1 rested u7",
                        "posted 5/1 RELEASE 0 held -1 = 1000000 held 0",
                        "closed #1 MASS_CANCELLED filled 0 left 1 rested u2",
                        "posted 5/2 RELEASE 0 held -10 = 1000000 held 0");
        assertThat(venue.outcome.count).isEqualTo(2);
        assertThat(venue.cancelAll(ANN, 0, 0)).isEmpty();
        assertThat(venue.outcome.count).isZero();
    }

    @Test
    void shouldCancelEveryonesOrdersForAnAdministrator() {
        venue.buy(ANN, 1, 12).place();
        venue.sell(BOB, 1, 20).place();
        venue.buy(CAT, 1, 11).place();

        assertThat(venue.cancelAll(0, 0, 0))
                .filteredOn(line -> line.startsWith("closed"))
                .extracting(line -> line.substring(7, 9))
                .containsExactly("#1", "#2", "#3");
        assertThat(venue.outcome.count).isEqualTo(3);
    }

    @Test
    void shouldEndEveryOrderOfAMarketThatIsClosedAndLetItReopen() {
        venue.sell(BOB, 1, 20).place();
        venue.buy(CAT, 1, 11).place();

        assertThat(venue.setStatus(MarketStatus.CLOSED))
                .containsExactly(
                        "market 1 CLOSED",
                        "closed #1 MARKET_CLOSED filled 0 left 1 rested u3",
                        "posted 6/1 RELEASE 0 held -1 = 1000000 held 0",
                        "closed #2 MARKET_CLOSED filled 0 left 1 rested u4",
                        "posted 7/2 RELEASE 0 held -11 = 1000000 held 0");
        venue.setStatus(MarketStatus.OPEN);
        assertThat(venue.buy(CAT, 1, 11).place()).endsWith("rested #3 buy 1@11 u5");
    }

    // Expiry.

    @Test
    void shouldExpireInLogTimeInOrderOfInstantMarketAndOrder() {
        venue.createMarket(terms -> terms.symbol = "OTHER");
        venue.buy(ANN, 1, 10).until(50).in(2).place();
        venue.buy(ANN, 1, 10).until(50).place();
        venue.sell(BOB, 1, 20)
                .until(50)
                .with(x -> x.timeInForce = TimeInForce.DAY)
                .place();
        venue.buy(CAT, 1, 10).until(40).place();
        venue.buy(CAT, 1, 10).until(60).place();
        venue.buy(CAT, 1, 10).until(30).place();
        venue.cancel(CAT, 5);
        venue.setStatus(MarketStatus.PAUSED);
        venue.restart();

        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(40);
        assertThat(venue.advance(39)).isEmpty();
        assertThat(venue.advance(55))
                .containsExactly(
                        "closed #3 EXPIRED filled 0 left 1 rested u7",
                        "posted 7/2 RELEASE 0 held -10 = 1000000 held 10",
                        "closed #1 EXPIRED filled 0 left 1 rested u8",
                        "posted 5/2 RELEASE 0 held -10 = 1000000 held 10",
                        "closed #2 EXPIRED filled 0 left 1 rested u9",
                        "posted 6/1 RELEASE 0 held -1 = 1000000 held 0",
                        "closed #1 EXPIRED filled 0 left 1 rested u2",
                        "posted 5/2 RELEASE 0 held -10 = 1000000 held 0");
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(60);
    }

    @Test
    void shouldForgetTheInstantsOfOrdersThatEndedEarly() {
        venue.unchecked();
        for (int i = 1; i <= 10_000; i++) {
            venue.buy(ANN, 1, 10).until(1_000_000 - i).place();
            if (i != 5000) {
                venue.cancel(ANN, i);
            }
            venue.advance(i);
        }
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(995_000);
        assertThat(venue.advance(995_000)).hasSize(2);
    }
}
