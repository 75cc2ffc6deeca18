package io.rialto.marketdata;

import io.rialto.protocol.Side;
import io.rialto.view.BookLevel;
import io.rialto.view.VenueView;

import java.util.ArrayList;
import java.util.List;

/**
 * The best levels of a book, with prices rounded to a coarser step: bids down and asks up, so that a
 * group's price is never better than any in it.
 */
public final class GroupedBook {
    private final List<BookLevel> groups = new ArrayList<>();
    private final Side side;
    private final int levels;
    private final long step;
    private long price;
    private long quantity;
    private int orders;

    private GroupedBook(Side side, int levels, long step) {
        this.side = side;
        this.levels = levels;
        this.step = step;
    }

    /**
     * One side of a market, best first. Costs as much as the levels within the groups.
     *
     * @param levels how many groups at most, at least 1
     * @param step a multiple of the market's tick, 1e-9 of quote
     */
    public static List<BookLevel> side(
            VenueView view, long market, Side side, int levels, long step) {
        GroupedBook book = new GroupedBook(side, levels, step);
        view.forEachLevel(market, side, book::take);
        return book.result();
    }

    /** The same of levels that are one side of some book, best first. */
    public static List<BookLevel> side(List<BookLevel> whole, Side side, int levels, long step) {
        GroupedBook book = new GroupedBook(side, levels, step);
        for (BookLevel level : whole) {
            if (!book.take(level)) {
                break;
            }
        }
        return book.result();
    }

    private List<BookLevel> result() {
        if (orders > 0 && groups.size() < levels) {
            end();
        }
        return groups;
    }

    private boolean take(BookLevel level) {
        long rounded = rounded(level.price());
        if (orders > 0 && rounded != price) {
            end();
            if (groups.size() == levels) {
                return false;
            }
        }
        price = rounded;
        quantity += level.quantity();
        orders += level.orders();
        return true;
    }

    private void end() {
        groups.add(new BookLevel(price, quantity, orders));
        quantity = 0;
        orders = 0;
    }

    private long rounded(long exact) {
        long below = Math.floorDiv(exact, step) * step;
        return side == Side.BUY || below == exact ? below : below + step;
    }
}
