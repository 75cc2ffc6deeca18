package io.rialto.engine;

import io.rialto.matching.Book;
import io.rialto.money.Side;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The resting orders of one market that follow a price or shrink with a position, by id. */
final class Managed {
    /** Orders of a market that follow a price: each change of the touch may move all of them. */
    static final int PEGGED_MAX = 200;

    /** Orders of a market that only reduce: each change of a position is compared with all of them. */
    static final int REDUCING_MAX = 1_000;

    private final TreeMap<Long, ManagedOrder> orders = new TreeMap<>();
    private int pegged;

    /** Whether a position or what is open may have changed since the reducing were looked at. */
    private boolean isTouched;

    boolean isEmpty() {
        return orders.isEmpty();
    }

    int pegged() {
        return pegged;
    }

    int reducing() {
        return orders.size() - pegged;
    }

    void add(long order, ManagedOrder managed) {
        orders.put(order, managed);
        pegged += managed.isPegged() ? 1 : 0;
        isTouched = true;
    }

    /** The order rests no longer. */
    void leave(long order) {
        if (orders.isEmpty()) {
            return;
        }
        ManagedOrder gone = orders.remove(order);
        if (gone != null && gone.isPegged()) {
            pegged--;
        }
    }

    /** What is done with an order, or null. */
    ManagedOrder get(long order) {
        return orders.isEmpty() ? null : orders.get(order);
    }

    boolean isPegged(long order) {
        ManagedOrder managed = get(order);
        return managed != null && managed.isPegged();
    }

    /** All by id. */
    NavigableMap<Long, ManagedOrder> all() {
        return orders;
    }

    void touch() {
        isTouched = !orders.isEmpty();
    }

    boolean isTouched() {
        return isTouched;
    }

    void looked() {
        isTouched = false;
    }

    /** The best price of a side among orders that follow none, or NO_PRICE. */
    long touchTicks(Book book, Side side) {
        int best = book.best(side);
        while (best != Book.NONE && isPegged(book.orderId(best))) {
            best = book.next(best);
        }
        return best == Book.NONE ? Book.NO_PRICE : book.priceTicks(best);
    }

    /**
     * Where an order belongs that follows a price: so far from it, not beyond its limit, and not
     * beyond the middle of the market, so that it never trades by following; NO_PRICE where there is
     * nothing to follow.
     */
    static long target(Market market, Side side, ManagedOrder order) {
        long bid = market.managed.touchTicks(market.book, Side.BUY);
        long ask = market.managed.touchTicks(market.book, Side.SELL);
        boolean both = bid != Book.NO_PRICE && ask != Book.NO_PRICE;
        // To buy up to here, to sell from the next tick on.
        long middle = both ? (bid + ask) / 2 : bid != Book.NO_PRICE ? bid : ask - 1;
        long followed = switch (order.peg()) {
            case BID -> bid;
            case ASK -> ask;
            case MID, NONE -> !both ? Book.NO_PRICE : side == Side.BUY ? middle : middle + 1;
        };
        if (followed == Book.NO_PRICE) {
            return Book.NO_PRICE;
        }
        long wanted = followed + order.offsetTicks();
        return side == Side.BUY
                ? Math.max(1, Math.min(Math.min(wanted, order.limitTicks()), middle))
                : Math.min(
                        market.priceMaximumTicks,
                        Math.max(Math.max(wanted, order.limitTicks()), middle + 1));
    }

    /** The records of what is done with the orders of a market, by id. */
    void write(Market market, ManagedRecords sink) {
        TreeMap<Long, ManagedOrder> all = new TreeMap<>(orders);
        if (market.book.icebergs() > 0) {
            addIcebergs(market, Side.BUY, all);
            addIcebergs(market, Side.SELL, all);
        }
        all.forEach((order, managed) -> sink.managedOrder(record(market, order, managed)));
    }

    private static void addIcebergs(Market market, Side side, Map<Long, ManagedOrder> into) {
        Book book = market.book;
        for (int at = book.best(side); at != Book.NONE; at = book.next(at)) {
            if (book.displayLots(at) != 0) {
                into.putIfAbsent(book.orderId(at), new ManagedOrder(Peg.NONE, 0, 0, false));
            }
        }
    }

    private static ManagedRecords.ManagedRecord record(
            Market market, long order, ManagedOrder managed) {
        int handle = market.handleOf(order);
        long display = market.book.displayLots(handle);
        return new ManagedRecords.ManagedRecord(
                market.id,
                order,
                market.quantity(display),
                display == 0 ? 0 : market.quantity(market.book.shownLots(handle)),
                managed.peg(),
                managed.offsetTicks() * market.tick,
                managed.isPegged() ? market.price(managed.limitTicks()) : 0,
                managed.reduceOnly());
    }
}
