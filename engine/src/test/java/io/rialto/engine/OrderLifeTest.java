package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BASE;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CAT;
import static io.rialto.engine.Venue.DAN;
import static io.rialto.engine.Venue.QUOTE;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.matching.SelfTradePrevention;

import org.junit.jupiter.api.Test;

import java.util.List;

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

    // Traps that other venues fell into.

    @Test
    void shouldFillTheOlderOfTwoMakersAtAPriceAndLeaveTheOtherWhole() {
        venue.buy(ANN, 5, 100).place();
        venue.buy(BOB, 5, 100).place();
        venue.sell(CAT, 5, 100).place();

        assertThat(venue.orders())
                .containsExactly(
                        "#2 of 6 buy 5@100 LIMIT GTC NONE fees 0/0 left 5 filled 0 held 500");
        assertThat(venue.sell(CAT, 2, 100).place())
                .filteredOn(line -> line.startsWith("traded"))
                .singleElement()
                .asString()
                .contains("maker #2 of 6 fee 0 left 3");
    }

    @Test
    void shouldHoldForARestingOrderUntilItEnds() {
        venue.buy(ANN, 5, 100).place();
        venue.sell(BOB, 2, 100).place();
        assertThat(venue.engine().held(ANN, QUOTE)).isEqualTo(300);
        venue.buy(ANN, 1, 90).place();
        venue.cancel(ANN, 3);
        venue.restart();
        assertThat(venue.engine().held(ANN, QUOTE)).isEqualTo(300);
        venue.sell(BOB, 3, 100).place();
        assertThat(venue.engine().held(ANN, QUOTE)).isZero();
    }

    // Preview.

    @Test
    void shouldWorkAPreviewOutAgainWhenItsNumberIsSentAgain() {
        CommandHeader header = new CommandHeader();
        header.gatewayId = 1;
        venue.engine().openGateway(header, 1, 1, venue.outcome);
        header.gatewayEpoch = 1;
        header.gatewayNumber = 1;
        header.actor = ANN;
        header.account = ANN;
        PlaceOrder terms = venue.buy(ANN, 5, 100).terms;
        venue.sell(BOB, 2, 100).place();
        Engine engine = venue.engine();
        engine.previewOrder(header, terms, venue.outcome, venue.preview);
        assertThat(venue.preview.filledQuantity).isEqualTo(2);

        venue.sell(BOB, 2, 100).place();
        engine.previewOrder(header, terms, venue.outcome, venue.preview);
        assertThat(venue.outcome.repeated).isTrue();
        assertThat(venue.preview.filledQuantity).isEqualTo(4);
        assertThat(venue.preview.resting).isEqualTo(1);
        assertThat(venue.preview.held).isEqualTo(100);
        header.gatewayEpoch = 2;
        engine.previewOrder(header, terms, venue.outcome, venue.preview);
        assertThat(venue.outcome.code).isEqualTo(Code.GATEWAY_UNKNOWN);
    }

    // Queues and groups.

    @Test
    void shouldKeepTheOrderOfQueuesAcrossARestore() {
        venue.sell(ANN, 1, 100).place();
        venue.sell(BOB, 2, 100).place();
        venue.sell(CAT, 3, 100).place();
        venue.sell(DAN, 4, 99).place();
        venue.amend(ANN, 1, 0, 5);
        venue.buy(DAN, 5, 100).place();
        List<String> before = venue.orders();
        venue.restart();

        assertThat(venue.orders()).isEqualTo(before);
        assertThat(venue.buy(DAN, 9, 100).place())
                .filteredOn(line -> line.startsWith("traded"))
                .extracting(line -> line.replaceAll(".*maker (#\\d+).*", "$1"))
                .containsExactly("#2", "#3", "#1");
    }

    @Test
    void shouldFollowTheGroupThatAnAccountIsInNowAlsoForRestingOrders() {
        venue.sell(ANN, 1, 100).place();
        venue.setGroup(ANN, 77_000_000_000_000_000L);
        venue.setGroup(BOB, 77_000_000_000_000_000L);
        venue.restart();

        assertThat(venue.buy(BOB, 1, 100)
                        .prevent(SelfTradePrevention.CANCEL_OLDEST)
                        .place())
                .contains("closed #1 SELF_TRADE filled 0 left 1 rested u2");
        venue.setGroup(ANN, 0);
        assertThat(venue.sell(ANN, 1, 100)
                        .prevent(SelfTradePrevention.CANCEL_OLDEST)
                        .place())
                .contains("closed #3 FILLED filled 1 left 0 u0");
    }

    // Fill or kill.

    @Test
    void shouldChangeNothingWhenFillOrKillFails() {
        venue.sell(ANN, 5, 100).place();
        venue.sell(BOB, 5, 100).place();
        long before = venue.hash();
        for (SelfTradePrevention mode : SelfTradePrevention.values()) {
            assertThat(venue.buy(ANN, 11, 100).fok().prevent(mode).place())
                    .singleElement()
                    .asString()
                    .startsWith("denied FILL_OR_KILL_UNFILLABLE needed 11 ");
        }
        assertThat(venue.hash()).isEqualTo(before);
    }

    // Filters over time.

    @Test
    void shouldMeasureThePriceBandFromTheLastTrade() {
        Venue banded = new Venue(terms -> {
            terms.referencePrice = 500;
            terms.priceBandPpm = 100_000;
        });
        banded.sell(BOB, 1, 540).place();
        assertThat(banded.buy(ANN, 1, 560).place())
                .containsExactly("denied PRICE_BAND needed 550 available 560");
        banded.buy(ANN, 1, 540).place();
        banded.restart();
        assertThat(banded.buy(ANN, 1, 594).place()).endsWith("rested #3 buy 1@594 u3");
        assertThat(banded.buy(ANN, 1, 595).place())
                .containsExactly("denied PRICE_BAND needed 594 available 595");
    }

    @Test
    void shouldCountTowardsThePositionWhatOpenOrdersMayStillBuy() {
        Venue limited = new Venue(terms -> terms.positionMaximum = Venue.WEALTH + 100);
        limited.buy(ANN, 40, 10).place();
        limited.buy(ANN, 30, 9).until(50).place();
        limited.buy(ANN, 30, 8).place();
        expectRoom(limited, 0);
        limited.amend(ANN, 1, 0, 35);
        expectRoom(limited, 5);
        limited.sell(BOB, 15, 10).place();
        expectRoom(limited, 5);
        limited.sell(ANN, 20, 1).prevent(SelfTradePrevention.DECREMENT).ioc().place();
        expectRoom(limited, 25);
        limited.amend(ANN, 3, 7, 40);
        expectRoom(limited, 15);
        limited.cancel(ANN, 3);
        expectRoom(limited, 55);
        limited.advance(50);
        expectRoom(limited, 85);
    }

    private static void expectRoom(Venue limited, long room) {
        assertThat(limited.buy(ANN, room + 1, 1).ioc().place())
                .singleElement()
                .asString()
                .startsWith("denied POSITION_MAXIMUM needed 1000100 available 1000101");
        if (room > 0) {
            assertThat(limited.buy(ANN, room, 1).ioc().preview().code).isEqualTo(Code.DONE);
        }
    }

    // Market orders.

    @Test
    void shouldBoundAMarketOrderByTheMarketsProtection() {
        Venue protective = new Venue(terms -> terms.protectionPpm = 50_000);
        protective.sell(BOB, 1, 101).place();
        protective.sell(BOB, 1, 106).place();
        protective.sell(BOB, 1, 107).place();

        // 101 × 1.05 = 106.05, inside: 106.
        assertThat(protective.buy(ANN, 3, 0).market().place())
                .startsWith("accepted #4 of 5 buy 3@106 MARKET IOC NONE fees 0/0")
                .endsWith("closed #4 REMAINDER filled 2 left 1 u0");
        protective.buy(BOB, 1, 99).place();
        // 99 × 0.95 = 94.05, inside: 95.
        assertThat(protective.sell(ANN, 2, 0).market().place())
                .startsWith("accepted #6 of 5 sell 2@95 MARKET IOC NONE fees 0/0")
                .endsWith("posted 5/1 RELEASE 0 held -1 = 1000001 held 0");
    }

    @Test
    void shouldDenyAMarketBuyOnlyForWhatItCouldCost() {
        venue.sell(BOB, 2, 100).place();
        venue.leave(ANN, QUOTE, 199);
        assertThat(venue.buy(ANN, 500_000, 0).market().place())
                .containsExactly("denied INSUFFICIENT_FUNDS needed 200 available 199");
        venue.leave(ANN, QUOTE, 200);
        assertThat(venue.buy(ANN, 500_000, 0).market().place())
                .endsWith("closed #2 REMAINDER filled 2 left 499998 u0");
    }

    @Test
    void shouldAcceptAndEndAMarketOrderThatFindsNothing() {
        assertThat(venue.buy(ANN, 5, 0).market().place())
                .containsExactly(
                        "accepted #1 of 5 buy 5@1000000 MARKET IOC NONE fees 0/0",
                        "closed #1 REMAINDER filled 0 left 5 u0");
        assertThat(venue.outcome.state).isEqualTo(OrderState.CANCELLED);
        assertThat(venue.outcome.filledQuantity).isZero();
    }

    @Test
    void shouldSpendAtMostTheBudgetFeesIncluded() {
        Venue charging = new Venue(terms -> terms.takerFeePpm = 100_000);
        charging.sell(BOB, 1000, 7).place();
        charging.leave(ANN, QUOTE, 100);
        // 12 × 7 = 84 and 9 of fees are 93; 13 would be 91 + 10 = 101.
        assertThat(charging.buy(ANN, 0, 0).budget(100).place())
                .endsWith(
                        "closed #2 FILLED filled 12 left 0 u0",
                        "posted 5/2 RELEASE 0 held -7 = 7 held 0");
        assertThat(charging.outcome.state).isEqualTo(OrderState.FILLED);
        assertThat(charging.engine().cash(ANN, BASE)).isEqualTo(Venue.WEALTH + 12);
    }
}
