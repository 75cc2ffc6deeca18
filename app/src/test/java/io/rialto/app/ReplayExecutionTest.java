package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.money.Side;
import io.rialto.protocol.v1.Outcome;
import io.rialto.protocol.v1.Trade;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A replay sees when a venue fills other orders than price and time say. */
class ReplayExecutionTest {
    private static final long FACTOR = 100;

    private final ReplayExecution execution = execution();

    @Test
    void shouldSayNothingWhereTheVenueDidTheSame() {
        assertThat(execution.difference(List.of(trade(7, 1_000), trade(8, 500)), FACTOR))
                .isEmpty();
    }

    @Test
    void shouldSayWhatWasFilledOtherwise() {
        assertThat(execution.difference(List.of(trade(8, 1_000), trade(7, 500)), FACTOR))
                .contains("message 1,234: the venue filled [1000 of order 8, 500 of order 7], where"
                        + " [1000 of order 7, 500 of order 8] came first by price and time");
        assertThat(execution.difference(List.of(trade(7, 500), trade(8, 1_000)), FACTOR))
                .isPresent();
        assertThat(execution.difference(List.of(trade(7, 1_000), trade(9, 500)), FACTOR))
                .isPresent();
        assertThat(execution.difference(List.of(trade(7, 1_000)), FACTOR)).isPresent();
        assertThat(execution.difference(
                        List.of(trade(7, 1_000), trade(8, 500), trade(9, 1)), FACTOR))
                .isPresent();
    }

    /** Ten shares of the venue's order 7, then five of 8. */
    private static ReplayExecution execution() {
        Map<ReplayBook.Tracked, Long> fills = new LinkedHashMap<>();
        for (int i = 0; i < 2; i++) {
            ReplayBook.Tracked order = new ReplayBook.Tracked(i, Side.SELL, 5_000_000, 10);
            order.venueOrder = 7 + i;
            fills.put(order, i == 0 ? 10L : 5L);
        }
        return new ReplayExecution(
                1_234, CompletableFuture.completedFuture(Outcome.getDefaultInstance()), fills);
    }

    private static Trade trade(long maker, long quantity) {
        return Trade.newBuilder().setMakerOrder(maker).setQuantity(quantity).build();
    }
}
