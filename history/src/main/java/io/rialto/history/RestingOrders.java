package io.rialto.history;

import io.rialto.protocol.Side;

import org.agrona.collections.Long2ObjectHashMap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The orders that rest in one market, followed change by change. Only what the book shows: an order
 * that trades as taker, or waits, is none of them. Not thread-safe.
 */
final class RestingOrders {
    /** So many changes at least lie between two stored books. */
    static final int CHANGES_MIN = 2_048;

    private static final int BUYS = 1;
    private static final int SHOWS_A_PART = 2;

    private final Long2ObjectHashMap<Order> orders = new Long2ObjectHashMap<>();
    private long sequence;
    private long timeNanos;
    private long update;
    private int changes;

    /** The last trade's order that rested, and what it showed before: an auction has two of them. */
    private Order traded;

    private long tradedAt;
    private long tradedShown;

    /** Begins after an event, with no order. */
    RestingOrders(long sequence, long timeNanos, long update) {
        this.sequence = sequence;
        this.timeNanos = timeNanos;
        this.update = update;
    }

    /** One of them; of those at one price the one entered first is first. */
    private static final class Order {
        final long order;
        final Side side;
        final long price;
        long entered;

        /** 0 while it is between two places in the book. */
        long remaining;

        /** The most that it shows at a time; 0 for all. */
        long display;

        /** What of that the book shows now; 0 between two parts. */
        long shown;

        Order(long order, Side side, long price, long remaining, long entered) {
            this.order = order;
            this.side = side;
            this.price = price;
            this.remaining = remaining;
            this.entered = entered;
        }

        long visible() {
            return display == 0 ? remaining : shown;
        }

        /** Only so much is left: what is shown is no more than that. */
        void left(long quantity) {
            remaining = quantity;
            shown = Math.min(shown, quantity);
        }
    }

    /** How much of an order the book shows; 0 for none, and between two parts. */
    long visible(long id) {
        Order order = resting(id);
        return order == null ? 0 : order.visible();
    }

    /** Whether an order has its place in the book. */
    boolean rests(long id) {
        return resting(id) != null;
    }

    private Order resting(long id) {
        Order order = orders.get(id);
        return order == null || order.remaining <= 0 ? null : order;
    }

    /** Takes what a book shows of an order, and the event with which it came to its place. */
    @FunctionalInterface
    interface Taker {
        void take(long order, Side side, long price, long visible, long entered);
    }

    /** Passes on what the book shows, in no order. */
    void forEach(Taker taker) {
        for (Order order : orders.values()) {
            if (order.remaining > 0) {
                taker.take(order.order, order.side, order.price, order.visible(), order.entered);
            }
        }
    }

    /** The last event that it includes. */
    long sequence() {
        return sequence;
    }

    long timeNanos() {
        return timeNanos;
    }

    /** The market's public update number at that event. */
    long update() {
        return update;
    }

    int size() {
        return orders.size();
    }

    /**
     * Whether the book should be stored as it is: so seldom that all stored books together are no
     * larger than the changes, so often that a past one is soon made.
     */
    boolean isWorthStoring() {
        return changes >= Math.max(CHANGES_MIN, 2 * orders.size());
    }

    /** The changes from here on are counted from a book that is stored. */
    void stored() {
        changes = 0;
    }

    /** How many changes were made since the last book that was worth storing. */
    int changes() {
        return changes;
    }

    /** It was stored after so many changes, though not for them. */
    void continueFrom(int changesBefore) {
        changes = changesBefore;
    }

    void enter(long order, Side side, long price, long remaining, long entered) {
        orders.put(order, new Order(order, side, price, remaining, entered));
    }

    /** Of an order is shown so much at a time, and so much now. */
    void show(long id, long display, long shown) {
        Order order = orders.get(id);
        order.display = display;
        order.shown = shown;
    }

    private void rest(BookChange change) {
        Order before = orders.get(change.order());
        long quantity = change.quantity();
        enter(change.order(), change.side(), change.price(), quantity, change.sequence());
        if (before != null) {
            show(change.order(), before.display, Math.min(before.display, quantity));
        }
    }

