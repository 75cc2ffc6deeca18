package io.rialto.participants;

import io.rialto.protocol.v1.Side;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Follows what prices did last, and goes home when they stop. */
final class MomentumTrader implements Strategy {
    private static final double INVENTORY_USUAL = 30;

    @Override
    public void act(Desk desk, MarketPicture market, FairValue fair, RandomGenerator random) {
        OptionalDouble momentum = market.momentum();
        if (momentum.isEmpty()) {
            return;
        }
        double threshold = market.spreadTicks() / Math.max(1, market.ticks(market.lastPrice()));
        double inventory = desk.inventoryLots(market) / market.usualLots();
        double trend = momentum.getAsDouble();
        if (trend > threshold && inventory < INVENTORY_USUAL) {
            take(desk, market, Side.SIDE_BUY, Strategy.lots(market, 1.5, random));
        } else if (trend < -threshold && inventory > -INVENTORY_USUAL) {
            take(desk, market, Side.SIDE_SELL, Strategy.lots(market, 1.5, random));
        } else if (Math.abs(inventory) > 1) {
            take(
                    desk,
                    market,
                    inventory > 0 ? Side.SIDE_SELL : Side.SIDE_BUY,
                    Math.max(1, Math.round(market.usualLots())));
        }
    }

    private static void take(Desk desk, MarketPicture market, Side side, long lots) {
        OptionalLong touch = side == Side.SIDE_BUY ? market.bestAsk() : market.bestBid();
        if (touch.isPresent()) {
            desk.take(market, side, touch.getAsLong(), lots);
        }
    }
}
