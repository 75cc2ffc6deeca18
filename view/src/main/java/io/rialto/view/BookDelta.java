package io.rialto.view;

import java.util.List;

/**
 * What a command changed in a market's book: every level that it touched as it stands after the
 * command, gone ones with quantity 0. Applying it to the book of {@code previousUpdate} gives the
 * book of {@code update}. Levels are in no stated order, each price at most once per side.
 */
public record BookDelta(
        long market,
        long previousUpdate,
        long update,
        long sequence,
        List<BookLevel> bids,
        List<BookLevel> asks) {
    public BookDelta {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }
}
