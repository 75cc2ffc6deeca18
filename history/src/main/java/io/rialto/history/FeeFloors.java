package io.rialto.history;

import io.rialto.protocol.AssetStateDecoder;
import io.rialto.protocol.MarketStateDecoder;
import io.rialto.protocol.OutcomeMarketStateDecoder;
import io.rialto.view.Contracts;

import java.util.HashMap;
import java.util.Map;

/**
 * What the notional on which fees are charged leaves out where contracts may pay less than nothing
 * (docs/markets.md), from the records of a state snapshot in their order: it keeps of an order the
 * notional without that.
 */
final class FeeFloors {
    private final Map<Integer, Integer> scales = new HashMap<>();
    private final Map<Long, Floor> floors = new HashMap<>();
    private int quoteScale;

    private record Floor(long priceMinimum, long divisor) {}

    void asset(AssetStateDecoder asset) {
        scales.put((int) asset.asset(), (int) asset.scale());
    }

    void market(MarketStateDecoder market) {
        quoteScale = scales.getOrDefault((int) market.quoteAsset(), 0);
    }

    /** Of the market before it. */
    void outcome(OutcomeMarketStateDecoder outcome) {
        floors.put(
                outcome.market(), new Floor(outcome.priceMinimum(), Contracts.divisor(quoteScale)));
    }

    /** Quote minor units, zero or less, of a quantity of a market. */
    long of(long market, long quantity) {
        Floor floor = floors.get(market);
        return floor == null
                ? 0
                : Contracts.feeFloor(floor.priceMinimum(), quantity, floor.divisor());
    }
}
