package io.rialto.app;

import io.rialto.money.Side;
import io.rialto.protocol.v1.BookDelta;
import io.rialto.protocol.v1.BookSnapshot;

import java.util.ArrayDeque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A market's book as the venue publishes it: a snapshot and numbered deltas, which arrive on one
 * thread and are applied on another, up to the sequence that it asks for.
 */
final class PublishedBook {
    private final TreeMap<Long, Long> bids = new TreeMap<>();
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private final ArrayDeque<BookDelta> waiting = new ArrayDeque<>();
    private long update;
    private long appliedSequence;
    private long seenSequence;
    private boolean started;
    private long crossed;

    /** A new start: from the connection's thread. */
    synchronized void onSnapshot(BookSnapshot snapshot) {
        waiting.clear();
        bids.clear();
        asks.clear();
        put(bids, snapshot.getBidPricesList(), snapshot.getBidQuantitiesList());
        put(asks, snapshot.getAskPricesList(), snapshot.getAskQuantitiesList());
        update = snapshot.getUpdate();
        appliedSequence = snapshot.getSequence();
        seenSequence = snapshot.getSequence();
        started = true;
        notifyAll();
    }

    /** The next change: from the connection's thread. */
    synchronized void onDelta(BookDelta delta) {
        waiting.add(delta);
        seenSequence = delta.getSequence();
        notifyAll();
    }

    /** Everything up to this sequence has arrived: from the connection's thread. */
    synchronized void onSeen(long sequence) {
        seenSequence = Math.max(seenSequence, sequence);
        notifyAll();
    }

    synchronized boolean isStarted() {
        return started;
    }

    synchronized boolean hasSeen(long sequence) {
        return seenSequence >= sequence;
    }

    /** The sequence of the snapshot or delta applied last. */
    synchronized long appliedSequence() {
        return appliedSequence;
    }

    /** Applies what happened up to the sequence; false when the book is already past it. */
    synchronized boolean advanceTo(long sequence) {
        if (appliedSequence > sequence) {
            return false;
        }
        while (!waiting.isEmpty() && waiting.peek().getSequence() <= sequence) {
            apply(waiting.poll());
        }
        return true;
    }

    private void apply(BookDelta delta) {
        if (delta.getPreviousUpdate() != update) {
            throw new IllegalStateException(
                    "the venue's book deltas have a gap: after update %d came one that follows %d"
                            .formatted(update, delta.getPreviousUpdate()));
        }
        put(bids, delta.getBidPricesList(), delta.getBidQuantitiesList());
        put(asks, delta.getAskPricesList(), delta.getAskQuantitiesList());
        update = delta.getUpdate();
        appliedSequence = delta.getSequence();
        if (!bids.isEmpty() && !asks.isEmpty() && bids.lastKey() >= asks.firstKey()) {
            crossed++;
        }
    }

    private static void put(
            NavigableMap<Long, Long> side, List<Long> prices, List<Long> quantities) {
        for (int i = 0; i < prices.size(); i++) {
            if (quantities.get(i) == 0) {
                side.remove(prices.get(i));
            } else {
                side.put(prices.get(i), quantities.get(i));
            }
        }
    }

    /** How many of the applied states had a bid at or above an ask. */
    synchronized long crossed() {
        return crossed;
    }

    /** Quantity by price (1e-9), lowest first; a copy. */
    synchronized NavigableMap<Long, Long> levels(Side side) {
        return new TreeMap<>(side == Side.BUY ? bids : asks);
    }

    /**
     * The best prices with their quantities as {@code ask price, ask size, bid price, bid size};
     * −1 and 0 where a side is empty.
     *
     * @param priceDivisor turns prices in 1e-9 into those of the line
     */
    synchronized String touch(long priceDivisor) {
        long askPrice = asks.isEmpty() ? -1 : asks.firstKey() / priceDivisor;
        long askSize = asks.isEmpty() ? 0 : asks.firstEntry().getValue();
        long bidPrice = bids.isEmpty() ? -1 : bids.lastKey() / priceDivisor;
        long bidSize = bids.isEmpty() ? 0 : bids.lastEntry().getValue();
        return askPrice + "," + askSize + "," + bidPrice + "," + bidSize;
    }
}
