package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.money.Side;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** VENUE-RULES 6: to whoever may not know of a market it does not exist, in the engine too. */
class VisibilityTest {
    private static final long ROOT = 4;
    private static final long BOB = 6;
    private static final long CAT = 7;
    private static final long DAN = 8;

    private final Venue venue = new Venue();
    private final CommandHeader header = new CommandHeader();

    @BeforeEach
    void activate() {
        venue.activateRules();
    }

    private void restrict(boolean restricted) {
        administrator(ROOT);
        venue.engine()
                .visibility()
                .setVisibility(header, 1, restricted, false, "club", venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
    }

    private void name(long account, boolean visible) {
        administrator(account);
        venue.engine().visibility().setViewer(header, 1, visible, "", venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
    }

    private void administrator(long account) {
        header.actor = ROOT;
        header.account = account;
        header.sudo = true;
    }

    @Test
    void shouldDenyAStrangerAsIfThereWereNoMarket() {
        name(BOB, true);
        restrict(true);
        venue.lines();

        assertThat(venue.buy(CAT, 1, 10).place())
                .containsExactly("denied MARKET_UNKNOWN needed 0 available 0");
        venue.cancel(CAT, 1);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_UNKNOWN);
        venue.cancelAll(CAT, 1, 0);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_UNKNOWN);
        venue.buy(BOB, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
    }

    @Test
    void shouldEndTheOrdersOfThoseWhoMayNoLongerKnow() {
        venue.buy(CAT, 1, 10).place();
        venue.sell(BOB, 1, 20).place();
        venue.lines();
        name(BOB, true);
        venue.lines();
        restrict(true);
        assertThat(venue.lines())
                .containsExactly(
                        "market 1 restricted true hides false",
                        "closed #1 MARKET_HIDDEN filled 0 left 1 rested u3",
                        "posted 7/2 RELEASE 0 held -10 = 1000000 held 0");
        assertThat(venue.outcome.count).isEqualTo(1);
        name(BOB, false);
        assertThat(venue.outcome.count).isEqualTo(1);
    }

    @Test
    void shouldEndWhatWaitsOfThoseWhoMayNoLongerKnow() {
        venue.sell(BOB, 1, 100).place();
        venue.buy(DAN, 2, 100).place();
        venue.sell(DAN, 1, 140).place();
        venue.sell(CAT, 3, 80).market().stop(90).place();
        venue.buy(CAT, 1, 120).takeProfit(95).place();
        venue.sell(CAT, 1, 1).market().trailing(5).place();
        venue.sell(CAT, 1, 130)
                .with(terms -> {
                    terms.isManaged = true;
                    terms.peg = Peg.ASK;
                    terms.pegOffset = 10;
                })
                .place();
        Venue.Ticket bought = venue.buy(CAT, 1, 105);
        venue.sell(BOB, 1, 105).place();
        venue.engine()
                .placeBracket(
                        Venue.as(CAT), bought.terms, new Exits(110, 108, 90, 0), venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        assertThat(venue.advance(1)).anyMatch(line -> line.startsWith("exits"));
        name(BOB, true);
        name(DAN, true);
        restrict(true);

        assertThat(venue.outcome.count).isEqualTo(6);
        assertThat(venue.engine().held(CAT, Venue.BASE)).isZero();
        assertThat(venue.engine().held(CAT, Venue.QUOTE)).isZero();
        venue.restart();
        venue.buy(BOB, 1, 80).place();
        venue.sell(BOB, 1, 80).place();
        venue.sell(DAN, 1, 80).ioc().place();
        assertThat(venue.advance(2)).isEmpty();
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(venue.engine().cash(CAT, Venue.BASE)).isEqualTo(Venue.WEALTH + 1);
    }

    @Test
    void shouldLeaveTheOrdersOfWhatANamedUserReaches() {
        OwningVenue owning = new OwningVenue();
        long alt = owning.alt(OwningVenue.ANN, "bot");
        owning.accounts.createAlt(owning.by(OwningVenue.ANN, alt), "bot of a bot", owning.outcome);
        long below = owning.done();
        long others = owning.alt(OwningVenue.BOB, "bot");
        for (long account : new long[] {alt, below, others}) {
            owning.transfer(
                    account == others ? OwningVenue.BOB : OwningVenue.ANN,
                    account == others ? OwningVenue.BOB : OwningVenue.ANN,
                    account,
                    100);
            owning.done();
            owning.order(
                    account == others ? OwningVenue.BOB : OwningVenue.ANN,
                    account,
                    Side.BUY,
                    10,
                    1);
            owning.done();
        }
        Visibility visibility = owning.engine.visibility();
        visibility.setViewer(
                owning.sudo(OwningVenue.ANN), OwningVenue.MARKET, true, "", owning.outcome);
        owning.events.take();
        visibility.setVisibility(
                owning.sudo(4), OwningVenue.MARKET, true, false, "", owning.outcome);
        assertThat(owning.outcome.count).isEqualTo(1);
        assertThat(owning.engine.held(others, OwningVenue.MONEY)).isZero();

        visibility.setViewer(
                owning.sudo(OwningVenue.CID), OwningVenue.MARKET, true, "", owning.outcome);
        assertThat(owning.outcome.count).isZero();
        owning.order(OwningVenue.ANN, below, Side.BUY, 10, 1);
        owning.done();
        visibility.setViewer(
                owning.sudo(OwningVenue.ANN), OwningVenue.MARKET, false, "", owning.outcome);
        assertThat(owning.outcome.count).isEqualTo(3);
    }

    /** Ann, who is named, and Bob own an account, and so one under it; each has an order. */
    private static long sharedWithOrders(OwningVenue owning) {
        long pool = owning.shared();
        owning.accounts.createAlt(owning.by(OwningVenue.ANN, pool), "below", owning.outcome);
        long below = owning.done();
        owning.transfer(OwningVenue.ANN, OwningVenue.ANN, pool, 300);
        owning.done();
        Visibility visibility = owning.engine.visibility();
        visibility.setViewer(
                owning.sudo(OwningVenue.ANN), OwningVenue.MARKET, true, "", owning.outcome);
        visibility.setVisibility(
                owning.sudo(4), OwningVenue.MARKET, true, false, "", owning.outcome);
        owning.engine.issue(owning.sudo(below), OwningVenue.MONEY, 100, "", owning.outcome);
        owning.done();
        for (long account : new long[] {pool, below}) {
            owning.order(OwningVenue.ANN, account, Side.BUY, 10, 1);
            owning.done();
            assertThat(owning.engine.held(account, OwningVenue.MONEY)).isPositive();
        }
        return below;
    }

    private static void takeFromAnn(OwningVenue owning, long account) {
        owning.accounts.revokeOwner(owning.sudo(account), OwningVenue.ANN, true, owning.outcome);
        owning.done();
    }

    @Test
    void shouldEndTheOrdersOfAnAccountThatIsTakenFromTheOnlyOwnerWhoMayKnow() {
        OwningVenue owning = new OwningVenue();
        long below = sharedWithOrders(owning);
        long pool = below - 1;
        takeFromAnn(owning, pool);
        assertThat(owning.outcome.count).isEqualTo(2);
        assertThat(owning.engine.held(pool, OwningVenue.MONEY)).isZero();
        assertThat(owning.engine.held(below, OwningVenue.MONEY)).isZero();
    }

    @Test
    void shouldLeaveTheOrdersOfAnAccountOfWhichAnotherOwnerMayKnow() {
        OwningVenue owning = new OwningVenue();
        long below = sharedWithOrders(owning);
        owning.engine
                .visibility()
                .setViewer(
                        owning.sudo(OwningVenue.BOB), OwningVenue.MARKET, true, "", owning.outcome);
        takeFromAnn(owning, below - 1);
        assertThat(owning.outcome.count).isZero();
        assertThat(owning.engine.held(below, OwningVenue.MONEY)).isPositive();
    }

    @Test
    void shouldRememberAcrossARestore() {
        name(BOB, true);
        name(CAT, true);
        name(CAT, false);
        restrict(true);
        venue.lines();
        venue.restart();

        venue.buy(CAT, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_UNKNOWN);
        venue.buy(BOB, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
    }

    @Test
    void shouldShowAnAdministratorEverythingOnlyUnderSudo() {
        restrict(true);
        OrderTarget target = new OrderTarget();
        target.market = 1;
        target.orderId = 99;
        administrator(ROOT);
        venue.engine().cancelOrder(header, target, venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.ORDER_UNKNOWN);
        header.sudo = false;
        venue.engine().cancelOrder(header, target, venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_UNKNOWN);
    }

    @Test
    void shouldExistToAllAgainWhenItIsNoLongerRestricted() {
        restrict(true);
        restrict(false);
        venue.buy(CAT, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
    }
}
