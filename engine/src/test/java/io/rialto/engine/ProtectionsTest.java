package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CAT;
import static io.rialto.engine.Venue.QUOTE;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Limits, kill switches and dead-man's switches (VENUE-RULES 3). */
class ProtectionsTest {
    private static final long SECOND = 1_000_000_000;

    private final Venue venue = new Venue();

    @BeforeEach
    void activate() {
        venue.activateRules();
        venue.createMarket(terms -> terms.symbol = "SECOND");
        venue.lines();
    }

    private Protections protections() {
        return venue.engine().protections();
    }

    private Code set(MarketFigure figure, long value) {
        protections().setFigure(Venue.asAdministrator(0), 1, figure, value, "", venue.outcome);
        venue.lines();
        return venue.outcome.code;
    }

    private List<String> kill(CommandHeader header, long market, boolean pull) {
        protections().kill(header, market, pull, "", venue.outcome);
        return venue.lines();
    }

    private static CommandHeader asVenue() {
        CommandHeader header = Venue.asAdministrator(0);
        header.account = 0;
        return header;
    }

    // Limits.

    @Test
    void shouldRememberOverARestartHowFastAnAccountWasWhileThatIsNotLimited() {
        set(MarketFigure.ORDER_RATE, 1);
        venue.advance(SECOND);
        venue.buy(ANN, 1, 10).place();
        set(MarketFigure.ORDER_RATE, 0);
        venue.restart();
        set(MarketFigure.ORDER_RATE, 1);
        venue.buy(ANN, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.ORDER_RATE);
    }

