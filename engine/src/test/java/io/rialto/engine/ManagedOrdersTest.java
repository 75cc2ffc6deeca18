package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BASE;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CAT;
import static io.rialto.engine.Venue.CONTRACT;
import static io.rialto.engine.Venue.DAN;
import static io.rialto.engine.Venue.QUOTE;
import static io.rialto.engine.Venue.WEALTH;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.matching.SelfTradePrevention;
import io.rialto.money.Side;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Consumer;

/** Icebergs, orders that follow a price, and reduce-only orders that rest (VENUE-RULES 3). */
class ManagedOrdersTest {
    private final Venue venue = new Venue();
    private long now;

    @BeforeEach
    void activate() {
        venue.activateRules();
    }

    private static Consumer<PlaceOrder> shows(long display) {
        return terms -> {
            terms.isManaged = true;
            terms.displayQuantity = display;
        };
    }

    private static Consumer<PlaceOrder> follows(Peg peg, long offset) {
        return terms -> {
            terms.isManaged = true;
            terms.peg = peg;
            terms.pegOffset = offset;
        };
    }

    private static void reduces(PlaceOrder terms) {
        terms.isManaged = true;
        terms.instruction = Instruction.REDUCE_ONLY;
    }

    private List<String> pass() {
        boolean isDue = venue.engine().nextDeadlineNanos() <= now;
        now++;
        List<String> lines = venue.advance(now);
        assertThat(isDue).isEqualTo(!lines.isEmpty());
        venue.restart();
        return lines;
    }

    private static List<String> named(List<String> lines, String... names) {
        return lines.stream()
                .filter(line -> List.of(names).stream().anyMatch(line::startsWith))
                .toList();
    }

    // Icebergs.

    /** The worked example of docs/orders.md. */
    @Test
    void shouldShowAPartAndRefreshAtTheBackOfTheQueue() {
        List<String> placed = venue.sell(ANN, 10, 100).with(shows(4)).place();
        assertThat(placed).contains("managed #1 shows 4");
        assertThat(venue.engine().held(ANN, BASE)).isEqualTo(10);
        venue.sell(BOB, 3, 100).place();
        venue.restart();
        List<String> events = venue.buy(CAT, 9, 100).ioc().place();
        assertThat(named(events, "traded", "shown"))
                .extracting(line -> line.replaceAll(" fee.*| u[0-9]+.*", ""))
                .satisfies(lines -> assertThat(lines).hasSize(4));
        assertThat(named(events, "shown")).containsExactly("shown #1 4 u4");
        // 4 of Ann's, then 3 of Bob's, then 2 of the next 4 of Ann's.
        assertThat(venue.engine().cash(ANN, BASE)).isEqualTo(WEALTH - 6);
        assertThat(venue.engine().cash(BOB, BASE)).isEqualTo(WEALTH - 3);
        assertThat(venue.engine().held(ANN, BASE)).isEqualTo(4);
        venue.restart();
        venue.sell(BOB, 1, 100).place();
        venue.buy(CAT, 3, 100).ioc().place();
        assertThat(venue.engine().cash(ANN, BASE)).isEqualTo(WEALTH - 8);
        assertThat(venue.engine().cash(BOB, BASE)).isEqualTo(WEALTH - 4);
    }

    @Test
    void shouldCountTheWholeOfAnIcebergForFillOrKillAndMarketOrders() {
        venue.sell(ANN, 10, 100).with(shows(1)).place();
        venue.buy(CAT, 10, 100).fok().place();
        assertThat(venue.outcome.state).isEqualTo(OrderState.FILLED);
        venue.sell(ANN, 10, 100).with(shows(1)).place();
        venue.buy(CAT, 7, 0).market().place();
        assertThat(venue.outcome.filledQuantity).isEqualTo(7);
    }

