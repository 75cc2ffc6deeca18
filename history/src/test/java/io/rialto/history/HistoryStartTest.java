package io.rialto.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.marketdata.Interval;
import io.rialto.view.TimedReopening;
import io.rialto.view.VenueView;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What a history that begins with a state and has heard of nothing since knows, and what not. */
class HistoryStartTest implements Stores {
    @TempDir
    private Path directory;

    private final VenueView live = new VenueView();
    private final TimedReopening venue = new TimedReopening(live::onFrame);

    /** Asks one that begins with the venue's state. */
    private void ask(Path where, Consumer<HistoryQueries> questions) {
        store(where).migrate();
        try (HistoryWriter writer = new HistoryWriter(store(where))) {
            writer.begin(records -> venue.machine().writeSnapshot(records::onFrame));
        }
        try (var readers = store(where).openReaders()) {
            questions.accept(new HistoryQueries(readers));
        }
    }

    @Test
    void shouldTellWhatPriceAnOrderWaitedFor() {
        venue.halt(0);
        long trigger = live.openOrders(TimedReopening.DAN).getFirst().trigger().price();
        Held now = new Held(TimedReopening.DAN, live.sequence(), Map.of(), Map.of());
        ask(
                directory,
                queries -> assertThat(queries.account(now, new Moment.After(live.sequence()))
                                .orElseThrow()
                                .orders())
                        .singleElement()
                        .satisfies(order ->
                                assertThat(order.trigger()).isEqualTo(trigger).isPositive()));
    }

    @Test
    void shouldOwnUpToMissTradesOfWhoMayHaveTraded(@TempDir Path later) {
        venue.halt(0);
        venue.welcome();
        ask(directory, queries -> {
            assertThat(queries.hasAllTrades(TimedReopening.BOB)).isFalse();
            assertThat(queries.hasAllTrades(TimedReopening.CAT)).isFalse();
            // With money alone she had no part in the market of another asset.
            assertThat(queries.hasAllTrades(TimedReopening.EVE)).isTrue();
        });
        venue.tradeBelowNothing();
        venue.takeLast();
        ask(
                later,
                queries -> assertThat(queries.hasAllTrades(TimedReopening.EVE)).isFalse());
    }

    @Test
    void shouldKnowNothingBeforeItBeganThoughNothingWasPostedSince() {
        venue.halt(0);
        venue.tradeBelowNothing();
        long began = live.timeNanos();
        Held now = new Held(
                TimedReopening.BOB,
                live.sequence(),
                Map.of(),
                Map.of(TimedReopening.CONTRACTS, 0L));
        Timeline timeline = new Timeline(Interval.SECOND, List.of(began - 1, began, began + 1));
        ask(directory, queries -> {
            assertThat(queries.holdings().holdings(now, timeline, Set.of()))
                    .extracting(PastHoldings::timeNanos)
                    .containsExactly(began + 1);
            assertThat(queries.statements().statement(TimedReopening.BOB, from(began)))
                    .isEmpty();
            assertThat(queries.statements().statement(TimedReopening.BOB, from(began + 1)))
                    .isPresent();
            Moment before = new Moment.At(began - 1);
            Moment then = new Moment.At(began);
            PositionQueries positions = queries.positions();
            assertThat(positions.positions(TimedReopening.CONTRACTS, before, 0, 1))
                    .isEmpty();
            assertThat(positions.positions(TimedReopening.CONTRACTS, then, 0, 1))
                    .isPresent();
            assertThat(queries.account(now, before)).isEmpty();
            assertThat(queries.account(now, then)).isPresent();
        });
    }

    private static ExportRange from(long nanos) {
        return new ExportRange(nanos, nanos + 1_000);
    }
}
