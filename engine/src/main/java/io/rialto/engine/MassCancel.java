package io.rialto.engine;

import io.rialto.matching.Book;
import io.rialto.money.Side;

/**
 * Ends many orders at once, in order of market and order id, which follows from the state alone:
 * handles and lists by seat may be other ones after a restore.
 */
final class MassCancel {

    private static final int BOTH = 0;
    private static final int BUY = 1;

    private final OpenOrders open;
    private final Markets markets;
    private final Rights rights;

    /** Of the orders to be ended in a market. */
    private final SortedLongs ids = new SortedLongs();

    /** The account's seats with open orders, each below the index of its market. */
    private final SortedLongs seats = new SortedLongs();

    MassCancel(OpenOrders open, Markets markets, Rights rights) {
        this.open = open;
        this.markets = markets;
        this.rights = rights;
    }

    /**
     * Cancels open orders.
     *
     * @param accountIndex NONE for everyone's
     * @param market 0 for every market that takes cancels
     * @param side 0 for both, 1 to buy, 2 to sell
     * @return how many
     */
    long cancel(int accountIndex, long market, int side) {
        if (accountIndex == Accounts.NONE) {
            return market != 0 ? everyone(markets.get(market), side) : everyone(side);
        }
        collectSeats(accountIndex);
        long cancelled = 0;
        for (int i = 0; i < seats.count(); i++) {
            Market each = markets.at((int) (seats.get(i) >>> 32));
            if (market == 0 ? each.status.takesCancels() : each.id == market) {
                collect(each, (int) seats.get(i), side);
                cancelled += end(each, CloseReason.MASS_CANCELLED);
            }
        }
        return cancelled;
    }

    private void collectSeats(int accountIndex) {
        seats.clear();
        int seat = open.seats.firstOf(accountIndex);
        while (seat != Seats.NONE) {
            if (open.seats.openOrders(seat) > 0) {
                seats.add(((long) open.seats.marketIndex(seat) << 32) | seat);
            }
            seat = open.seats.next(seat);
        }
        seats.sort();
    }

    /** Ends every order of an account, also where none may be cancelled. */
    long endAll(int accountIndex, CloseReason reason) {
        collectSeats(accountIndex);
        long ended = 0;
        for (int i = 0; i < seats.count(); i++) {
            Market each = markets.at((int) (seats.get(i) >>> 32));
            collect(each, (int) seats.get(i), BOTH);
            ended += end(each, reason);
        }
        return ended;
    }

    /** Ends every order of a market, whatever its status. */
    long kill(Market market) {
        collect(market, Side.BUY);
        collect(market, Side.SELL);
        return end(market, CloseReason.KILLED);
    }

    /** Ends every order of every market. */
    long killAll() {
        long ended = 0;
        for (int index = 0; index < markets.count(); index++) {
            ended += kill(markets.at(index));
        }
        return ended;
    }

    /** Ends every order of a market that was closed. */
    long closeMarket(Market market) {
        collect(market, Side.BUY);
        collect(market, Side.SELL);
        return end(market, CloseReason.MARKET_CLOSED);
    }

    /** Ends an account's orders to buy in a market. */
    void endBids(Market market, int seat, CloseReason reason) {
        collect(market, seat, BUY);
        end(market, reason);
    }

    /** Ends the orders of those who may not know of a market, be they in the book or waiting. */
    long endHidden(Market market) {
        if (!market.viewers.restricted) {
            return 0;
        }
        collectHidden(market, Side.BUY);
        collectHidden(market, Side.SELL);
        WaitingOrders waiting = market.waiting;
        for (int kind = 0; kind < WaitingOrders.KINDS; kind++) {
            for (int at = waiting.first(kind); at != WaitingOrders.NONE; at = waiting.next(at)) {
                WorkingOrder order = waiting.at(at).order;
                collectHidden(market, order.accountIndex, order.orderId);
            }
        }
        return end(market, CloseReason.MARKET_HIDDEN);
    }

    /** Ends an account's orders in markets that nobody may know of any more who acts as it. */
    long endHidden(int accountIndex) {
        collectSeats(accountIndex);
        long ended = 0;
        for (int i = 0; i < seats.count(); i++) {
            Market each = markets.at((int) (seats.get(i) >>> 32));
            if (!rights.mayBeKnown(each, accountIndex)) {
                collect(each, (int) seats.get(i), BOTH);
                ended += end(each, CloseReason.MARKET_HIDDEN);
            }
        }
        return ended;
    }

    private void collectHidden(Market market, Side side) {
        Book book = market.book;
        for (int handle = book.best(side); handle != Book.NONE; handle = book.next(handle)) {
            collectHidden(market, book.account(handle), book.orderId(handle));
        }
    }

    private void collectHidden(Market market, int accountIndex, long order) {
        if (!rights.mayBeKnown(market, accountIndex)) {
            ids.add(order);
        }
    }

    /** Ends every order in the markets of a universe. */
    void reset(int universe) {
        for (int index = 0; index < markets.count(); index++) {
            Market market = markets.at(index);
            if (market.universe == universe) {
                collect(market, Side.BUY);
                collect(market, Side.SELL);
                end(market, CloseReason.RESET);
            }
        }
    }

    private long everyone(int side) {
        long cancelled = 0;
        for (int index = 0; index < markets.count(); index++) {
            if (markets.at(index).status.takesCancels()) {
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
            ids.add(book.orderId(handle));
        }
        WaitingOrders waiting = market.waiting;
        for (int kind = 0; kind < WaitingOrders.KINDS; kind++) {
            for (int at = waiting.first(kind); at != WaitingOrders.NONE; at = waiting.next(at)) {
                WorkingOrder order = waiting.at(at).order;
                if (order.side == side) {
                    ids.add(order.orderId);
                }
            }
        }
    }

    private void collect(Market market, int seat, int side) {
        Book book = market.book;
        int handle = open.seats.firstOrder(seat);
        while (handle != Seats.NONE) {
            if (side == BOTH || (book.side(handle) == Side.BUY) == (side == BUY)) {
                ids.add(book.orderId(handle));
            }
            handle = market.orders.next(handle);
        }
        int number = open.seats.firstWaiting(seat);
        while (number != WaitingOrders.NONE) {
            WaitingOrder waiting = market.waiting.at(number);
            if (side == BOTH || waiting.order.isBuy() == (side == BUY)) {
                ids.add(waiting.order.orderId);
            }
            number = waiting.nextOfSeat;
        }
    }

    private long end(Market market, CloseReason reason) {
        ids.sort();
        long ended = ids.count();
        for (int i = 0; i < ended; i++) {
            open.close(market, ids.get(i), reason);
        }
        ids.clear();
        return ended;
    }
}