    @Test
    void shouldStopFillOrKillAtAnOwnOrderBehindWhatIsShown() {
        venue.sell(ANN, 10, 100).with(shows(4)).place();
        venue.sell(CAT, 1, 100).place();
        venue.buy(CAT, 5, 100).fok().prevent(SelfTradePrevention.CANCEL_NEWEST).place();
        assertThat(venue.outcome.code).isEqualTo(Code.FILL_OR_KILL_UNFILLABLE);
        assertThat(venue.outcome.available).isEqualTo(4);
        venue.buy(CAT, 11, 100).fok().prevent(SelfTradePrevention.CANCEL_OLDEST).place();
        assertThat(venue.outcome.available).isEqualTo(10);
        venue.buy(CAT, 10, 100).fok().prevent(SelfTradePrevention.CANCEL_OLDEST).place();
        assertThat(venue.outcome.state).isEqualTo(OrderState.FILLED);
    }

    @Test
    void shouldUncrossTheWholeOfAnIceberg() {
        venue.setStatus(MarketStatus.PRE_OPEN);
        venue.sell(ANN, 10, 100).with(shows(2)).place();
        venue.sell(BOB, 5, 100).place();
        venue.buy(CAT, 12, 100).place();
        venue.engine().uncrossMarket(Venue.asAdministrator(0), 1, venue.outcome);
        assertThat(venue.outcome.filledQuantity).isEqualTo(12);
        assertThat(venue.engine().cash(ANN, BASE)).isEqualTo(WEALTH - 10);
        assertThat(venue.engine().cash(BOB, BASE)).isEqualTo(WEALTH - 2);
    }

    @Test
    void shouldKeepAnIcebergsPlaceWhenItBecomesSmaller() {
        venue.sell(ANN, 10, 100).with(shows(4)).place();
        venue.sell(BOB, 3, 100).place();
        venue.amend(ANN, 1, 0, 5);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.restart();
        venue.buy(CAT, 4, 100).ioc().place();
        assertThat(venue.engine().cash(ANN, BASE)).isEqualTo(WEALTH - 4);
        venue.amend(ANN, 1, 0, 500);
        assertThat(venue.outcome.code).isEqualTo(Code.DISPLAY_INVALID);
        assertThat(venue.outcome.needed).isEqualTo(5);
    }

    @Test
    void shouldPreviewWhatAnIcebergsPartsWouldTrade() {
        venue.sell(ANN, 10, 100).with(shows(4)).place();
        venue.sell(BOB, 3, 101).place();
        venue.buy(CAT, 12, 101).preview();
        assertThat(venue.preview.filledQuantity).isEqualTo(12);
        assertThat(venue.preview.fills).isEqualTo(2);
        assertThat(venue.preview.fillQuantities[0]).isEqualTo(10);
        venue.sell(CAT, 8, 110).with(shows(2)).preview();
        assertThat(venue.preview.resting).isEqualTo(8);
        assertThat(venue.preview.held).isEqualTo(8);
    }

    // Pegs.

    private void openMarket() {
        venue.buy(BOB, 5, 100).place();
        venue.sell(CAT, 5, 110).place();
    }

