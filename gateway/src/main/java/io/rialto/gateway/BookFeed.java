package io.rialto.gateway;

import io.rialto.protocol.v1.ServerMessage;
import io.rialto.view.BookDelta;
import io.rialto.view.BookLevel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One market's book, to those who want every change and to those who want the latest state now and
 * then. Owned by the view's thread.
 */
final class BookFeed {
    private final long market;
    private final Audience raw = new Audience();
    private final Audience conflated = new Audience();

    // What the conflated have not been told yet: the latest of each level.
    private final Map<Long, BookLevel> bids = new TreeMap<>();
    private final Map<Long, BookLevel> asks = new TreeMap<>();
    private long previousUpdate;
    private long update;
    private long sequence;
    private boolean changed;

    BookFeed(long market) {
        this.market = market;
    }

    void add(OrderSocket socket, boolean isRaw) {
        if (isRaw) {
            raw.add(socket);
        } else {
            // The newcomer's snapshot includes what the others have yet to hear.
            flush();
            conflated.add(socket);
        }
    }

    void remove(OrderSocket socket) {
        raw.remove(socket);
        conflated.remove(socket);
    }

    /** Adds all who are told to a set. */
    void addTo(Set<OrderSocket> all) {
        raw.addTo(all);
        conflated.addTo(all);
    }

    boolean isEmpty() {
        return raw.isEmpty() && conflated.isEmpty();
    }

    void onDelta(BookDelta delta) {
        if (!raw.isEmpty()) {
            raw.tell(encode(delta));
        }
        if (conflated.isEmpty()) {
            return;
        }
        if (!changed) {
            previousUpdate = delta.previousUpdate();
            changed = true;
        }
        update = delta.update();
        sequence = delta.sequence();
        delta.bids().forEach(level -> bids.put(level.price(), level));
        delta.asks().forEach(level -> asks.put(level.price(), level));
    }

    /** Tells the conflated what has changed since they were told last. */
    void flush() {
        if (!changed) {
            return;
        }
        List<BookLevel> bidLevels = new ArrayList<>(bids.values());
        List<BookLevel> askLevels = new ArrayList<>(asks.values());
        conflated.tell(encode(
                new BookDelta(market, previousUpdate, update, sequence, bidLevels, askLevels)));
        bids.clear();
        asks.clear();
        changed = false;
    }

    private static byte[] encode(BookDelta delta) {
        return ServerMessage.newBuilder()
                .setBookDelta(Wire.delta(delta))
                .build()
                .toByteArray();
    }
}
