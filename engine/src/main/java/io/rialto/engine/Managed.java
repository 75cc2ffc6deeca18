package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.matching.Book;
import io.rialto.money.Side;

import java.util.Map;
import java.util.TreeMap;

/** The resting orders of one market that follow a price or shrink with a position, by id. */
final class Managed {
    /** Orders of a market that follow a price: each change of the touch may move all of them. */
    static final int PEGGED_MAX = 200;

    /** Orders of a market that only reduce: each change of a position is compared with its account's. */
    static final int REDUCING_MAX = 1_000;

    /** Of these of one account, so that none takes the room of all. */
    static final int PEGGED_ACCOUNT_MAX = 50;

    static final int REDUCING_ACCOUNT_MAX = 100;

    /** Seats that are remembered one by one between two looks. */
    private static final int TOUCHED_MAX = 16;

    private static final long NEVER = -1;

    private final ManagedTable pegs = new ManagedTable();
    private final ManagedTable reducing = new ManagedTable();

    /** Whose position or open orders may have changed since the reducing were looked at. */
    private final int[] touched = new int[TOUCHED_MAX];

    /** How many; beyond {@link #TOUCHED_MAX} it may be anyone's. */
    private int touchedCount;

    /** The market's update and status when all pegs stood where they belong. */
    private long settledUpdate = NEVER;

    private MarketStatus settledStatus = MarketStatus.OPEN;

    /** What those depend on that could not go where they belong, as it was when that was found. */
    private final Hindrance hindrance = new Hindrance();

    /** The best prices among orders that follow none, since {@link #follow}. */
    private long bidTicks;

    private long askTicks;

    boolean isEmpty() {
        return pegs.count() == 0 && reducing.count() == 0;
    }

    /** The orders that follow a price, by id. */
    ManagedTable pegs() {
        return pegs;
    }

    /** The orders that only reduce, by id. */
    ManagedTable reducing() {
        return reducing;
    }

    void add(long order, int seat, ManagedOrder managed) {
        if (managed.isPegged()) {
            pegs.add(order, seat, managed);
            settledUpdate = NEVER;
        } else {
            reducing.add(order, seat, managed);
            touch(seat);
        }
    }

    /** The order rests no longer. */
    void leave(long order) {
        pegs.remove(order);
        reducing.remove(order);
    }

    /** What is done with an order, or null. */
    ManagedOrder get(long order) {
        ManagedOrder peg = pegs.get(order);
        return peg != null ? peg : reducing.get(order);
    }

    boolean isPegged(long order) {
        return pegs.get(order) != null;
    }

    /** The position of a seat, or what it has open, may be another. */
    void touch(int seat) {
        if (hindrance.isAny()) {
            settledUpdate = NEVER;
        }
        if (reducing.count() == 0 || (touchedCount <= TOUCHED_MAX && isTouched(seat))) {
            return;
        }
        if (touchedCount < TOUCHED_MAX) {
            touched[touchedCount] = seat;
        }
        touchedCount = Math.min(touchedCount + 1, TOUCHED_MAX + 1);
    }

    boolean isTouched() {
        return touchedCount > 0 && reducing.count() > 0;
    }

    boolean isTouched(int seat) {
        boolean isIt = touchedCount > TOUCHED_MAX;
        for (int i = 0; i < touchedCount && !isIt; i++) {
            isIt = touched[i] == seat;
        }
        return isIt;
    }

    void looked() {
        touchedCount = 0;
    }

    /**
     * Whether all pegs stood where they belong or could go, and nothing has changed since that would
     * move one.
     */
    boolean isSettled(Market market, Ledger ledger) {
        return settledUpdate == market.update
                && settledStatus == market.status
                && hindrance.isAsItWas(market, ledger);
    }

    /** No peg can move as things are. */
    void settled(Market market) {
        settledUpdate = market.update;
        settledStatus = market.status;
    }

    /** What is found from here on hinders those that would move. */
    void look(Market market) {
        settledUpdate = NEVER;
        hindrance.begin(market);
    }

    /** One would move if more were available of a balance, or if the market allowed it. */
    void hindered(int slot, long available) {
        hindrance.add(slot, available);
    }

    /** Looks up once what all follow; they do not change it by following. */
    void follow(Book book) {
        bidTicks = touchTicks(book, Side.BUY);
        askTicks = touchTicks(book, Side.SELL);
    }

    /** The best price of a side among orders that follow none, or NO_PRICE. */
    private long touchTicks(Book book, Side side) {
        int best = book.best(side);
        while (best != Book.NONE && isPegged(book.orderId(best))) {
            best = book.next(best);
        }
        return best == Book.NONE ? Book.NO_PRICE : book.priceTicks(best);
    }

    /**
     * Where an order belongs that follows a price, as of {@link #follow}: so far from it, not beyond
     * its limit, and not beyond the middle of the market, so that it never trades by following;
     * NO_PRICE where there is nothing to follow.
     */
    long target(Market market, Side side, ManagedOrder order) {
        long bid = bidTicks;
        long ask = askTicks;
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
        TreeMap<Long, ManagedOrder> all = new TreeMap<>();
        addAll(pegs, all);
        addAll(reducing, all);
        if (market.book.icebergs() > 0) {
            addIcebergs(market, Side.BUY, all);
            addIcebergs(market, Side.SELL, all);
        }
        all.forEach((order, managed) -> sink.managedOrder(record(market, order, managed)));
    }

    private static void addAll(ManagedTable table, Map<Long, ManagedOrder> into) {
        for (int place = 0; place < table.count(); place++) {
            into.put(table.id(place), table.at(place));
        }
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
