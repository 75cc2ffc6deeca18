package io.rialto.engine;

import static io.rialto.engine.Venue.ANN;
import static io.rialto.engine.Venue.BOB;
import static io.rialto.engine.Venue.CAT;
import static io.rialto.engine.Venue.DAN;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** A breaker halts a market with its only trade, which is undone before it opens again. */
class UndoneTriggerTest {
    private static final long MINUTE = 60_000_000_000L;

    private final Venue venue = new Venue(terms -> terms.referencePrice = 100);

    @BeforeEach
    void haltWithTheOnlyTrade() {
        venue.activateRules();
        venue.set(MarketFigure.BREAKER_PPM, 50_000);
        venue.set(MarketFigure.HALT_NANOS, MINUTE);
        venue.sell(BOB, 1, 104).place();
        venue.sell(BOB, 1, 110).place();
        venue.buy(BOB, 5, 90).place();
        venue.sell(ANN, 1, 1).trailing(5).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.buy(DAN, 1, 110).stop(103).place();
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.buy(CAT, 2, 110).place();
        // Nothing is left that the auction could trade.
        venue.cancel(BOB, 2);
    }

    private List<String> triggeredAtReopening() {
        venue.advance(2);
        return venue.advance(10 * MINUTE).stream()
                .filter(line -> line.startsWith("triggered"))
                .toList();
    }

    @Test
    void shouldTriggerWhatTheTradeReachedWhereItStands() {
        assertThat(triggeredAtReopening()).containsExactly("triggered #5 @110 last 104");
    }

    @Test
    void shouldTriggerNothingWhereNoTradeStands() {
        venue.engine()
                .corrections()
                .bustTrade(Venue.asAdministrator(0), 1, 1, "slip", venue.outcome);
        assertThat(venue.outcome.code).isEqualTo(Code.DONE);
        venue.restart();
        assertThat(triggeredAtReopening()).isEmpty();
        assertThat(venue.orders()).filteredOn(line -> line.contains("waits")).hasSize(2);
    }
}
