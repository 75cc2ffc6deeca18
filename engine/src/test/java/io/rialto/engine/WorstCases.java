package io.rialto.engine;

import io.rialto.money.Check;
import io.rialto.money.Side;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * VENUE-RULES 4 computed in full from a state, as it is written there: for every account and market
 * of contracts the worst that position and open orders can come to, the fees that the orders could
 * cost subtracted; with cash and held, what is available. Σ positions = 0 in every market.
 */
final class WorstCases {

    private record Place(long market, long account) {}

    private record Balance(long account, int asset) {}

    private record Bounds(MarketSpec spec, OutcomeTerms terms, boolean settled) {}

    /** x, B, VB, O, VO and the fees, each as price times quantity where it is a value. */
    private static final class Exposure {
        private BigInteger lots = BigInteger.ZERO;
        private BigInteger bids = BigInteger.ZERO;
        private BigInteger bidValue = BigInteger.ZERO;
        private BigInteger offers = BigInteger.ZERO;
        private BigInteger offerValue = BigInteger.ZERO;
        private BigInteger fees = BigInteger.ZERO;
    }

    /** Prices are 1e-9, quantities 1e-2; a fixture's money has nine decimals. */
    private static final BigInteger PRICE_UNITS = BigInteger.valueOf(100);

    private final Map<Long, Bounds> markets = new HashMap<>();
    private final Map<Place, Exposure> exposures = new HashMap<>();
    private final Map<Balance, Long> free = new HashMap<>();
    private final Map<Long, Long> positionSums = new HashMap<>();
    private final Set<Long> exempt = new HashSet<>();

    void market(long market, MarketSpec spec, OutcomeTerms terms, boolean settled) {
        markets.put(market, new Bounds(spec, terms, settled));
    }

    void balance(long account, int asset, long cashNotHeld) {
        free.merge(new Balance(account, asset), cashNotHeld, Long::sum);
    }

    /** An account of the venue's that is exempt from the bound. */
    void exempt(long account) {
        exempt.add(account);
    }

    void position(long market, long account, long quantity) {
        positionSums.merge(market, quantity, Long::sum);
        exposure(market, account).lots = BigInteger.valueOf(quantity);
    }

    void order(StateSink.OrderRecord order) {
        Exposure exposure = exposure(order.terms.market, order.terms.account);
        BigInteger quantity = BigInteger.valueOf(order.remaining);
        BigInteger value = quantity.multiply(BigInteger.valueOf(order.terms.price));
        if (order.terms.side == Side.BUY) {
            exposure.bids = exposure.bids.add(quantity);
            exposure.bidValue = exposure.bidValue.add(value);
        } else {
            exposure.offers = exposure.offers.add(quantity);
            exposure.offerValue = exposure.offerValue.add(value);
        }
        exposure.fees = exposure.fees.add(BigInteger.valueOf(order.held));
    }

    void check(Engine engine) {
        Check.that(positionSums.values().stream().allMatch(x -> x == 0), "positions sum to zero");
        exposures.forEach((place, exposure) -> {
            Bounds bounds = markets.get(place.market());
            if (!bounds.settled()) {
                int asset = bounds.spec().quoteAsset();
                free.merge(new Balance(place.account(), asset), worst(bounds, exposure), Long::sum);
            }
        });
        free.forEach((balance, available) -> {
            Check.that(
                    engine.available(balance.account(), balance.asset()) == available,
                    "available is what a full recomputation says");
            boolean isExempt = exempt.contains(balance.account());
            Check.that(isExempt || available >= 0, "available is not negative");
        });
    }

    private static long worst(Bounds bounds, Exposure exposure) {
        BigInteger least = BigInteger.valueOf(bounds.terms().priceMinimum());
        BigInteger most = BigInteger.valueOf(bounds.terms().priceMaximum());
        BigInteger low =
                least.multiply(exposure.lots.add(exposure.bids)).subtract(exposure.bidValue);
        BigInteger high =
                most.multiply(exposure.lots.subtract(exposure.offers)).add(exposure.offerValue);
        BigInteger[] whole = low.min(high).divideAndRemainder(PRICE_UNITS);
        Check.that(whole[1].signum() == 0, "a worst case is a whole number of minor units");
        return whole[0].subtract(exposure.fees).longValueExact();
    }

    private Exposure exposure(long market, long account) {
        return exposures.computeIfAbsent(new Place(market, account), _ -> new Exposure());
    }
}
