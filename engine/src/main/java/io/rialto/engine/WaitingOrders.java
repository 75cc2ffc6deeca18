package io.rialto.engine;

import io.rialto.matching.Book;
import io.rialto.money.Side;

import java.util.Arrays;

/**
 * The orders of one market that wait for a price, and the range in which the market has traded since
 * they were last looked at. Each waits in a ladder by its trigger price, so the nearest is at hand:
 * what a falling price triggers as if it were to buy, what a rising one triggers as if to sell.
 * Trailing stops have a ladder of their own; the last trade alone triggers them.
 *
 * <p>An order's <i>number</i> stays the same while it waits. A market in which nothing waits costs a
 * trade one look.
 */
final class WaitingOrders {
    static final int NONE = -1;

    /** Ladders of orders, in the order of a state. */
    static final int KINDS = 4;

    /** The kinds from here on are trailing ones. */
    static final int TRAILING_KINDS = 2;

    /** Trailing stops of a market: each of its trades may move all of them. */
    static final int TRAILING_MAX = 1_000;

    private final Shelf steady = new Shelf();
    private final Shelf trailing = new Shelf();

    private int count;
    private long lowTicks;
    private long highTicks;

    /** Whether a trade must be told here. */
    boolean isWatched() {
        return count > 0;
    }

    int count() {
        return count;
    }

    int trailingCount() {
        return trailing.count();
    }

    /** How many of the trailing stops are of a group of accounts. O(them). */
    int trailingOf(int group, Accounts accounts) {
        int own = 0;
        for (int kind = TRAILING_KINDS; kind < KINDS; kind++) {
            for (int number = first(kind); number != NONE; number = next(number)) {
                own += accounts.bookGroup(at(number).order.accountIndex) == group ? 1 : 0;
            }
        }
        return own;
    }

    /** A trade: triggers in its reach are due. */
    void traded(long priceTicks) {
        lowTicks = hasTraded() ? Math.min(lowTicks, priceTicks) : priceTicks;
        highTicks = Math.max(highTicks, priceTicks);
    }

    /** Whether there was a trade that triggers have not been looked at for. */
    boolean hasTraded() {
        return highTicks != 0;
    }

    long lowTicks() {
        return lowTicks;
    }

    long highTicks() {
        return highTicks;
    }

    /** All that the trades could trigger has been. */
    void clearTraded() {
        lowTicks = 0;
        highTicks = 0;
    }

    /**
     * Lets an order wait.
     *
     * @return its number
     */
    int add(WaitingOrder waiting) {
        count++;
        return waiting.isSteady() ? steady.add(waiting) << 1 : trailing.add(waiting) << 1 | 1;
    }

    /** Takes an order out. */
    void remove(int number) {
        count--;
        shelf(number).book.remove(number >> 1);
        if (count == 0) {
            // Nothing is left to be looked at.
            clearTraded();
        }
    }

    WaitingOrder at(int number) {
        return shelf(number).orders[number >> 1];
    }

    /** The number of an order by its id, or NONE. */
    int find(long orderId) {
        int handle = steady.find(orderId);
        if (handle != Book.NONE) {
            return handle << 1;
        }
        handle = trailing.find(orderId);
        return handle == Book.NONE ? NONE : handle << 1 | 1;
    }

    /**
     * The order that is triggered first: by a rise, by a fall, then trailing ones; each by nearness of
     * the trigger, then by time.
     *
     * @param lastTicks the last trade
     * @return NONE if none is due
     */
    int firstDue(long lastTicks) {
        if (!hasTraded()) {
            return NONE;
        }
        int handle = steady.due(lowTicks, highTicks);
        if (handle != Book.NONE) {
            return handle << 1;
        }
        handle = trailing.due(lastTicks, lastTicks);
        return handle == Book.NONE ? NONE : handle << 1 | 1;
    }

    /**
     * The first order of a kind, or NONE.
     *
     * @param kind below {@link #KINDS}: steady ones triggered by a fall, by a rise; trailing ones alike
     */
    int first(int kind) {
        Shelf shelf = kind < TRAILING_KINDS ? steady : trailing;
        Side ladder = (kind & 1) == 0 ? Side.BUY : Side.SELL;
        int handle = shelf.count() == 0 ? Book.NONE : shelf.book.best(ladder);
        return handle == Book.NONE ? NONE : handle << 1 | kind >> 1;
    }

    /** The order of the same kind that is triggered after this one, or NONE. */
    int next(int number) {
        int handle = shelf(number).book.next(number >> 1);
        return handle == Book.NONE ? NONE : handle << 1 | (number & 1);
    }

    /** Gives a trailing stop another trigger price. */
    void move(int number, long triggerTicks) {
        WaitingOrder waiting = at(number);
        waiting.triggerTicks = triggerTicks;
        trailing.book.move(number >> 1, triggerTicks, 1);
    }

    private Shelf shelf(int number) {
        return (number & 1) == 0 ? steady : trailing;
    }

    /** One pair of ladders and the orders in them. */
    private static final class Shelf {
        /** Made when the first order comes: few markets have any. */
        private Book book;

        private WaitingOrder[] orders = new WaitingOrder[0];

        int count() {
            return book == null ? 0 : book.orders();
        }

        int add(WaitingOrder waiting) {
            if (book == null) {
                book = new Book();
            }
            WorkingOrder order = waiting.order;
            int handle = book.add(
                    waiting.isRising() ? Side.SELL : Side.BUY,
                    waiting.triggerTicks,
                    1,
                    order.orderId,
                    order.accountIndex,
                    0);
            if (handle >= orders.length) {
                orders = Arrays.copyOf(orders, Math.max(8, orders.length * 2));
            }
            orders[handle] = waiting;
            return handle;
        }

        int find(long orderId) {
            return book == null ? Book.NONE : book.handleOf(orderId);
        }

        int due(long lowTicks, long highTicks) {
            if (count() == 0) {
                return Book.NONE;
            }
            int rising = book.best(Side.SELL);
            if (rising != Book.NONE && book.priceTicks(rising) <= highTicks) {
                return rising;
            }
            int falling = book.best(Side.BUY);
            boolean isDue = falling != Book.NONE && book.priceTicks(falling) >= lowTicks;
            return isDue ? falling : Book.NONE;
        }
    }
}
