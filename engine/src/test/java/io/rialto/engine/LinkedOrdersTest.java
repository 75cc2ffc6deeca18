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

/** One-cancels-other, reduce-only and post-only slide (VENUE-RULES 3). */
class LinkedOrdersTest {
    private final Venue venue = new Venue();
    private long target;
    private long stop;

    @BeforeEach
    void activate() {
        venue.activateRules();
        venue.sell(BOB, 1, 100).place();
        venue.buy(CAT, 1, 100).place();
        venue.advance(1);
    }

    /** Ann sells 5 at 110, or at 95 when the market falls there. */
    private void link() {
        venue.sell(ANN, 5, 110).place();
        target = venue.outcome.id;
        venue.sell(ANN, 5, 90).stop(95).place();
        stop = venue.outcome.id;
        link(ANN, target, stop);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        assertThat(venue.lines()).containsExactly("linked #" + target + " #" + stop);
        venue.restart();
    }

    private void link(long account, long order, long other) {
        venue.engine().linkOrders(Venue.as(account), 1, order, other, venue.outcome);
    }

    private static List<String> closed(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("closed")).toList();
    }

    @Test
    void shouldEndTheStopAsSoonAsTheTargetTradesInPart() {
        link();
        venue.buy(BOB, 2, 110).place();
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(1);
        venue.restart();
        assertThat(closed(venue.advance(2)))
                .containsExactly("closed #" + stop + " LINKED filled 0 left 5 u0");
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(venue.engine().held(ANN, BASE)).isEqualTo(3);
    }

    @Test
    void shouldEndTheOtherWhenOneIsCancelled() {
        link();
        venue.cancel(ANN, stop);
        assertThat(closed(venue.advance(2))).singleElement().asString().contains("LINKED");
        assertThat(venue.engine().held(ANN, BASE)).isZero();
    }

    /** The worked example of docs/orders.md: both legs are reached by the same command. */
    @Test
    void shouldLetOneLegTradeWhereBothAreReachedAtOnce() {
        venue.buy(DAN, 10, 92).place();
        link();
        // Bob sweeps the target at 110; before that the market has traded at 95.
        venue.sell(CAT, 1, 95).place();
        venue.buy(BOB, 6, 110).place();
        List<String> after = venue.advance(2);
        assertThat(after).noneMatch(line -> line.startsWith("triggered"));
        assertThat(venue.engine().cash(ANN, BASE)).isEqualTo(WEALTH - 5);
        assertThat(venue.engine().held(ANN, BASE)).isZero();
    }

    @Test
    void shouldEndTheTargetBeforeTheStopEnters() {
        venue.buy(DAN, 10, 92).place();
        link();
        venue.buy(BOB, 1, 95).place();
        venue.sell(CAT, 1, 95).place();
        List<String> after = venue.advance(2);
        assertThat(after.getFirst()).startsWith("closed #" + target + " LINKED filled 0 left 5");
        assertThat(after).anyMatch(line -> line.startsWith("triggered #" + stop));
        assertThat(venue.engine().cash(ANN, BASE)).isEqualTo(WEALTH - 5);
        assertThat(venue.engine().held(ANN, BASE)).isZero();
    }

    @Test
    void shouldDenyALinkInOrderOfPrecedence() {
        link();
        link(BOB, target, stop);
        assertThat(venue.outcome.code).isEqualTo(Code.ORDER_UNKNOWN);
        link(ANN, target, 99);
        assertThat(venue.outcome.code).isEqualTo(Code.ORDER_UNKNOWN);
        link(ANN, target, target);
        assertThat(venue.outcome.code).isEqualTo(Code.LINK_INVALID);
        link(ANN, target, stop);
        assertThat(venue.outcome.code).isEqualTo(Code.LINK_INVALID);
    }

    @Test
    void shouldSlideAPostOnlyOrderToATickFromTheTouch() {
        venue.sell(BOB, 1, 105).place();
        venue.buy(ANN, 2, 107)
                .postOnly()
                .with(terms -> terms.instruction = Instruction.SLIDE)
                .place();
        assertThat(venue.outcome.state).isEqualTo(OrderState.OPEN);
        assertThat(venue.orders()).anyMatch(line -> line.contains("@104"));
        venue.sell(CAT, 2, 103)
                .postOnly()
                .with(terms -> terms.instruction = Instruction.SLIDE)
                .place();
        assertThat(venue.orders()).anyMatch(line -> line.contains("sell") && line.contains("@105"));
    }

    @Test
    void shouldMakeAReduceOnlyOrderAsSmallAsThePosition() {
        long market = venue.createOutcomeMarket(BOB, 0, 100, terms -> {});
        venue.buy(BOB, 30 * Venue.CONTRACT, 50).in(market).place();
        venue.sell(CAT, 20 * Venue.CONTRACT, 50).in(market).ioc().place();
        venue.sell(DAN, 50 * Venue.CONTRACT, 50).in(market).place();
        // Cat owes 20: buying 50 reduces only 20 of it.
        venue.buy(CAT, 50 * Venue.CONTRACT, 50)
                .in(market)
                .ioc()
                .with(terms -> terms.instruction = Instruction.REDUCE_ONLY)
                .place();
        assertThat(venue.outcome.filledQuantity).isEqualTo(20 * Venue.CONTRACT);
        venue.buy(CAT, Venue.CONTRACT, 50)
                .in(market)
                .ioc()
                .with(terms -> terms.instruction = Instruction.REDUCE_ONLY)
                .place();
        assertThat(venue.outcome.code).isEqualTo(Code.NOTHING_TO_REDUCE);
        venue.buy(CAT, Venue.CONTRACT, 50)
                .in(market)
                .with(terms -> terms.instruction = Instruction.REDUCE_ONLY)
                .place();
        assertThat(venue.outcome.code).isEqualTo(Code.TIME_IN_FORCE_NOT_ALLOWED);
    }
}
