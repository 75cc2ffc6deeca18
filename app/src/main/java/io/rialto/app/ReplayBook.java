package io.rialto.app;

import io.rialto.money.Side;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The recorded orders that are open, as the record says they should be: what a replay knows without
 * asking the venue. Prices in dollars × 10,000, quantities in shares.
 */
final class ReplayBook {
    /** A recorded order. {@code entry} counts how often it was entered under its recorded id. */
    static final class Tracked {
        final long recorded;
        final Side side;
        final long price;
        int entry;
        long total;
        long filled;

        /** The venue's id of it; 0 until the answer to its placing is in. */
        volatile long venueOrder;

        Tracked(long recorded, Side side, long price, long total) {
            this.recorded = recorded;
            this.side = side;
            this.price = price;
            this.total = total;
        }

        long remaining() {
            return total - filled;
        }

        /** Unique among all entries of all orders of a replay. */
        String clientOrderId() {
            return entry == 0 ? Long.toString(recorded) : recorded + "." + entry;
        }
    }

    private final Map<Long, Tracked> open = new HashMap<>();

    void add(Tracked order) {
        open.put(order.recorded, order);
    }

    /** The open order with that recorded id, or null: it is from before the file, or gone. */
    Tracked find(long recorded) {
        return open.get(recorded);
    }

    /** The open order that the venue calls so, or null. Linear: only for what is rare. */
    Tracked findByVenueOrder(long venueOrder) {
        for (Tracked order : open.values()) {
            if (order.venueOrder == venueOrder) {
                return order;
            }
        }
        return null;
    }

    void remove(Tracked order) {
        open.remove(order.recorded);
    }

    Iterable<Tracked> orders() {
        return open.values();
    }

    int size() {
        return open.size();
    }

    /** Total quantity by price, lowest price first. */
    NavigableMap<Long, Long> levels(Side side) {
        TreeMap<Long, Long> levels = new TreeMap<>();
        for (Tracked order : open.values()) {
            if (order.side == side) {
                levels.merge(order.price, order.remaining(), Long::sum);
            }
        }
        return levels;
    }
}
