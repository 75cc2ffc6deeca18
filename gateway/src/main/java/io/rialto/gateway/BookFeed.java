package io.rialto.gateway;

import io.rialto.marketdata.BookChecksum;
import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.view.BookDelta;
import io.rialto.view.BookLevel;
import io.rialto.view.VenueView;

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
    private final Conflated fast = new Conflated();
    private final Conflated slow = new Conflated();

    BookFeed(long market) {
        this.market = market;
    }

    void add(VenueView view, OrderSocket socket, Pace pace) {
        if (pace == Pace.PACE_RAW) {
            raw.add(socket);
        } else {
            Conflated conflated = pace == Pace.PACE_4_HZ ? slow : fast;
            // The newcomer's snapshot includes what the others have yet to hear.
            conflated.flush(view);
            conflated.audience.add(socket);
        }
    }

    void remove(OrderSocket socket) {
        raw.remove(socket);
        fast.audience.remove(socket);
        slow.audience.remove(socket);
    }

    /** Adds all who are told to a set. */
    void addTo(Set<OrderSocket> all) {
        raw.addTo(all);
        fast.audience.addTo(all);
        slow.audience.addTo(all);
    }

    boolean isEmpty() {
        return raw.isEmpty() && fast.audience.isEmpty() && slow.audience.isEmpty();
    }

    void onDelta(VenueView view, BookDelta delta) {
        if (!raw.isEmpty()) {
            raw.tell(encode(view, delta));
        }
        fast.onDelta(delta);
        slow.onDelta(delta);
    }

    /** Tells the conflated, the slow ones too or not, what has changed since they were told last. */
    void flush(VenueView view, boolean isSlow) {
        fast.flush(view);
        if (isSlow) {
            slow.flush(view);
        }
    }

    /** The view shows the book after the delta. */
    private byte[] encode(VenueView view, BookDelta delta) {
        int checksum = BookChecksum.of(view.book(market, BookChecksum.LEVELS).orElseThrow());
        return ServerMessage.newBuilder()
                .setBookDelta(Wire.delta(delta, checksum))
                .build()
                .toByteArray();
    }

    /** Those of one pace, and what they have not been told yet: the latest of each level. */
    private final class Conflated {
        private final Audience audience = new Audience();
        private final Map<Long, BookLevel> bids = new TreeMap<>();
        private final Map<Long, BookLevel> asks = new TreeMap<>();
        private long previousUpdate;
        private long update;
        private long sequence;
        private boolean changed;

        void onDelta(BookDelta delta) {
            if (audience.isEmpty()) {
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

        void flush(VenueView view) {
            if (!changed) {
                return;
            }
            List<BookLevel> bidLevels = new ArrayList<>(bids.values());
            List<BookLevel> askLevels = new ArrayList<>(asks.values());
            audience.tell(encode(
                    view,
                    new BookDelta(market, previousUpdate, update, sequence, bidLevels, askLevels)));
            bids.clear();
            asks.clear();
            changed = false;
        }
    }
}
