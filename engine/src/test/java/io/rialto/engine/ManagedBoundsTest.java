package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CAT;
import static io.rialto.engine.Venue.CONTRACT;
import static io.rialto.engine.Venue.DAN;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.function.Consumer;

/** Where orders that the venue manages end, and what one account can do to others with them. */
class ManagedBoundsTest {
    private final Venue venue = new Venue(terms -> terms.openOrdersAccountMax = 1_000);
    private long now;

    @BeforeEach
    void activate() {
        venue.activateRules();
    }

    private static Consumer<PlaceOrder> follows(Peg peg) {
        return terms -> {
            terms.isManaged = true;
            terms.peg = peg;
        };
    }

    private static Consumer<PlaceOrder> reduces() {
        return terms -> {
            terms.isManaged = true;
            terms.instruction = Instruction.REDUCE_ONLY;
        };
    }

    private List<String> pass() {
        boolean isDue = venue.engine().nextDeadlineNanos() <= now;
        now++;
        List<String> lines = venue.advance(now);
        assertThat(isDue).isEqualTo(!lines.isEmpty());
        venue.restart();
        return lines;
    }

    /** What hinders an order is looked at once, not with each command of others. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldNotLookAgainAtAnOrderThatIsHinderedUntilItsAccountHasMore(boolean contracts) {
        long market = contracts ? venue.createOutcomeMarket(BOB, 0, 100, terms -> {}) : 1;
        long each = contracts ? CONTRACT : 1;
        venue.sell(DAN, 10 * each, 60).in(market).place();
        venue.buy(ANN, each, 40).in(market).place();
        venue.leave(BOB, Venue.QUOTE, 405);
        venue.buy(BOB, 10 * each, 100).in(market).with(follows(Peg.BID)).place();
        venue.buy(ANN, each, 41).in(market).place();
        venue.lines();
        assertThat(venue.engine().nextDeadlineNanos()).isGreaterThan(now);
        long before = venue.engine().managedLooks();
        for (int i = 0; i < 50; i++) {
            venue.issue(CAT, Venue.QUOTE, 1);
            assertThat(venue.engine().nextDeadlineNanos()).isGreaterThan(now);
        }
        assertThat(venue.engine().managedLooks()).isEqualTo(before);
        venue.issue(BOB, Venue.QUOTE, 4);
        assertThat(venue.engine().nextDeadlineNanos()).isGreaterThan(now);
        venue.issue(BOB, Venue.QUOTE, 1);
        assertThat(pass()).anyMatch(line -> line.contains("@41"));
    }

    /** Bob owns 20 contracts and Cat owes them. */
    private long contracts() {
        long market = venue.createOutcomeMarket(BOB, 0, 100, terms -> {});
        venue.buy(BOB, 20 * CONTRACT, 50).in(market).place();
        venue.sell(CAT, 20 * CONTRACT, 50).in(market).ioc().place();
        return market;
    }

    @Test
    void shouldShowNoMoreThanThereIsToReduce() {
        long market = contracts();
        List<String> placed = venue.sell(BOB, 100 * CONTRACT, 60)
                .in(market)
                .with(reduces().andThen(terms -> terms.displayQuantity = 50 * CONTRACT))
                .place();
        assertThat(venue.outcome.remaining).isEqualTo(20 * CONTRACT);
        assertThat(placed)
                .filteredOn(line -> line.startsWith("managed #"))
                .singleElement()
                .asString()
                .contains("shows " + 20 * CONTRACT);
        venue.restart();
    }

