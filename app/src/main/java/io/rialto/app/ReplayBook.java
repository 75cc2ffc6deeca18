package io.rialto.app;

import io.rialto.money.Side;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The recorded orders that are open, as the record says they should be, and who is first by price and
 * time: what a replay knows without asking the venue. Prices in dollars × 10,000, quantities in shares.
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

    /** Of each side by price, lowest first; of each price by time. Nothing is empty. */
    private final Map<Side, NavigableMap<Long, LinkedHashMap<Long, Tracked>>> queues =
            new EnumMap<>(Map.of(Side.BUY, new TreeMap<>(), Side.SELL, new TreeMap<>()));

    /** Puts an order at the end of its price's queue. */
    void add(Tracked order) {
        open.put(order.recorded, order);
        queues.get(order.side)
                .computeIfAbsent(order.price, price -> new LinkedHashMap<>())
                .put(order.recorded, order);
    }

    /** The open order with that recorded id, or null: it is from before the file, or gone. */
    Tracked find(long recorded) {
        return open.get(recorded);
    }

    /** Does nothing when it is not open. */
    void remove(Tracked order) {
        if (!open.remove(order.recorded, order)) {
            return;
        }
        NavigableMap<Long, LinkedHashMap<Long, Tracked>> side = queues.get(order.side);
        Map<Long, Tracked> queue = side.get(order.price);
        queue.remove(order.recorded);
        if (queue.isEmpty()) {
            side.remove(order.price);
        }
    }

    /** More of an order: it loses its place. */
    void raise(Tracked order, long shares) {
        remove(order);
        order.total += shares;
        add(order);
    }

    /**
     * Fills what an order against this side takes up to its limit: by price, then by time.
     *
     * @return what each order lost, in that order; those that lost all are no longer open
     */
    Map<Tracked, Long> take(Side side, long limit, long shares) {
        Map<Tracked, Long> fills = new LinkedHashMap<>();
        long left = shares;
        while (left > 0) {
            Tracked first = first(side, limit);
            if (first == null) {
                break;
            }
            long fill = Math.min(left, first.remaining());
            first.filled += fill;
            left -= fill;
            fills.put(first, fill);
            if (first.remaining() == 0) {
                remove(first);
            }
        }
        return fills;
    }

    private Tracked first(Side side, long limit) {
        NavigableMap<Long, LinkedHashMap<Long, Tracked>> levels = queues.get(side);
        Map.Entry<Long, LinkedHashMap<Long, Tracked>> best =
                side == Side.BUY ? levels.lastEntry() : levels.firstEntry();
        boolean isWithin = best != null
                && (side == Side.BUY ? best.getKey() >= limit : best.getKey() <= limit);
        return isWithin ? best.getValue().firstEntry().getValue() : null;
    }

    /** Those of a price in the order of time. */
    Stream<Tracked> orders() {
        return queues.values().stream()
                .flatMap(side -> side.values().stream())
                .flatMap(queue -> queue.values().stream());
    }

    int size() {
        return open.size();
    }

    /** Total quantity by price, lowest price first. */
    NavigableMap<Long, Long> levels(Side side) {
        NavigableMap<Long, Long> levels = new TreeMap<>();
        queues.get(side)
                .forEach((price, queue) -> levels.put(
                        price,
                        queue.values().stream().mapToLong(Tracked::remaining).sum()));
        return levels;
    }
}
