package io.rialto.app;

import io.rialto.protocol.v1.Outcome;
import io.rialto.protocol.v1.Trade;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A taking order of a replay and what follows for it from price and time.
 *
 * @param message the number of the recorded execution
 * @param answer the venue's to the taking order
 * @param fills shares that it should take of each order, the first first
 */
record ReplayExecution(
        int message, CompletableFuture<Outcome> answer, Map<ReplayBook.Tracked, Long> fills) {

    /**
     * What the venue did otherwise: another order, quantity or sequence.
     *
     * @param trades those of the taking order, as published
     * @param sharesFactor the market's smallest units for each share
     */
    Optional<String> difference(List<Trade> trades, long sharesFactor) {
        List<String> expected = fills.entrySet().stream()
                .map(fill -> fill(fill.getKey().venueOrder, fill.getValue() * sharesFactor))
                .toList();
        List<String> actual = trades.stream()
                .map(trade -> fill(trade.getMakerOrder(), trade.getQuantity()))
                .toList();
        return actual.equals(expected)
                ? Optional.empty()
                : Optional.of(
                        "message %,d: the venue filled %s, where %s came first by price and time"
                                .formatted(message, actual, expected));
    }

    private static String fill(long order, long quantity) {
        return "%d of order %d".formatted(quantity, order);
    }
}
