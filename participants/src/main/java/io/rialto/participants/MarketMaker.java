package io.rialto.participants;

import io.rialto.protocol.v1.Side;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Quotes both sides at several distances around what it believes the market is worth. What it
 * believes follows the hidden value late and not exactly. What it has too much of it offers cheaper
 * and bids less for, so that its inventory goes back to where it began.
 */
final class MarketMaker implements Strategy {
    private static final int LEVELS = 3;

    /** Of the distance between belief and truth that one look makes up for. */
    private static final double LEARNING = 0.25;

    /** In half spreads. */
    private static final double DOUBT = 0.2;

    /** Usual orders of inventory that shift both quotes by a half spread. */
    private static final double INVENTORY_USUAL = 25;

    private static final double SHIFT_MAX = 3;

    /** Distance of one level from the one before it, in half spreads. */
    private static final double LEVEL_STEP = 1.2;

    private final Map<Long, Double> beliefs = new HashMap<>();

    @Override
    public void act(Desk desk, MarketPicture market, FairValue fair, RandomGenerator random) {
        double half = Math.max(1, market.spreadTicks() / 2);
        double truth = market.ticks(fair.value());
        double before = beliefs.getOrDefault(market.id(), truth);
        double belief =
                before + LEARNING * (truth - before) + DOUBT * half * random.nextGaussian() / 2;
        beliefs.put(market.id(), belief);
        double inventory = desk.inventoryLots(market) / market.usualLots() / INVENTORY_USUAL;
        double centre = belief - half * Math.clamp(inventory, -SHIFT_MAX, SHIFT_MAX);
        // The best of each side mostly, since that is the one that others meet.
        int level = random.nextInt(LEVELS + 2) % LEVELS;
        double distance = half * (1 + LEVEL_STEP * level);
        quote(desk, market, Side.SIDE_BUY, level, (long) Math.floor(centre - distance), random);
        quote(desk, market, Side.SIDE_SELL, level, (long) Math.ceil(centre + distance), random);
    }

    private static void quote(
            Desk desk,
            MarketPicture market,
            Side side,
            int level,
            long ticks,
            RandomGenerator random) {
        long lots = Strategy.lots(market, 2.0 + level, random);
        desk.quote(market, side, level, ticks, lots);
    }
}
