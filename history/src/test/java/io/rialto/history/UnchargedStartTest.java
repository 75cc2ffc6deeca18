package io.rialto.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.view.OrderInfo;
import io.rialto.view.TimedReopening;
import io.rialto.view.VenueView;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A history that begins with a state knows what was traded without a fee, too. */
class UnchargedStartTest implements Stores {
    @TempDir
    private Path directory;

    @Test
    void shouldCountWhatAnOrderTradedInAnAuctionForNothing() {
        VenueView live = new VenueView();
        TimedReopening venue = new TimedReopening(live::onFrame);
        venue.halt(-10_000);
        venue.reopen();
        store(directory).migrate();
        try (HistoryWriter writer = new HistoryWriter(store(directory))) {
            writer.begin(records -> venue.machine().writeSnapshot(records::onFrame));
        }
        OrderInfo known = live.openOrders(TimedReopening.BOB).getFirst();
        assertThat(known.filledNotional()).isEqualTo(220);
        try (var readers = store(directory).openReaders()) {
            assertThat(new HistoryQueries(readers).order(TimedReopening.MARKET, known.order()))
                    .hasValueSatisfying(order -> assertThat(order.info().filledNotional())
                            .isEqualTo(known.filledNotional()));
        }
    }
}
