package io.rialto.history;

import io.rialto.view.BookLevel;

import java.util.ArrayList;
import java.util.List;

/**
 * What rested in a market after some event: as the book showed it then, each side in order of
 * priority.
 *
 * @param sequence the last event of the market's orders that it includes; 0 for none
 * @param timeNanos when that was; 0 for none
 * @param update the market's public update number then
 */
public record PastBook(
        long market,
        long sequence,
        long timeNanos,
        long update,
        List<Resting> bids,
        List<Resting> asks) {
    public PastBook {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    /** An order in it: price in 1e-9 of quote per base, remaining in base minor units. */
    public record Resting(long order, long price, long remaining) {}

    /** The price levels of one side, best first. */
    public static List<BookLevel> levels(List<Resting> side) {
        List<BookLevel> levels = new ArrayList<>();
        for (Resting order : side) {
            if (!levels.isEmpty() && levels.getLast().price() == order.price()) {
                BookLevel level = levels.removeLast();
                levels.add(new BookLevel(
                        order.price(), level.quantity() + order.remaining(), level.orders() + 1));
            } else {
                levels.add(new BookLevel(order.price(), order.remaining(), 1));
            }
        }
        return levels;
    }
}
