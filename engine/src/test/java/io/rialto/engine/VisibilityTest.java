package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** VENUE-RULES 6: to whoever may not know of a market it does not exist, in the engine too. */
class VisibilityTest {
    private static final long ROOT = 4;
    private static final long BOB = 6;
    private static final long CAT = 7;

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