    private void leave(long id) {
        Order order = orders.get(id);
        if (order != null && order.display != 0) {
            // It is about to come to rest elsewhere, and shows a part there too.
            order.remaining = 0;
        } else {
            orders.remove(id);
        }
    }

    void apply(BookChange change) {
        sequence = change.sequence();
        timeNanos = change.timeNanos();
        update = Math.max(update, change.update());
        changes++;
        long order = change.order();
        switch (change.kind()) {
            case RESTED -> rest(change);
            case REDUCED -> reduce(change);
            case TRADED -> trade(change);
            case MANAGED -> {
                if (change.quantity() != 0) {
                    enter(order, Side.SELL, 0, 0, change.sequence());
                    show(order, change.quantity(), 0);
                }
            }
            case SHOWN -> {
                Order resting = orders.get(order);
                resting.shown = change.quantity();
                resting.entered = change.sequence();
            }
            case AMENDED -> leave(order);
            case CLOSED -> orders.remove(order);
            case ACCEPTED, WAITING, MOVED, LINKED, TRIGGERED -> {
                // The book shows nothing of it.
            }
        }
    }

    private void reduce(BookChange change) {
        Order order = resting(change.order());
        if (order == null) {
            // It takes: what is left of it is told when it comes to rest.
            return;
        }
        if (change.isSelfTrade()) {
            order.shown -= order.remaining - change.remaining();
        }
        left(order, change.remaining());
    }

    private void trade(BookChange change) {
        Order order = resting(change.order());
        if (order == null) {
            return;
        }
        boolean isAuction = traded != null && tradedAt == change.sequence();
        if (isAuction) {
            // An auction takes what is not shown first, of either order.
            traded.shown = Math.min(tradedShown, traded.remaining);
        } else {
            traded = order;
            tradedAt = change.sequence();
            tradedShown = order.shown;
            order.shown -= change.quantity();
        }
        left(order, order.remaining - change.quantity());
    }

    private void left(Order order, long remaining) {
        order.left(remaining);
        if (remaining <= 0) {
            orders.remove(order.order);
        }
    }

    /** Those of a side in order of priority. */
    List<PastBook.Resting> side(Side side) {
        Comparator<Order> byPrice = Comparator.comparingLong(order -> order.price);
        return orders.values().stream()
                .filter(order -> order.side == side && order.remaining > 0)
                .sorted((side == Side.BUY ? byPrice.reversed() : byPrice)
                        .thenComparingLong(order -> order.entered))
                .map(order -> new PastBook.Resting(order.order, order.price, order.visible()))
                .toList();
    }

    /** All of them as {@link #decode} reads them; the same orders are always the same bytes. */
    byte[] encode() {
        List<Order> sorted = new ArrayList<>(orders.values());
        sorted.sort(Comparator.comparingLong(order -> order.order));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long before = 0;
        for (Order order : sorted) {
            Varints.put(bytes, order.order - before);
            int kind = order.side == Side.BUY ? BUYS : 0;
            bytes.write(order.display == 0 ? kind : kind | SHOWS_A_PART);
            Varints.put(bytes, order.price);
            Varints.put(bytes, order.remaining);
            Varints.put(bytes, order.entered);
            if (order.display != 0) {
                Varints.put(bytes, order.display);
                Varints.put(bytes, Math.max(0, order.shown));
            }
            before = order.order;
        }
        return bytes.toByteArray();
    }

    void decode(byte[] content) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        long order = 0;
        while (bytes.hasRemaining()) {
            order += Varints.get(bytes);
            int kind = bytes.get();
            Side side = (kind & BUYS) != 0 ? Side.BUY : Side.SELL;
            enter(order, side, Varints.get(bytes), Varints.get(bytes), Varints.get(bytes));
            if ((kind & SHOWS_A_PART) != 0) {
                show(order, Varints.get(bytes), Varints.get(bytes));
            }
        }
    }
}
