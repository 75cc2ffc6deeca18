package io.rialto.participants;

import io.rialto.protocol.v1.Side;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Trades without a reason: takes what is there, or leaves an order near the touch and forgets it for
 * a while. It leans towards selling what it has too much of, so that it never runs out.
 */
final class NoiseTrader implements Strategy {
    private static final double TAKES = 0.55;
    private static final int RESTING_MAX = 4;
    private static final double INVENTORY_USUAL = 200;

    @Override
    public void act(Desk desk, MarketPicture market, FairValue fair, RandomGenerator random) {
        double lean = desk.inventoryLots(market) / market.usualLots() / INVENTORY_USUAL;
        Side side = random.nextDouble() < 0.5 - Math.clamp(lean, -0.4, 0.4)
                ? Side.SIDE_BUY
                : Side.SIDE_SELL;
        long lots = Strategy.lots(market, 1, random);
        OptionalLong touch = side == Side.SIDE_BUY ? market.bestAsk() : market.bestBid();
        if (touch.isPresent() && random.nextDouble() < TAKES) {
            desk.take(market, side, touch.getAsLong(), lots);
            return;
        }
        if (desk.restingCount(market) >= RESTING_MAX) {
            desk.cancelOldest(market);
            return;
        }
        double centre = market.ticks(market.lastPrice());
        double away = market.spreadTicks() * (0.2 + 3 * random.nextDouble());
        double ticks = side == Side.SIDE_BUY ? centre - away : centre + away;
        desk.rest(market, side, Math.round(ticks), lots);
    }
}
