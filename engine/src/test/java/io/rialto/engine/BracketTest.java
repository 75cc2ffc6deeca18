package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BASE;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CAT;
import static io.rialto.engine.Venue.DAN;
import static io.rialto.engine.Venue.QUOTE;
import static io.rialto.engine.Venue.WEALTH;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

/** An entry and two exits with one hold (VENUE-RULES 3, decision 93). Ann has no base but what she buys. */
class BracketTest {
    /** Above at 110 for 108 or better, below at 90 for what there is. */
    private static final Exits EXITS = new Exits(110, 108, 90, 0);

    private final Venue venue = new Venue();
    private long entry;

    @BeforeEach
    void leaveAnnWithoutBase() {
        venue.activateRules();
        venue.leave(ANN, BASE, 0);
        venue.buy(DAN, 20, 85).place();
    }

    private List<String> bracket(Venue.Ticket ticket) {
        venue.engine().placeBracket(Venue.as(ANN), ticket.terms, EXITS, venue.outcome);
        entry = venue.outcome.id;
        return venue.lines();
    }

    /** Time passes in an engine that was restored, and says nothing twice. */
    private List<String> pass() {
        venue.restart();
        List<String> events = venue.advance(venue.engine().timeNanos() + 1);
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        return events;
    }

    private void rest() {
        bracket(venue.buy(ANN, 10, 100));
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        assertThat(pass()).isEmpty();
    }