    /** The worked example of docs/orders.md. */
    @Test
    void shouldFollowTheBestBidAndLoseItsPlace() {
        openMarket();
        List<String> placed = venue.buy(ANN, 2, 105).with(follows(Peg.BID, 1)).place();
        assertThat(placed).contains("managed #3 follows BID 1 to 105");
        assertThat(venue.orders()).anyMatch(line -> line.contains("#3") && line.contains("@101"));
        venue.buy(DAN, 1, 103).place();
        assertThat(named(pass(), "amended", "rested"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("amended #3"),
                        line -> assertThat(line).startsWith("rested #3"));
        assertThat(venue.orders()).anyMatch(line -> line.contains("#3") && line.contains("@104"));
        // The limit holds it, and it does not follow itself.
        venue.buy(DAN, 1, 105).place();
        pass();
        assertThat(venue.orders()).anyMatch(line -> line.contains("#3") && line.contains("@105"));
        assertThat(pass()).isEmpty();
        assertThat(venue.engine().held(ANN, QUOTE)).isGreaterThanOrEqualTo(2 * 105);
    }

    @Test
    void shouldFollowNeitherItselfNorAnotherThatFollows() {
        openMarket();
        venue.buy(ANN, 2, 109).with(follows(Peg.BID, 1)).place();
        venue.buy(DAN, 2, 109).with(follows(Peg.BID, 1)).place();
        assertThat(venue.orders()).filteredOn(line -> line.contains("@101")).hasSize(2);
        assertThat(pass()).isEmpty();
    }

    @Test
    void shouldNotTradeByFollowingThoughBothFollowTheMiddle() {
        openMarket();
        venue.buy(ANN, 2, 200).with(follows(Peg.MID, 3)).place();
        venue.sell(DAN, 2, 1).with(follows(Peg.MID, -3)).place();
        assertThat(venue.orders()).anyMatch(line -> line.contains("#3") && line.contains("@105"));
        assertThat(venue.orders()).anyMatch(line -> line.contains("#4") && line.contains("@106"));
        // The market jumps up: the one to sell makes way first.
        venue.cancelAll(CAT, 1, 0);
        venue.sell(CAT, 5, 130).place();
        venue.buy(BOB, 5, 105).place();
        venue.cancelAll(BOB, 1, 0);
        venue.buy(BOB, 5, 120).ioc().place();
        pass();
        assertThat(venue.engine().cash(ANN, BASE)).isEqualTo(WEALTH);
    }

    @Test
    void shouldStayWhereItIsWithoutAPriceOrWithoutTheFunds() {
        openMarket();
        venue.buy(ANN, 2, 109).with(follows(Peg.BID, 0)).place();
        venue.cancelAll(BOB, 1, 0);
        assertThat(pass()).isEmpty();
        assertThat(venue.orders()).anyMatch(line -> line.contains("#3") && line.contains("@100"));
        venue.leave(ANN, QUOTE, venue.engine().held(ANN, QUOTE));
        venue.buy(BOB, 5, 104).place();
        assertThat(pass()).isEmpty();
        venue.issue(ANN, QUOTE, 100);
        assertThat(pass()).isNotEmpty();
        assertThat(venue.orders()).anyMatch(line -> line.contains("#3") && line.contains("@104"));
    }

    @Test
    void shouldMoveSoManyAtATime() {
        openMarket();
        for (int i = 0; i < ManagedDesk.MOVED_MAX + 3; i++) {
            venue.buy(i % 2 == 0 ? ANN : DAN, 1, 109).with(follows(Peg.BID, 0)).place();
        }
        venue.buy(BOB, 5, 104).place();
        assertThat(named(pass(), "amended")).hasSize(ManagedDesk.MOVED_MAX);
        assertThat(named(pass(), "amended")).hasSize(3);
        assertThat(pass()).isEmpty();
    }

    @Test
    void shouldLetAnAmendmentChangeTheQuantityOfAPegAlone() {
        openMarket();
        venue.buy(ANN, 2, 109).with(follows(Peg.BID, 0)).place();
        venue.amend(ANN, 3, 104, 0);
        assertThat(venue.outcome.code).isEqualTo(Code.PRICE_NOT_ALLOWED);
        venue.amend(ANN, 3, 0, 4);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.cancel(ANN, 3);
        assertThat(venue.engine().held(ANN, QUOTE)).isZero();
    }

    // Reduce-only.

    private long contracts() {
        long market = venue.createOutcomeMarket(BOB, 0, 100, terms -> {});
        venue.buy(BOB, 30 * CONTRACT, 50).in(market).place();
        venue.sell(CAT, 20 * CONTRACT, 50).in(market).ioc().place();
        venue.cancelAll(BOB, market, 0);
        return market;
    }

    /** The worked example of docs/orders.md. */
    @Test
    void shouldShrinkARestingReduceOnlyOrderWithThePosition() {
        long market = contracts();
        // Bob owns 20: of 50 to sell 20 rest.
        List<String> placed = venue.sell(BOB, 50 * CONTRACT, 60)
                .in(market)
                .with(ManagedOrdersTest::reduces)
                .place();
        assertThat(named(placed, "managed")).hasSize(1);
        assertThat(venue.outcome.remaining).isEqualTo(20 * CONTRACT);
        // He sells 8 otherwise: what is left to reduce is 12.
        venue.buy(DAN, 8 * CONTRACT, 55).in(market).place();
        venue.sell(BOB, 8 * CONTRACT, 55).in(market).ioc().place();
        assertThat(named(pass(), "reduced"))
                .singleElement()
                .asString()
                .contains(String.valueOf(12 * CONTRACT));
        // An ordinary order that rests counts first.
        venue.sell(BOB, 5 * CONTRACT, 70).in(market).place();
        pass();
        venue.buy(DAN, 100 * CONTRACT, 60).in(market).ioc().place();
        assertThat(venue.outcome.filledQuantity).isEqualTo(7 * CONTRACT);
        // The rest of the position goes: nothing is left of what reduces it.
        venue.sell(BOB, 3 * CONTRACT, 90)
                .in(market)
                .with(ManagedOrdersTest::reduces)
                .place();
        assertThat(venue.outcome.code).isEqualTo(Code.NOTHING_TO_REDUCE);
    }

    @Test
    void shouldEndAReduceOnlyOrderWhenNothingIsLeftToReduce() {
        long market = contracts();
        venue.buy(CAT, 20 * CONTRACT, 40)
                .in(market)
                .with(ManagedOrdersTest::reduces)
                .place();
        venue.sell(DAN, 30 * CONTRACT, 50).in(market).place();
        venue.buy(CAT, 20 * CONTRACT, 50).in(market).ioc().place();
        assertThat(named(pass(), "closed")).singleElement().asString().contains("REDUCED");
    }

    @Test
    void shouldLetAReduceOnlyOrderSellWhatIsAvailableOfAnAsset() {
        venue.leave(ANN, BASE, 6);
        venue.sell(ANN, 2, 120).place();
        venue.sell(ANN, 50, 110).with(ManagedOrdersTest::reduces).place();
        assertThat(venue.outcome.remaining).isEqualTo(4);
        venue.amend(ANN, venue.outcome.id, 0, 5);
        assertThat(venue.outcome.code).isEqualTo(Code.NOTHING_TO_REDUCE);
    }

    @Test
    void shouldDenyInOrderOfPrecedence() {
        openMarket();
        deny(Code.TIME_IN_FORCE_NOT_ALLOWED, 4, follows(Peg.BID, 0).andThen(shows(400)), true);
        deny(Code.PEG_INVALID, 4, follows(Peg.NONE, 1).andThen(shows(400)), false);
        deny(Code.PEG_INVALID, 4, follows(Peg.BID, 1).andThen(shows(4)), false);
        deny(Code.PEG_INVALID, 4, follows(Peg.BID, Long.MIN_VALUE), false);
        deny(Code.DISPLAY_INVALID, 4, shows(5).andThen(terms -> terms.price = 5_000_000), false);
        deny(Code.DISPLAY_INVALID, 4, shows(-1), false);
        deny(Code.DISPLAY_INVALID, 401, shows(4), false);
        venue.cancelAll(BOB, 1, 0);
        deny(Code.PRICE_MAXIMUM, 4, shows(4).andThen(terms -> terms.price = 5_000_000), false);
        deny(Code.PEG_WITHOUT_PRICE, 4, follows(Peg.BID, 0), false);
        deny(Code.NOTHING_TO_REDUCE, 4, ManagedOrdersTest::reduces, false);
    }

    private void deny(Code code, long quantity, Consumer<PlaceOrder> change, boolean immediate) {
        Venue.Ticket ticket = venue.buy(ANN, quantity, 100).with(change);
        (immediate ? ticket.ioc() : ticket).place();
        assertThat(venue.outcome.code).isEqualTo(code);
        assertThat(ticket.terms.side).isEqualTo(Side.BUY);
    }
}