    @Test
    void shouldLimitHowManyOrdersAnAccountEntersPerSecond() {
        assertThat(set(MarketFigure.ORDER_RATE, 2)).isEqualTo(Code.DONE);
        venue.advance(SECOND);
        venue.buy(ANN, 1, 10).place();
        long order = venue.outcome.id;
        venue.buy(ANN, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.restart();
        venue.buy(ANN, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.ORDER_RATE);
        venue.amend(ANN, order, 11, 0);
        assertThat(venue.outcome.code).isEqualTo(Code.ORDER_RATE);
        // Cancels are never limited, nor is anyone else, nor another market.
        venue.cancel(ANN, order);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.buy(BOB, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.buy(ANN, 1, 10).in(2).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.advance(SECOND + SECOND / 2);
        venue.buy(ANN, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.buy(ANN, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.ORDER_RATE);
    }

    @Test
    void shouldApplyALimitFromThenOn() {
        venue.buy(ANN, 10, 50).place();
        assertThat(set(MarketFigure.OPEN_ORDERS_ACCOUNT, 1)).isEqualTo(Code.DONE);
        venue.buy(ANN, 1, 50).place();
        assertThat(venue.outcome.code).isEqualTo(Code.OPEN_ORDERS_ACCOUNT);
        assertThat(set(MarketFigure.OPEN_ORDERS_MARKET, 1)).isEqualTo(Code.DONE);
        venue.buy(BOB, 1, 50).place();
        assertThat(venue.outcome.code).isEqualTo(Code.OPEN_ORDERS_MARKET);
        assertThat(set(MarketFigure.NOTIONAL_MAXIMUM, 400)).isEqualTo(Code.DONE);
        venue.buy(CAT, 9, 50).place();
        assertThat(venue.outcome.code).isEqualTo(Code.NOTIONAL_MAXIMUM);
        assertThat(set(MarketFigure.POSITION_MAXIMUM, 1_000_003)).isEqualTo(Code.DONE);
        venue.buy(CAT, 4, 50).ioc().place();
        assertThat(venue.outcome.code).isEqualTo(Code.POSITION_MAXIMUM);
        venue.sell(BOB, 1, 100).in(1).ioc().place();
        assertThat(set(MarketFigure.PRICE_BAND_PPM, 100_000)).isEqualTo(Code.DONE);
        assertThat(set(MarketFigure.PROTECTION_PPM, 100_000)).isEqualTo(Code.DONE);
        venue.restart();
        venue.buy(CAT, 9, 50).place();
        assertThat(venue.outcome.code).isEqualTo(Code.NOTIONAL_MAXIMUM);
    }

    @Test
    void shouldDenyAFigureInOrderOfPrecedence() {
        CommandHeader someone = Venue.as(ANN);
        protections().setFigure(someone, 9, MarketFigure.ORDER_RATE, 1, "", venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.NOT_ADMINISTRATOR);
        CommandHeader admin = Venue.asAdministrator(0);
        String long201 = "x".repeat(201);
        protections().setFigure(admin, 9, MarketFigure.ORDER_RATE, 1, long201, venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_UNKNOWN);
        protections().setFigure(admin, 1, MarketFigure.ORDER_RATE, 0, long201, venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.NAME_INVALID);
        assertThat(set(MarketFigure.AUCTION_AT, 0)).isEqualTo(Code.STATUS_UNCHANGED);
        assertThat(set(MarketFigure.AUCTION_AT, -1)).isEqualTo(Code.MARKET_NOT_COLLECTING);
        assertThat(set(MarketFigure.ORDER_RATE, -1)).isEqualTo(Code.FIGURE_INVALID);
        assertThat(set(MarketFigure.ORDER_RATE, 1_000_001)).isEqualTo(Code.FIGURE_INVALID);
        assertThat(set(MarketFigure.BREAKER_PPM, 1_000_001)).isEqualTo(Code.FIGURE_INVALID);
        assertThat(set(MarketFigure.HALT_NANOS, Long.MAX_VALUE)).isEqualTo(Code.FIGURE_INVALID);
        assertThat(set(MarketFigure.OPEN_ORDERS_ACCOUNT, 0)).isEqualTo(Code.FIGURE_INVALID);
        assertThat(set(MarketFigure.OPEN_ORDERS_MARKET, 1L << 40)).isEqualTo(Code.FIGURE_INVALID);
        assertThat(set(MarketFigure.AVERAGE, 1)).isEqualTo(Code.FIGURE_INVALID);
        assertThat(set(MarketFigure.OPEN_ORDERS_ACCOUNT, Integer.MAX_VALUE))
                .isEqualTo(Code.LIMITS_OVERFLOW);
        venue.setStatus(MarketStatus.PRE_OPEN);
        venue.advance(SECOND);
        assertThat(set(MarketFigure.AUCTION_AT, SECOND)).isEqualTo(Code.FIGURE_INVALID);
    }

    // Kill switches.

    @Test
    void shouldEndAnAccountsOrdersAndAdmitNoOthersUntilItReleases() {
        venue.buy(ANN, 1, 10).place();
        venue.buy(BOB, 1, 10).place();
        venue.buy(ANN, 1, 10).in(2).place();
        assertThat(kill(Venue.as(ANN), 0, true))
                .startsWith("kill account 5 market 0 PULLED by 5")
                .filteredOn(line -> line.startsWith("closed"))
                .hasSize(2)
                .allMatch(line -> line.contains("KILLED"));
        assertThat(venue.outcome.count).isEqualTo(2);
        assertThat(venue.engine().held(ANN, QUOTE)).isZero();
        venue.restart();
        venue.buy(ANN, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.ACCOUNT_KILLED);
        venue.buy(BOB, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        kill(Venue.as(ANN), 0, false);
        venue.buy(ANN, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
    }

    @Test
    void shouldKeepASwitchThatAnAdministratorPulledFromItsAccount() {
        kill(Venue.asAdministrator(ANN), 0, true);
        kill(Venue.as(ANN), 0, false);
        assertThat(venue.outcome.code).isEqualTo(Code.ACCOUNT_KILLED);
        kill(Venue.as(BOB), 0, false);
        assertThat(venue.outcome.code).isEqualTo(Code.STATUS_UNCHANGED);
        kill(Venue.asAdministrator(ANN), 0, false);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
    }

    @Test
    void shouldKillAMarketWhateverItsStatus() {
        venue.buy(ANN, 1, 10).place();
        venue.sell(BOB, 1, 20).stop(5).place();
        venue.buy(BOB, 1, 10).in(2).place();
        venue.setStatus(MarketStatus.PAUSED);
        kill(asVenue(), 1, true);
        assertThat(venue.outcome.count).isGreaterThanOrEqualTo(1);
        venue.setStatus(MarketStatus.OPEN);
        venue.buy(CAT, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_KILLED);
        venue.buy(CAT, 1, 10).in(2).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
    }

    @Test
    void shouldKillTheVenueByOneCommand() {
        venue.buy(ANN, 1, 10).place();
        venue.buy(BOB, 1, 10).in(2).place();
        kill(asVenue(), 0, true);
        assertThat(venue.outcome.count).isEqualTo(2);
        assertThat(venue.orders()).isEmpty();
        venue.restart();
        // The widest is named first.
        kill(asVenue(), 1, true);
        kill(Venue.as(ANN), 0, true);
        venue.buy(ANN, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.VENUE_KILLED);
        kill(asVenue(), 0, false);
        venue.buy(ANN, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_KILLED);
        kill(asVenue(), 1, false);
        venue.buy(ANN, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.ACCOUNT_KILLED);
        kill(Venue.as(ANN), 0, false);
        venue.buy(ANN, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
    }

    @Test
    void shouldLetOnlyAdministratorsKillMarkets() {
        CommandHeader header = Venue.as(ANN);
        header.account = 0;
        kill(header, 1, true);
        assertThat(venue.outcome.code).isEqualTo(Code.NOT_ADMINISTRATOR);
        kill(asVenue(), 9, true);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_UNKNOWN);
        kill(asVenue(), 1, false);
        assertThat(venue.outcome.code).isEqualTo(Code.STATUS_UNCHANGED);
    }

    // Dead-man's switches.

    private List<String> deadMan(long account, long nanos) {
        protections().deadMan(Venue.as(account), nanos, venue.outcome);
        return venue.lines();
    }

    @Test
    void shouldEndAllOrdersOfAnAccountThatDoesNotRenewItsSwitch() {
        venue.buy(ANN, 1, 10).place();
        venue.buy(BOB, 1, 10).place();
        assertThat(deadMan(ANN, SECOND)).containsExactly("dead man of 5 at " + SECOND);
        deadMan(BOB, 3 * SECOND);
        venue.advance(SECOND / 2);
        deadMan(ANN, SECOND);
        assertThat(venue.advance(SECOND)).isEmpty();
        venue.restart();
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(SECOND + SECOND / 2);
        assertThat(venue.advance(2 * SECOND))
                .startsWith("dead man of 5 fired")
                .anyMatch(line -> line.startsWith("closed #1 DEAD_MAN"));
        // It is over: the account may go on, and sets it anew if it wants it.
        assertThat(venue.orders()).hasSize(1);
        venue.buy(ANN, 1, 10).place();
        assertThat(venue.advance(100 * SECOND)).contains("dead man of 6 fired");
        assertThat(venue.orders()).hasSize(1);
    }

    @Test
    void shouldDenyADeadMansSwitchInOrderOfPrecedence() {
        CommandHeader other = Venue.as(ANN);
        other.account = BOB;
        protections().deadMan(other, -1, venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.ACCOUNT_NOT_YOURS);
        deadMan(ANN, -1);
        assertThat(venue.outcome.code).isEqualTo(Code.DEAD_MAN_INVALID);
        deadMan(ANN, Protections.DEAD_MAN_NANOS_MAX + 1);
        assertThat(venue.outcome.code).isEqualTo(Code.DEAD_MAN_INVALID);
        deadMan(ANN, 0);
        assertThat(venue.outcome.code).isEqualTo(Code.STATUS_UNCHANGED);
        deadMan(ANN, SECOND);
        assertThat(deadMan(ANN, 0)).containsExactly("dead man of 5 at 0");
        assertThat(venue.engine().nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }
}
