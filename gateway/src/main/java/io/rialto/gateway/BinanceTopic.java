package io.rialto.gateway;

import io.rialto.view.BookDelta;
import io.rialto.view.BookLevel;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who listens to a stream, and what they have not been told yet. On the view's thread. */
final class BinanceTopic {
    final Set<BinanceSocket> sockets = new LinkedHashSet<>();
    private final Map<Long, BookLevel> bids = new TreeMap<>();
    private final Map<Long, BookLevel> asks = new TreeMap<>();
    private long previousUpdate;
    private long update;
    boolean changed;

    void gather(BookDelta delta) {
        if (!changed) {
            previousUpdate = delta.previousUpdate();
            changed = true;
        }
        update = delta.update();
        delta.bids().forEach(level -> bids.put(level.price(), level));
        delta.asks().forEach(level -> asks.put(level.price(), level));
    }

    BookDelta gathered(long market) {
        BookDelta delta = new BookDelta(
                market,
                previousUpdate,
                update,
                0,
                List.copyOf(bids.values()),
                List.copyOf(asks.values()));
        forget();
        return delta;
    }

    /** Leaves out what has not been told. */
    void forget() {
        bids.clear();
        asks.clear();
        changed = false;
    }
}