    /** What ends a link may end a bracket's entry; the bracket ends with it, live and restored. */
    @Test
    void shouldEndWithAnEntryThatALinkEnded() {
        rest();
        venue.buy(ANN, 1, 120).stop(110).place();
        long waiting = venue.outcome.id;
        venue.engine().linkOrders(Venue.as(ANN), 1, entry, waiting, venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.cancel(ANN, waiting);
        assertThat(of(venue.advance(venue.engine().timeNanos() + 1), "closed"))
                .containsExactly("closed #" + entry + " LINKED filled 0 left 10 rested u3");
        assertThat(pass()).isEmpty();
    }

    private List<String> fill(long quantity) {
        venue.sell(BOB, quantity, 100).place();
        return pass();
    }

    private List<String> trade(long price) {
        venue.sell(BOB, 1, price).place();
        venue.buy(CAT, 1, price).ioc().place();
        return pass();
    }

    private static Stream<String> of(List<String> events, String kind) {
        return events.stream().filter(line -> line.startsWith(kind));
    }

    @Test
    void shouldPlaceTheExitsWhenTheEntryHasBoughtAndHoldOnce() {
        assertThat(bracket(venue.buy(ANN, 10, 100)))
                .containsExactly(
                        "accepted #2 of 5 buy 10@100 LIMIT GTC NONE fees 0/0",
                        "bracket #2 take profit 110 stop 90",
                        "posted 5/2 HOLD 0 held +1000 = 1000000 held 1000",
                        "rested #2 buy 10@100 u2");
        assertThat(fill(4))
                .containsExactly(
                        "accepted #4 of 5 sell 4@1 MARKET IOC NONE fees 0/0",
                        "posted 5/1 HOLD 0 held +4 = 4 held 4",
                        "waiting #4 STOP @90",
                        "accepted #5 of 5 sell 4@108 LIMIT GTC NONE fees 0/0",
                        "waiting #5 TAKE_PROFIT @110",
                        "exits of #2 take profit #5 stop #4");
        assertThat(venue.engine().held(ANN, BASE)).isEqualTo(4);
    }

    @Test
    void shouldLetTheExitsGrowWithEachFillOfTheEntry() {
        rest();
        fill(4);
        assertThat(fill(5))
                .containsExactly(
                        "waiting amended #4 9@1",
                        "posted 5/1 HOLD 0 held +5 = 9 held 9",
                        "waiting amended #5 9@108");
        assertThat(fill(1)).hasSize(3);
        assertThat(venue.engine().held(ANN, BASE)).isEqualTo(10);
    }

    @Test
    void shouldSellAtTheTakeProfitWithWhatTheStopHeld() {
        rest();
        fill(10);
        venue.buy(CAT, 20, 109).place();
        List<String> events = trade(110);
        assertThat(of(events, "closed #4")).containsExactly("closed #4 LINKED filled 0 left 10 u0");
        assertThat(of(events, "triggered #5")).hasSize(1);
        assertThat(venue.engine().cash(ANN, BASE)).isZero();
        assertThat(venue.engine().held(ANN, BASE)).isZero();
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(WEALTH - 1_000 + 1_090);
    }

    @Test
    void shouldEndWhatIsLeftOfTheEntryBeforeAnExitEnters() {
        rest();
        fill(4);
        List<String> events = trade(110);
        assertThat(of(events, "closed"))
                .startsWith(
                        "closed #2 LINKED filled 4 left 6 rested u6",
                        "closed #4 LINKED filled 0 left 4 u0");
        assertThat(of(events, "rested #5")).hasSize(1);
        assertThat(venue.engine().held(ANN, QUOTE)).isZero();
        assertThat(venue.engine().held(ANN, BASE)).isEqualTo(4);
    }

    @Test
    void shouldStopOutAtOnceWhereTheMarketWentThroughTheEntryToTheStop() {
        rest();
        venue.buy(CAT, 1, 90).place();
        venue.sell(BOB, 11, 90).place();
        List<String> events = pass();
        assertThat(of(events, "triggered #")).hasSize(1);
        assertThat(of(events, "closed").filter(line -> line.contains("LINKED"))).hasSize(1);
        assertThat(venue.engine().cash(ANN, BASE)).isZero();
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(WEALTH - 1_000 + 850);
    }

    /** Both triggers are reached between two moments: one exit enters, on replay the same. */
    @Test
    void shouldLetOneExitTradeWhereBothAreReachedAtOnce() {
        rest();
        fill(10);
        venue.buy(CAT, 1, 112).place();
        venue.sell(BOB, 1, 112).place();
        venue.sell(BOB, 1, 88).place();
        venue.buy(CAT, 1, 88).place();
        List<String> events = pass();
        assertThat(of(events, "triggered")).hasSize(1);
        assertThat(of(events, "closed").filter(line -> line.contains("LINKED"))).hasSize(1);
        assertThat(venue.engine().cash(ANN, BASE)).isEqualTo(venue.engine().held(ANN, BASE));
    }

    @Test
    void shouldKeepTheExitsOfWhatWasBoughtWhenTheEntryIsCancelled() {
        rest();
        fill(4);
        venue.cancel(ANN, entry);
        assertThat(pass()).isEmpty();
        assertThat(venue.engine().held(ANN, BASE)).isEqualTo(4);
        assertThat(of(trade(90), "triggered #4")).hasSize(1);
        assertThat(venue.engine().cash(ANN, BASE)).isZero();
    }

    @Test
    void shouldLeaveNothingOfABracketThatIsCancelledBeforeItBought() {
        rest();
        venue.cancel(ANN, entry);
        assertThat(pass()).isEmpty();
        assertThat(venue.orders()).hasSize(1);
        assertThat(trade(110)).isEmpty();
    }

    @Test
    void shouldEndTheEntryAndTheOtherExitWhenOneExitIsCancelled() {
        rest();
        fill(4);
        venue.cancel(ANN, 5);
        assertThat(of(pass(), "closed"))
                .containsExactly(
                        "closed #2 LINKED filled 4 left 6 rested u4",
                        "closed #4 LINKED filled 0 left 4 u0");
        assertThat(venue.engine().held(ANN, BASE)).isZero();
    }

    @Test
    void shouldLeaveNoExitOpenWhereTheDeadMansSwitchFiresAtOnceWithTheFill() {
        rest();
        long due = venue.engine().timeNanos() + 1_000_000_000;
        venue.engine().protections().deadMan(Venue.as(ANN), 1_000_000_000, venue.outcome);
        venue.sell(BOB, 4, 100).place();
        venue.restart();
        assertThat(of(venue.advance(due), "closed"))
                .allMatch(line -> line.contains("DEAD_MAN") || line.contains("LINKED"))
                .hasSize(3);
        assertThat(venue.engine().held(ANN, BASE)).isZero();
        assertThat(venue.engine().held(ANN, QUOTE)).isZero();
    }

    @Test
    void shouldPlaceExitsOfWhatAnImmediateEntryBought() {
        venue.sell(BOB, 3, 99).place();
        bracket(venue.buy(ANN, 10, 100).ioc());
        assertThat(venue.outcome.state).isEqualTo(OrderState.CANCELLED);
        assertThat(of(pass(), "waiting")).hasSize(2);
        assertThat(venue.engine().held(ANN, BASE)).isEqualTo(3);
        bracket(venue.buy(ANN, 10, 0).market());
        assertThat(pass()).isEmpty();
    }

    @Test
    void shouldPlaceExitsOfWhatAnAuctionBought() {
        venue.setStatus(MarketStatus.PRE_OPEN);
        bracket(venue.buy(ANN, 10, 100));
        venue.sell(BOB, 6, 95).place();
        // Looked at, and nothing to do before they trade.
        assertThat(venue.engine().nextDeadlineNanos())
                .isGreaterThan(venue.engine().timeNanos());
        venue.engine().uncrossMarket(Venue.asAdministrator(0), 1, venue.outcome);
        venue.lines();
        assertThat(of(pass(), "exits of")).hasSize(1);
        assertThat(venue.engine().held(ANN, BASE)).isEqualTo(6);
    }

    @Test
    void shouldCountExitsAsOpenOrdersFromTheBeginning() {
        Venue narrow = new Venue(terms -> terms.openOrdersAccountMax = 3);
        narrow.activateRules();
        narrow.buy(ANN, 1, 50).place();
        PlaceOrder terms = narrow.buy(ANN, 1, 100).terms;
        narrow.engine().placeBracket(Venue.as(ANN), terms, EXITS, narrow.outcome);
        assertThat(narrow.outcome.code).isEqualTo(Code.OPEN_ORDERS_ACCOUNT);
        assertThat(narrow.outcome.available).isEqualTo(4);
        narrow.cancel(ANN, 1);
        narrow.engine().placeBracket(Venue.as(ANN), terms, EXITS, narrow.outcome);
        assertThat(narrow.outcome.code).isEqualTo(Code.DONE);
        narrow.restart();
        narrow.buy(ANN, 1, 50).place();
        assertThat(narrow.outcome.code).isEqualTo(Code.OPEN_ORDERS_ACCOUNT);
        narrow.cancel(ANN, 2);
        narrow.advance(1);
        narrow.buy(ANN, 1, 50).place();
        assertThat(narrow.outcome.code).isEqualTo(Code.DONE);
    }

    @Test
    void shouldAmendTheEntryBetweenItsExitsOnly() {
        rest();
        venue.amend(ANN, entry, 90, 0);
        assertThat(venue.outcome.code).isEqualTo(Code.BRACKET_INVALID);
        venue.amend(ANN, entry, 101, 12);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.sell(BOB, 12, 101).place();
        assertThat(of(pass(), "accepted")).allMatch(line -> line.contains("sell 12@"));
    }

    @Test
    void shouldPlaceExitsOfAnEntryThatIsAmendedIntoTheMarket() {
        rest();
        venue.sell(BOB, 10, 105).place();
        venue.amend(ANN, entry, 105, 0);
        assertThat(venue.outcome.state).isEqualTo(OrderState.FILLED);
        assertThat(of(pass(), "accepted")).allMatch(line -> line.contains("sell 10@"));
    }

    @Test
    void shouldPreviewWhatTheExitsWouldHold() {
        venue.sell(BOB, 3, 99).place();
        PlaceOrder terms = venue.buy(ANN, 10, 100).terms;
        Preview preview = venue.preview;
        venue.engine().previewBracket(Venue.as(ANN), terms, EXITS, venue.outcome, preview);
        assertThat(preview.filledQuantity).isEqualTo(3);
        assertThat(preview.baseAvailableAfter).isZero();
        assertThat(preview.held).isEqualTo(700);
        bracket(venue.buy(ANN, 10, 100));
        pass();
        assertThat(venue.available(ANN, BASE)).isEqualTo(preview.baseAvailableAfter);
        assertThat(venue.available(ANN, QUOTE)).isEqualTo(preview.quoteAvailableAfter);
    }
}
