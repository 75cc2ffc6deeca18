package io.rialto.participants;

import java.util.random.RandomGenerator;

/** How a trader decides what to do in one market when it is its turn. */
sealed interface Strategy permits MarketMaker, NoiseTrader, MomentumTrader, InformedTrader {
    /**
     * Sends what it wants to have changed, nothing if all is well.
     *
     * @param desk what the trader has, and where it sends
     * @param market what it sees
     * @param fair the hidden value, quote units, for those who know something of it
     * @param random the trader's own
     */
    void act(Desk desk, MarketPicture market, FairValue fair, RandomGenerator random);

    /** A new one of a kind. */
    static Strategy of(Scenario.Kind kind) {
        return switch (kind) {
            case MARKET_MAKER -> new MarketMaker();
            case NOISE -> new NoiseTrader();
            case MOMENTUM -> new MomentumTrader();
            case INFORMED -> new InformedTrader();
        };
    }

    /** Lots around a number of usual orders, of many sizes, at least one. */
    static long lots(MarketPicture market, double usual, RandomGenerator random) {
        double lots = market.usualLots() * usual * Math.exp(0.6 * random.nextGaussian());
        return Math.clamp(Math.round(lots), 1, market.lotsMax());
    }
}
