package io.rialto.engine;

import java.util.ArrayList;
import java.util.List;

/** The markets in which orders collect for an auction, by id. */
final class Collecting {
    /** An auction's price is looked for at most so often, however much changes. */
    static final long INDICATION_NANOS = 100_000_000;

    private final List<Market> markets = new ArrayList<>();

    void add(Market market) {
        int place = 0;
        while (place < markets.size() && markets.get(place).index < market.index) {
            place++;
        }
        markets.add(place, market);
    }

    void remove(Market market) {
        markets.remove(market);
        market.guard.stopCollecting();
    }

    int count() {
        return markets.size();
    }

    Market at(int place) {
        return markets.get(place);
    }

    /** The market whose auction is due first, by instant and then id; null for none. */
    Market firstDue(long now) {
        Market first = null;
        for (int place = 0; place < markets.size(); place++) {
            Market market = markets.get(place);
            long at = market.guard.auctionAt;
            boolean isDue = at != 0 && at <= now;
            if (isDue && (first == null || at < first.guard.auctionAt)) {
                first = market;
            }
        }
        return first;
    }

    /** Whether the auction's price is to be looked for, from an instant on. */
    static boolean isToBeIndicated(Market market) {
        return market.guard.indicatedUpdate != market.update;
    }

    /** The instant from which on it may be looked for. */
    static long mayBeIndicatedAt(Market market) {
        return market.guard.indicatedAt + INDICATION_NANOS;
    }

    /** When one of them has something to do; {@link Long#MAX_VALUE} for never. */
    long nextDeadline(long now) {
        long next = Long.MAX_VALUE;
        for (int place = 0; place < markets.size(); place++) {
            Market market = markets.get(place);
            if (market.guard.auctionAt != 0) {
                next = Math.min(next, market.guard.auctionAt);
            }
            if (isToBeIndicated(market)) {
                next = Math.min(next, Math.max(now, mayBeIndicatedAt(market)));
            }
        }
        return next;
    }
}
