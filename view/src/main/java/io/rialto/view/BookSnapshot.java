package io.rialto.view;

import java.util.List;

/**
 * The price levels of a market, best first.
 *
 * @param update the market's public update number: the changes that follow begin after it
 * @param sequence the event after which this is so
 */
public record BookSnapshot(
        long market, long update, long sequence, List<BookLevel> bids, List<BookLevel> asks) {
    public BookSnapshot {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }
}
