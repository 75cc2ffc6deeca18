package io.rialto.engine;

import io.rialto.matching.Book;
import io.rialto.money.Side;

import java.util.Arrays;

/**
 * Ends many orders at once, in order of market and order id, which follows from the state alone:
 * handles and lists by seat may be other ones after a restore.
 */
final class MassCancel {

    private static final int BOTH = 0;
    private static final int BUY = 1;

    private final OpenOrders open;
    private final Markets markets;

    /** Order ids to be ended, sorted before use. */
    private long[] ids = new long[64];

    private int count;

    MassCancel(OpenOrders open, Markets markets) {
        this.open = open;
        this.markets = markets;
    }

    /**
     * Cancels open orders.
     *
     * @param accountIndex NONE for everyone's
     * @param market 0 for every market that is not paused
     * @param side 0 for both, 1 to buy, 2 to sell
     * @return how many
     */
    long cancel(int accountIndex, long market, int side) {
        if (accountIndex == Accounts.NONE) {
            return market != 0 ? everyone(markets.get(market), side) : everyone(side);
        }
        long cancelled = 0;
        int seat = open.seats.firstOf(accountIndex);
        while (seat != Seats.NONE) {
            Market each = markets.at(open.seats.marketIndex(seat));
            if (market == 0 ? each.status != MarketStatus.PAUSED : each.id == market) {
                collect(each, seat, side);
                cancelled += end(each, CloseReason.MASS_CANCELLED);
            }
            seat = open.seats.next(seat);
        }
        return cancelled;
    }

    /** Ends every order of a market that was closed. */
    long closeMarket(Market market) {
        collect(market, Side.BUY);
        collect(market, Side.SELL);
        return end(market, CloseReason.MARKET_CLOSED);
    }

    private long everyone(int side) {
        long cancelled = 0;
        for (int index = 0; index < markets.count(); index++) {
            if (markets.at(index).status != MarketStatus.PAUSED) {
                cancelled += everyone(markets.at(index), side);
            }
        }
        return cancelled;
    }

    private long everyone(Market market, int side) {
        if (side == BOTH || side == BUY) {
            collect(market, Side.BUY);
        }
        if (side != BUY) {
            collect(market, Side.SELL);
        }
        return end(market, CloseReason.MASS_CANCELLED);
    }

    private void collect(Market market, Side side) {
        Book book = market.book;
        for (int handle = book.best(side); handle != Book.NONE; handle = book.next(handle)) {
            collect(book.orderId(handle));
        }
    }

    private void collect(Market market, int seat, int side) {
        Book book = market.book;
        int handle = open.seats.firstOrder(seat);
        while (handle != Seats.NONE) {
            if (side == BOTH || (book.side(handle) == Side.BUY) == (side == BUY)) {
                collect(book.orderId(handle));
            }
            handle = market.orders.next(handle);
        }
    }

    private void collect(long id) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, count * 2);
        }
        ids[count++] = id;
    }

    private long end(Market market, CloseReason reason) {
        sort();
        for (int i = 0; i < count; i++) {
            open.close(market, market.book.handleOf(ids[i]), reason);
        }
        long ended = count;
        count = 0;
        return ended;
    }

    /** A heap sort: in place, unlike the library's for long arrays. */
    private void sort() {
        for (int at = (count >> 1) - 1; at >= 0; at--) {
            sink(at, count);
        }
        for (int last = count - 1; last > 0; last--) {
            long highest = ids[0];
            ids[0] = ids[last];
            ids[last] = highest;
            sink(0, last);
        }
    }

    private void sink(int from, int end) {
        long id = ids[from];
        int at = from;
        for (int child = 2 * at + 1; child < end; child = 2 * at + 1) {
            if (child + 1 < end && ids[child + 1] > ids[child]) {
                child++;
            }
            if (ids[child] <= id) {
                break;
            }
            ids[at] = ids[child];
            at = child;
        }
        ids[at] = id;
    }
}
