package io.rialto.gateway;

import io.rialto.protocol.MarketStatus;
import io.rialto.view.AssetInfo;
import io.rialto.view.Directory;
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
import java.util.function.Function;
import java.util.function.LongPredicate;

/**
 * Rates into one asset over spot markets: by the fewest steps, of those by the oldest markets. One
 * moment's.
 */
final class Conversion {
    private final List<MarketInfo> markets;
    private final Function<Long, Optional<Long>> marks;
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

    /**
     * Over some markets.
     *
     * @param markets the oldest first
     * @param marks their prices, as far as they have any
     */
    Conversion(List<MarketInfo> markets, Function<Long, Optional<Long>> marks, AssetInfo asset) {
        this.markets = markets;
        this.marks = marks;
        this.asset = asset;
        paths.put(asset.asset(), new Path(BigDecimal.ONE, List.of()));
        search();
    }

    /** The spot markets of a universe that somebody may know of. */
    static List<MarketInfo> markets(Directory directory, int universe, LongPredicate mayKnow) {
        return directory.markets().stream()
                .filter(market -> mayKnow.test(market.market()) && market.universe() == universe)
                .filter(market -> directory.outcome(market.market()).isEmpty())
                .filter(market -> market.status() != MarketStatus.VOID)
                .toList();
    }

    /** Breadth first, from the asset back to what can become it. */
    private void search() {
        Deque<Integer> reached = new ArrayDeque<>(paths.keySet());
        while (!reached.isEmpty()) {
            int to = reached.removeFirst();
            for (MarketInfo market : markets) {
                int from = market.quoteAsset() == to
                        ? market.baseAsset()
                        : market.baseAsset() == to ? market.quoteAsset() : to;
                Optional<Long> mark = mark(market.market()).filter(price -> price > 0);
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

    /** What a market is valued at, if at anything. */
    Optional<Long> mark(long market) {
        return marks.apply(market);
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
        return state.hasTraded() ? Optional.of(state.lastPrice()) : Optional.empty();
    }
}
