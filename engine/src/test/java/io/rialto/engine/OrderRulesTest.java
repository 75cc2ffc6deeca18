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

import java.util.ArrayList;
import java.util.List;

/** What holds for orders beyond the table of denials: commands in, complete list of events out. */
class OrderRulesTest {

    private final Venue venue = new Venue();

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

    // Races.

    /** Two takers, and the maker who cancels: whoever comes first, and on replay again. */
    @Test
    void shouldLetExactlyOneHaveAnOrderThatTwoRaceFor() {
        assertThat(race(ANN, BOB, CAT))
                .containsExactly("DONE", "FILL_OR_KILL_UNFILLABLE", "ORDER_UNKNOWN");
        assertThat(race(BOB, ANN, CAT))
                .containsExactly("DONE", "FILL_OR_KILL_UNFILLABLE", "ORDER_UNKNOWN");
        assertThat(race(CAT, ANN, BOB))
                .containsExactly("DONE", "FILL_OR_KILL_UNFILLABLE", "FILL_OR_KILL_UNFILLABLE");
    }

    private static List<String> race(long... accounts) {
        Race first = new Race(accounts);
        Race again = new Race(accounts);
        assertThat(again.events).isEqualTo(first.events);
        assertThat(again.at.hash()).isEqualTo(first.at.hash());
        return first.codes;
    }

    /** Cat offers five; each wants them, Cat wants them back. */
    private static final class Race {
        private final Venue at = new Venue();
        private final List<String> events = new ArrayList<>();
        private final List<String> codes = new ArrayList<>();

        Race(long... accounts) {
            at.sell(CAT, 5, 100).place();
            long order = at.outcome.id;
            for (long account : accounts) {
                events.addAll(
                        account == CAT
                                ? at.cancel(CAT, order)
                                : at.buy(account, 5, 100).fok().place());
                codes.add(at.outcome.code.name());
            }
        }
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
