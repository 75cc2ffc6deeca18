package io.rialto.participants;

import io.rialto.protocol.v1.Side;

import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Knows the hidden value and takes what is offered below or bid above it, as far as it is worth it. */
final class InformedTrader implements Strategy {
    private static final double INVENTORY_USUAL = 300;

    /** In spreads: what it must be able to gain. */
    private static final double EDGE = 0.15;

    @Override
    public void act(Desk desk, MarketPicture market, FairValue fair, RandomGenerator random) {
        double truth = market.ticks(fair.value());
        double edge = EDGE * market.spreadTicks();
        double inventory = desk.inventoryLots(market) / market.usualLots();
        OptionalLong ask = market.bestAsk();
        OptionalLong bid = market.bestBid();
        if (ask.isPresent() && ask.getAsLong() < truth - edge && inventory < INVENTORY_USUAL) {
            take(desk, market, Side.SIDE_BUY, ask.getAsLong(), random);
        } else if (bid.isPresent()
                && bid.getAsLong() > truth + edge
                && inventory > -INVENTORY_USUAL) {
            take(desk, market, Side.SIDE_SELL, bid.getAsLong(), random);
        }
    }

    private static void take(
            Desk desk, MarketPicture market, Side side, long ticks, RandomGenerator random) {
        long lots = Math.min(market.touchLots(side), Strategy.lots(market, 3, random));
        desk.take(market, side, ticks, Math.max(1, lots));
    }
}
