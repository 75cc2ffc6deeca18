package io.rialto.gateway;

import io.rialto.protocol.MarketStatus;
import io.rialto.view.AssetInfo;
import io.rialto.view.MarketInfo;
import io.rialto.view.MarketState;
import io.rialto.view.VenueView;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * Rates into one asset over the spot markets that somebody may know of: by the fewest steps, of
 * those by the oldest markets. One moment's; on the view's thread.
 */
final class Conversion {
    private final VenueView view;
    private final int universe;
    private final LongPredicate mayKnow;
    private final AssetInfo asset;
    private final Map<Integer, Path> paths = new LinkedHashMap<>();

    /** What one of an asset comes to, and over which markets. */
    record Path(BigDecimal rate, List<String> markets) {
        private Path through(MarketInfo market, BigDecimal step) {
            List<String> longer = new ArrayList<>();
            longer.add(market.symbol());
            longer.addAll(markets);
            return new Path(rate.multiply(step, MathContext.DECIMAL128), longer);
        }
    }

    Conversion(VenueView view, int universe, LongPredicate mayKnow, AssetInfo asset) {
        this.view = view;
        this.universe = universe;
        this.mayKnow = mayKnow;
        this.asset = asset;
        paths.put(asset.asset(), new Path(BigDecimal.ONE, List.of()));
        search();
    }

    /** Breadth first, from the asset back to what can become it. */
    private void search() {
        List<MarketInfo> markets = view.directory().markets().stream()
                .filter(market -> knows(market.market()) && market.universe() == universe)
                .filter(market -> view.directory().outcome(market.market()).isEmpty())
                .filter(market -> market.status() != MarketStatus.VOID)
                .toList();
        Deque<Integer> reached = new ArrayDeque<>(paths.keySet());
        while (!reached.isEmpty()) {
            int to = reached.removeFirst();
            for (MarketInfo market : markets) {
                int from = market.quoteAsset() == to
                        ? market.baseAsset()
                        : market.baseAsset() == to ? market.quoteAsset() : to;
                Optional<Long> mark = mark(view, market.market()).filter(price -> price > 0);
                if (!paths.containsKey(from) && mark.isPresent()) {
                    BigDecimal price = BigDecimal.valueOf(mark.get(), Decimals.PRICE_SCALE);
                    BigDecimal step = market.quoteAsset() == to
                            ? price
                            : BigDecimal.ONE.divide(price, MathContext.DECIMAL128);
                    paths.put(from, paths.get(to).through(market, step));
                    reached.addLast(from);
                }
            }
        }
    }

    AssetInfo asset() {
        return asset;
    }

    boolean knows(long market) {
        return mayKnow.test(market);
    }

    Listing listing(long market) {
        return Listing.byId(view.directory(), universe, market).orElseThrow(Markets::unknownMarket);
    }

    /** How an asset becomes the one asked for; none where no market leads there. */
    Optional<Path> path(int from) {
        return Optional.ofNullable(paths.get(from));
    }

    /** What a market's price is taken to be: the middle of its book or, without one, the last. */
    static Optional<Long> mark(VenueView view, long market) {
        MarketState state = view.market(market).orElseThrow(Markets::unknownMarket);
        if (state.bid().quantity() > 0 && state.ask().quantity() > 0) {
            return Optional.of(Math.floorDiv(state.bid().price() + state.ask().price(), 2));
        }
        boolean hasTraded = !view.marketTrades(market, 1).isEmpty() || state.lastPrice() != 0;
        return hasTraded ? Optional.of(state.lastPrice()) : Optional.empty();
    }
}
