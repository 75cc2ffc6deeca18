package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.QUOTE;
import static io.rialto.engine.Venue.WEALTH;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Fees by trailing 30-day volume, fixed when the order is accepted (VENUE-RULES 3). */
class FeeTiersTest {
    private static final long DAY = FeeTiers.DAY_NANOS;
    private final Venue venue = new Venue();

    @BeforeEach
    void activate() {
        venue.activateRules();
        venue.setFees(1_000, 10_000);
        venue.advance(100 * DAY);
        venue.lines();
    }

    private List<String> tier(long volume, int maker, int taker, boolean remove) {
        CommandHeader header = Venue.asAdministrator(0);
        venue.engine().fees().setTier(header, 1, volume, maker, taker, remove, "", venue.outcome);
        return venue.lines();
    }

    private void deny(Code code, long volume, int maker, int taker, boolean remove) {
        tier(volume, maker, taker, remove);
        assertThat(venue.outcome.code).isEqualTo(code);
    }

    /** Bob sells to Ann, who takes; the fee that she pays. */
    private long trade(long quantity) {
        venue.sell(BOB, quantity, 100).place();
        venue.buy(ANN, quantity, 100).ioc().place();
        venue.restart();
        return venue.outcome.fees;
    }

    /** The worked example of docs/orders.md. */
    @Test
    void shouldChargeTheTierOfTheVolumeOfThirtyDays() {
        assertThat(tier(50_000, 0, 2_000, false)).containsExactly("tier 50000 0 2000");
        assertThat(trade(500)).isEqualTo(500);
        // 50,000 traded: a fifth of the fee, until the thirtieth day after.
        assertThat(trade(100)).isEqualTo(20);
        venue.advance(129 * DAY);
        assertThat(trade(100)).isEqualTo(20);
        venue.advance(130 * DAY);
        assertThat(trade(100)).isEqualTo(100);
    }

    @Test
    void shouldKeepTheRatesThatAnOrderWasAcceptedWith() {
        tier(10_000, 0, 2_000, false);
        venue.buy(ANN, 300, 100).place();
        long held = venue.engine().held(ANN, QUOTE);
        assertThat(held).isEqualTo(30_000 + 300 + 1);
        venue.sell(BOB, 200, 100).ioc().place();
        // Ann made 200 at the market's rate though the tier was reached meanwhile.
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(WEALTH - 20_000 - 20);
        venue.sell(BOB, 100, 100).ioc().place();
        assertThat(venue.outcome.fees).isEqualTo(20);
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(WEALTH - 30_000 - 30);
        assertThat(venue.engine().held(ANN, QUOTE)).isZero();
    }

    @Test
    void shouldCountMoreThanANumberHoldsAsTheMost() {
        FeeTiers tiers = new FeeTiers();
        for (int seat : new int[] {900, 3, 40}) {
            tiers.traded(seat, 100, Long.MAX_VALUE - seat);
            tiers.traded(seat, 100, 1_000);
            tiers.traded(seat, 101, 5);
        }
        tiers.traded(7, 101, 12);
        assertThat(tiers.volume(900, 101)).isEqualTo(Long.MAX_VALUE);
        assertThat(tiers.volume(3, 100)).isEqualTo(Long.MAX_VALUE);
        assertThat(tiers.volume(40, 101)).isEqualTo(Long.MAX_VALUE);
        assertThat(tiers.volume(7, 101)).isEqualTo(12);
        assertThat(tiers.volume(8, 101)).isZero();
        assertThat(tiers.volume(900, 130)).isEqualTo(5);
    }

    /** Ann sells to herself as the market opens. */
    private void sellToOneselfInAnAuction(long quantity) {
        venue.setStatus(MarketStatus.PRE_OPEN);
        venue.buy(ANN, quantity, 100).place();
        venue.sell(ANN, quantity, 100).place();
        venue.engine().uncrossMarket(Venue.asAdministrator(0), 1, venue.outcome);
        assertThat(venue.outcome.filledQuantity).isEqualTo(quantity);
        venue.restart();
    }

    @Test
    void shouldNotCountWhatTradesInAnAuctionForNothing() {
        for (int maker : new int[] {-1_000, 0}) {
            venue.setFees(maker, 10_000);
            tier(50_000, 0, 2_000, false);
            sellToOneselfInAnAuction(600);
            assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(WEALTH);
            assertThat(trade(100)).as("maker's rate %d", maker).isEqualTo(100);
            tier(50_000, 0, 0, true);
            venue.issue(ANN, QUOTE, WEALTH - venue.engine().cash(ANN, QUOTE));
        }
    }

    @Test
    void shouldCountWhatIsPaidForInAnAuction() {
        tier(50_000, 0, 2_000, false);
        sellToOneselfInAnAuction(600);
        assertThat(venue.engine().cash(ANN, QUOTE)).isEqualTo(WEALTH - 2 * 60);
        assertThat(trade(100)).isEqualTo(20);
    }

    @Test
    void shouldForgetVolumesWithTheLastTier() {
        tier(10_000, 0, 2_000, false);
        trade(100);
        assertThat(trade(100)).isEqualTo(20);
        assertThat(tier(10_000, 0, 0, true)).containsExactly("tier 10000 removed");
        tier(10_000, 0, 2_000, false);
        assertThat(trade(100)).isEqualTo(100);
    }

    @Test
    void shouldDenyInOrderOfPrecedence() {
        CommandHeader user = Venue.as(ANN);
        venue.engine().fees().setTier(user, 9, 0, 0, 0, false, "", venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.NOT_ADMINISTRATOR);
        CommandHeader header = Venue.asAdministrator(0);
        venue.engine().fees().setTier(header, 9, 0, 0, 0, false, "", venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_UNKNOWN);
        String tooLong = "x".repeat(201);
        venue.engine().fees().setTier(header, 1, 0, 0, 0, false, tooLong, venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.NAME_INVALID);
        deny(Code.FEE_TIER_INVALID, 0, -5_000, 1_000, false);
        deny(Code.STATUS_UNCHANGED, 7, -5_000, 1_000, true);
        deny(Code.FEES_INVALID, 7, -5_000, 1_000, false);
        tier(7, -500, 900, false);
        deny(Code.STATUS_UNCHANGED, 7, -500, 900, false);
        // A rebate may not exceed the lowest rate of a taker, of whatever tier.
        deny(Code.FEES_INVALID, 8, -901, 2_000, false);
        venue.engine().setMarketFees(Venue.asAdministrator(0), 1, 0, 499, venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.FEES_INVALID);
        for (int volume = 8; volume < 7 + FeeTiers.TIERS_MAX; volume++) {
            tier(volume, 0, 900, false);
        }
        deny(Code.FEE_TIER_INVALID, 99, 0, 900, false);
    }
}
