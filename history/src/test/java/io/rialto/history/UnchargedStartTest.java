package io.rialto.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.view.OrderInfo;
import io.rialto.view.TimedReopening;
import io.rialto.view.VenueView;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A history that begins with a state knows what was traded without a fee, or below nothing, too. */
class UnchargedStartTest implements Stores {
    @TempDir
    private Path directory;

    private final VenueView live = new VenueView();
    private final TimedReopening venue = new TimedReopening(live::onFrame);

    @Test
    void shouldCountWhatAnOrderTradedInAnAuctionForNothing() {
        venue.halt(-10_000);
        venue.reopen();

        assertKnown(TimedReopening.MARKET, 220);
    }

    @Test
    void shouldCountWhatAnOrderTradedBelowNothing() {
        venue.halt(0);
        venue.tradeBelowNothing();

        assertKnown(TimedReopening.CONTRACTS, -10_00);
    }

    /** That a history begun with the state says of Bob's order in a market what the view says. */
    private void assertKnown(long market, long filledNotional) {
        store(directory).migrate();
        try (HistoryWriter writer = new HistoryWriter(store(directory))) {
            writer.begin(records -> venue.machine().writeSnapshot(records::onFrame));
        }
        OrderInfo known = live.openOrders(TimedReopening.BOB).stream()
                .filter(order -> order.market() == market)
                .findFirst()
                .orElseThrow();
        assertThat(known.filledNotional()).isEqualTo(filledNotional);
        try (var readers = store(directory).openReaders()) {
            assertThat(new HistoryQueries(readers).order(market, known.order()))
                    .hasValueSatisfying(order ->
                            assertThat(order.info().filledNotional()).isEqualTo(filledNotional));
        }
    }
}
