package io.rialto.view;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * The marks of markets as a viewer wants them. Of a settled market it is the settlement; else the
 * price that the viewer gives; else the last trade or the mid, whichever is wanted first, and where
 * there is none the other; else, of a fund, the weighted marks of its constituents. On the view's
 * thread.
 */
public final class Marks {
    private final ViewStore store;
    private final boolean midFirst;
    private final Map<Long, Long> given;
    private final LongPredicate mayKnow;

    /**
     * Looks at a view.
     *
     * @param midFirst whether the mid goes before the last trade
     * @param given prices by market, 1e-9 of quote
     * @param mayKnow of which markets the viewer may know; the others have no mark
     */
    public Marks(VenueView view, boolean midFirst, Map<Long, Long> given, LongPredicate mayKnow) {
        store = view.store();
        this.midFirst = midFirst;
        this.given = Map.copyOf(given);
        this.mayKnow = mayKnow;
    }

    /** By the last trade, of every market. */
    public static Marks ofLastTrades(VenueView view) {
        return new Marks(view, false, Map.of(), _ -> true);
    }

    /** The mark of a market. */
    public Mark of(long market) {
        MarketEntry entry = store.markets.get(market);
        if (entry == null || !mayKnow.test(market)) {
            return Mark.UNKNOWN;
        }
        if (entry.ofContracts && entry.outcome().settled()) {
            return new Mark(entry.outcome().settlementPrice(), MarkSource.SETTLEMENT);
        }
        Long price = given.get(market);
        if (price != null) {
            return new Mark(price, MarkSource.GIVEN);
        }
        Mark first = midFirst ? mid(entry) : last(entry);
        if (first.isKnown()) {
            return first;
        }
        Mark second = midFirst ? last(entry) : mid(entry);
        return second.isKnown() ? second : ofConstituents(market);
    }

    private static Mark last(MarketEntry entry) {
        return entry.hasTraded ? new Mark(entry.lastPrice, MarkSource.LAST) : Mark.UNKNOWN;
    }

    private static Mark mid(MarketEntry entry) {
        if (entry.bids.count() == 0 || entry.asks.count() == 0) {
            return Mark.UNKNOWN;
        }
        long bid = entry.bids.fromBest(0).price;
        long ask = entry.asks.fromBest(0).price;
        return new Mark(Math.floorDiv(Math.addExact(bid, ask), 2), MarkSource.MID);
    }

    private Mark ofConstituents(long market) {
        Optional<FundInfo> fund = store.directory.fund(market);
        if (fund.isEmpty()) {
            return Mark.UNKNOWN;
        }
        BigInteger sum = BigInteger.ZERO;
        for (ConstituentInfo each : fund.get().constituents()) {
            Mark mark = of(each.market());
            if (!mark.isKnown()) {
                return Mark.UNKNOWN;
            }
            sum = sum.add(BigInteger.valueOf(mark.price())
                    .multiply(BigInteger.valueOf(each.multiplier())));
        }
        return sum.bitLength() < Long.SIZE
                ? new Mark(sum.longValueExact(), MarkSource.CONSTITUENTS)
                : Mark.UNKNOWN;
    }
}
