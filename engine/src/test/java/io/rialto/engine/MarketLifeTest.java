package io.rialto.engine;

import static io.rialto.engine.MarketStatus.CLOSED;
import static io.rialto.engine.MarketStatus.HALTED;
import static io.rialto.engine.MarketStatus.OPEN;
import static io.rialto.engine.MarketStatus.PAUSED;
import static io.rialto.engine.MarketStatus.PRE_OPEN;
import static io.rialto.engine.MarketStatus.SEMI_PAUSED;
import static io.rialto.engine.MarketStatus.SETTLED;
import static io.rialto.engine.MarketStatus.VOID;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;

/** VENUE-RULES 3, "Market status"; docs/markets.md shows the same table. */
class MarketLifeTest {
    private static final long BOB = 6;
    private static final long CAT = 7;

    private final Venue venue = new Venue();

    @BeforeEach
    void activate() {
        venue.activateRules();
    }

    /** What docs/markets.md says may follow what, on the word of an administrator. */
    @Test
    void shouldFollowTheTableOfLegalTransitions() {
        EnumSet<MarketStatus> asked = EnumSet.of(PRE_OPEN, OPEN, SEMI_PAUSED, PAUSED, CLOSED);
        Map<MarketStatus, EnumSet<MarketStatus>> possible = new EnumMap<>(MarketStatus.class);
        for (MarketStatus from : asked) {
            for (MarketStatus to : MarketStatus.values()) {
                Venue fresh = new Venue();
                fresh.activateRules();
                fresh.setStatus(from);
                fresh.setStatus(to);
                if (fresh.outcome.code == Code.DONE) {
                    possible.computeIfAbsent(from, _ -> EnumSet.noneOf(MarketStatus.class))
                            .add(to);
                } else {
                    assertThat(fresh.outcome.code)
                            .isEqualTo(from == to ? Code.STATUS_UNCHANGED : Code.STATUS_ILLEGAL);
                }
            }
        }
        for (MarketStatus from : asked) {
            EnumSet<MarketStatus> others = EnumSet.copyOf(asked);
            others.remove(from);
            assertThat(possible).containsEntry(from, others);
        }
    }

    @Test
    void shouldLetNothingFollowAMarketThatIsVoidAndOnlyThatASettledOne() {
        assertThat(MarketLife.after(VOID)).isEmpty();
        assertThat(MarketLife.after(SETTLED)).containsExactly(VOID);
        assertThat(Arrays.stream(MarketStatus.values())
                        .filter(from -> MarketLife.after(from).contains(HALTED)))
                .containsExactly(OPEN);
        assertThat(MarketLife.isForTheAsking(HALTED)).isFalse();
        assertThat(MarketLife.isForTheAsking(SETTLED)).isFalse();
        assertThat(MarketLife.isForTheAsking(VOID)).isFalse();
    }

    @Test
    void shouldCollectOrdersBeforeTheOpeningAndMatchNone() {
        venue.setStatus(PRE_OPEN);
        assertThat(venue.sell(BOB, 1, 20).place()).endsWith("rested #1 sell 1@20 u1");
        assertThat(venue.buy(CAT, 1, 25).place()).endsWith("rested #2 buy 1@25 u2");
        venue.amend(CAT, 2, 30, 2);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.restart();

        assertThat(venue.setStatus(OPEN))
                .containsExactly("denied BOOK_CROSSED needed 0 available 0");
        assertThat(venue.outcome.code).isEqualTo(Code.BOOK_CROSSED);
        venue.cancel(CAT, 2);
        assertThat(venue.setStatus(OPEN)).containsExactly("market 1 OPEN");
    }

    @Test
    void shouldCollectOnlyOrdersThatMayRest() {
        venue.setStatus(PRE_OPEN);
        venue.buy(CAT, 1, 25).with(order -> order.timeInForce = TimeInForce.IOC).place();
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_COLLECTING);
        venue.buy(CAT, 1, 25).with(order -> order.timeInForce = TimeInForce.FOK).place();
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_COLLECTING);
    }

    @Test
    void shouldTakeCancelsOnlyWhenSemiPaused() {
        venue.buy(CAT, 1, 10).place();
        venue.buy(CAT, 1, 11).place();
        venue.setStatus(SEMI_PAUSED);

        venue.buy(CAT, 1, 10).place();
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_SEMI_PAUSED);
        venue.amend(CAT, 1, 12, 2);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_SEMI_PAUSED);
        venue.cancel(CAT, 1);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.cancelAll(CAT, 0, 0);
        assertThat(venue.outcome.count).isEqualTo(1);
    }

    @Test
    void shouldTakeNothingWhenPaused() {
        venue.buy(CAT, 1, 10).place();
        venue.setStatus(PAUSED);
        venue.cancel(CAT, 1);
        assertThat(venue.outcome.code).isEqualTo(Code.MARKET_PAUSED);
        venue.cancelAll(CAT, 0, 0);
        assertThat(venue.outcome.count).isZero();
    }

    @Test
    void shouldNotKnowTheLaterStatusesUnderTheFirstRules() {
        Venue old = new Venue();
        old.setStatus(PRE_OPEN);
        assertThat(old.outcome.code).isEqualTo(Code.COMMAND_UNKNOWN);
        old.setStatus(CLOSED);
        old.setStatus(OPEN);
        assertThat(old.outcome.code).isEqualTo(Code.DONE);
    }

    @Test
    void shouldSayWhyAndByWhom() {
        TestVenue small = TestVenue.ready();
        small.activateRules();
        small.engine.setMarketStatus(
                small.administrator(), TestVenue.MARKET, SEMI_PAUSED, "rain", small.outcome);
        small.expectDone(
                TestVenue.MARKET, "MarketStatusSet 1 OPEN to SEMI_PAUSED COMMAND by 4 rain");
    }
}