    @Test
    void shouldNotTurnAPositionInTheAuctionOfTheInstantAfter() {
        long market = contracts();
        CommandHeader header = Venue.asAdministrator(0);
        venue.engine().setMarketStatus(header, market, MarketStatus.PRE_OPEN, "", venue.outcome);
        venue.engine()
                .protections()
                .setFigure(header, market, MarketFigure.AUCTION_AT, 9, "", venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.lines();
        venue.sell(BOB, 20 * CONTRACT, 60).in(market).with(reduces()).place();
        venue.buy(DAN, 40 * CONTRACT, 60).in(market).place();
        venue.sell(BOB, 15 * CONTRACT, 60).in(market).place();
        List<String> opening = venue.advance(9);
        assertThat(opening).anyMatch(line -> line.startsWith("uncrossed"));
        assertThat(opening)
                .filteredOn(line -> line.startsWith("reduced #"))
                .singleElement()
                .asString()
                .contains(String.valueOf(5 * CONTRACT));
        // All is sold and nothing owed: there is nothing to reduce, to either side.
        venue.sell(BOB, CONTRACT, 60).in(market).with(reduces()).place();
        assertThat(venue.outcome.code).isEqualTo(Code.NOTHING_TO_REDUCE);
        venue.buy(BOB, CONTRACT, 60).in(market).with(reduces()).place();
        assertThat(venue.outcome.code).isEqualTo(Code.NOTHING_TO_REDUCE);
    }

    /** Of one that cannot rest, managed or not: the position counts, not what rests beside it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldReduceAtOnceThoughAllIsOffered(boolean isManaged) {
        long market = contracts();
        venue.sell(BOB, 20 * CONTRACT, 60).in(market).with(reduces()).place();
        venue.buy(DAN, 30 * CONTRACT, 55).in(market).place();
        venue.sell(BOB, 30 * CONTRACT, 55)
                .in(market)
                .ioc()
                .with(reduces().andThen(terms -> terms.isManaged = isManaged))
                .place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        assertThat(venue.outcome.filledQuantity).isEqualTo(20 * CONTRACT);
        assertThat(pass())
                .anyMatch(line -> line.startsWith("closed #") && line.contains("REDUCED"));
    }

    @Test
    void shouldMoveInOneMarketThoughAnotherHasMoreThanItsShare() {
        venue.createMarket(terms -> terms.symbol = "OTHER/USD");
        for (long market = 1; market <= 2; market++) {
            venue.buy(BOB, 5, 100).in(market).place();
            venue.sell(CAT, 5, 110).in(market).place();
        }
        for (int i = 0; i < 70; i++) {
            venue.buy(i % 2 == 0 ? ANN : DAN, 1, 109).with(follows(Peg.BID)).place();
        }
        venue.buy(ANN, 1, 109).in(2).with(follows(Peg.BID)).place();
        venue.buy(BOB, 5, 104).in(1).place();
        venue.buy(BOB, 5, 104).in(2).place();
        assertThat(pass()).filteredOn(line -> line.startsWith("amended")).hasSize(65);
        assertThat(pass()).filteredOn(line -> line.startsWith("amended")).hasSize(6);
        assertThat(pass()).isEmpty();
    }

    @Test
    void shouldLeaveRoomForThePegsOfOthers() {
        venue.buy(BOB, 5, 100).place();
        venue.sell(CAT, 5, 110).place();
        for (int i = 0; i < 50; i++) {
            venue.buy(ANN, 1, 109).with(follows(Peg.BID)).place();
            assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        }
        venue.restart();
        assertThat(venue.buy(ANN, 1, 109).with(follows(Peg.BID)).place())
                .containsExactly("denied VENUE_FULL needed 50 available 51");
        venue.buy(DAN, 1, 109).with(follows(Peg.BID)).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.cancel(ANN, 3);
        venue.buy(ANN, 1, 109).with(follows(Peg.BID)).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
    }

    @Test
    void shouldLeaveRoomForTheReduceOnlyOrdersOfOthers() {
        for (int i = 0; i < 100; i++) {
            venue.sell(ANN, 1, 110).with(reduces()).place();
            assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        }
        assertThat(venue.sell(ANN, 1, 110).with(reduces()).place())
                .containsExactly("denied VENUE_FULL needed 100 available 101");
        // One that cannot rest takes no room.
        venue.sell(ANN, 1, 110).ioc().with(reduces()).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.sell(DAN, 1, 110).with(reduces()).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
    }

    @Test
    void shouldStayWhereTheNextPriceWouldBeWorthTooMuch() {
        Venue small = new Venue(terms -> terms.notionalMaximum = 1_000);
        small.activateRules();
        small.buy(BOB, 1, 100).place();
        small.sell(CAT, 1, 120).place();
        small.buy(ANN, 10, 110).with(follows(Peg.BID)).place();
        assertThat(small.outcome.code).isEqualTo(Code.DONE);
        small.buy(DAN, 1, 104).place();
        assertThat(small.engine().nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(small.advance(1)).isEmpty();
        small.cancelAll(DAN, 1, 0);
        assertThat(small.advance(2)).isEmpty();
    }

    /** While nothing changes no one looks; what then changes is seen. */
    @Test
    void shouldMoveAgainWhenTheMarketCollectsNoMore() {
        venue.buy(BOB, 5, 100).place();
        venue.sell(CAT, 5, 110).place();
        venue.buy(ANN, 2, 109).with(follows(Peg.BID)).place();
        assertThat(pass()).isEmpty();
        venue.setStatus(MarketStatus.PRE_OPEN);
        venue.buy(BOB, 5, 104).place();
        assertThat(venue.engine().nextDeadlineNanos()).isGreaterThan(now);
        venue.setStatus(MarketStatus.OPEN);
        assertThat(pass()).anyMatch(line -> line.startsWith("rested #3 buy 2@104"));
        assertThat(pass()).isEmpty();
        venue.cancelAll(BOB, 1, 0);
        venue.buy(BOB, 5, 99).place();
        assertThat(pass()).anyMatch(line -> line.startsWith("rested #3 buy 2@99"));
    }

    /** Several in one instant, each account's newest first. */
    @Test
    void shouldShrinkTheNewestFirstOfAllThatExceed() {
        long market = contracts();
        venue.sell(BOB, 5 * CONTRACT, 70).in(market).with(reduces()).place();
        venue.sell(BOB, 6 * CONTRACT, 71).in(market).with(reduces()).place();
        venue.sell(BOB, 7 * CONTRACT, 72).in(market).with(reduces()).place();
        venue.sell(BOB, 12 * CONTRACT, 73).in(market).place();
        assertThat(pass())
                .filteredOn(line -> line.startsWith("closed") || line.startsWith("reduced"))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("closed #5 REDUCED"),
                        line -> assertThat(line)
                                .startsWith("reduced #4")
                                .contains(String.valueOf(3 * CONTRACT)));
        assertThat(pass()).isEmpty();
    }
}
