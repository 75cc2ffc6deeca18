package io.rialto.engine;

import static io.rialto.engine.MixedTraffic.CONTRACT;
import static io.rialto.engine.MixedTraffic.SPOT;

import io.rialto.money.Side;

import java.util.List;

/** The orders of {@link MixedTraffic}: placed, left to the venue's care, waiting, amended. */
final class MixedOrders {
    private static final Condition[] CONDITIONS = Condition.values();
    private static final Peg[] PEGS = {Peg.BID, Peg.ASK, Peg.MID};

    private final MixedTraffic traffic;

    MixedOrders(MixedTraffic traffic) {
        this.traffic = traffic;
    }

    void contracts(boolean ofClass) {
        List<Long> markets = traffic.markets(ofClass);
        if (markets.isEmpty()) {
            traffic.createMarket(ofClass);
            return;
        }
        PlaceOrder terms = order(traffic.pick(markets));
        switch (traffic.random.nextInt(8)) {
            case 0 -> terms.timeInForce = TimeInForce.IOC;
            case 1 -> terms.timeInForce = TimeInForce.FOK;
            case 2 -> terms.postOnly = true;
            case 3 -> {
                terms.orderType = OrderType.MARKET;
                terms.timeInForce = TimeInForce.IOC;
                terms.price = Long.MIN_VALUE;
            }
            default -> terms.timeInForce = TimeInForce.GTC;
        }
        traffic.engine.placeOrder(traffic.trader(ofClass), terms, traffic.outcome);
    }

    /** What the venue looks after while it rests. */
    void manage(boolean ofClass) {
        List<Long> markets = traffic.markets(ofClass);
        if (markets.isEmpty()) {
            return;
        }
        PlaceOrder terms = order(traffic.pick(markets));
        terms.timeInForce = TimeInForce.GTC;
        terms.isManaged = true;
        switch (traffic.random.nextInt(5)) {
            case 0, 1 -> {
                terms.peg = PEGS[traffic.random.nextInt(PEGS.length)];
                terms.pegOffset = traffic.random.nextLong(-3, 4);
            }
            case 2, 3 -> terms.instruction = Instruction.REDUCE_ONLY;
            default -> terms.displayQuantity = CONTRACT;
        }
        traffic.engine.placeOrder(traffic.trader(ofClass), terms, traffic.outcome);
    }

    PlaceOrder order(long market) {
        PlaceOrder terms = new PlaceOrder();
        terms.market = market;
        terms.side = traffic.random.nextBoolean() ? Side.BUY : Side.SELL;
        terms.price = price(market);
        terms.quantity = traffic.random.nextLong(1, 12) * CONTRACT;
        terms.orderType = OrderType.LIMIT;
        terms.marketDefaultPrevention = traffic.random.nextBoolean();
        return terms;
    }

    void spot() {
        CommandHeader trader = traffic.trader(false);
        switch (traffic.random.nextInt(8)) {
            case 0, 1 -> {
                ConditionalOrder waits = new ConditionalOrder();
                fillSpot(waits.terms);
                waits.condition = CONDITIONS[traffic.random.nextInt(CONDITIONS.length)];
                boolean trails = waits.condition == Condition.TRAILING_STOP;
                waits.triggerPrice = trails ? 0 : traffic.random.nextLong(1, 9);
                waits.trail = trails ? traffic.random.nextLong(1, 3) : 0;
                traffic.engine.placeConditionalOrder(trader, waits, traffic.outcome);
            }
            case 2, 3 -> {
                PlaceOrder entry = fillSpot(new PlaceOrder());
                entry.side = Side.BUY;
                long above = entry.price + traffic.random.nextLong(3);
                long below = Math.max(1, entry.price - traffic.random.nextLong(1, 3));
                Exits exits = new Exits(above, traffic.random.nextBoolean() ? above : 0, below, 0);
                traffic.engine.placeBracket(trader, entry, exits, traffic.outcome);
            }
            case 4 -> {
                int account = (int) trader.account;
                long rests = traffic.twin.order(SPOT, account, true, traffic.random.nextInt(3));
                long waits = traffic.twin.order(SPOT, account, false, traffic.random.nextInt(3));
                traffic.engine.linkOrders(trader, SPOT, rests, waits, traffic.outcome);
            }
            default ->
                traffic.engine.placeOrder(trader, fillSpot(new PlaceOrder()), traffic.outcome);
        }
    }

    private PlaceOrder fillSpot(PlaceOrder terms) {
        terms.market = SPOT;
        terms.side = traffic.random.nextBoolean() ? Side.BUY : Side.SELL;
        terms.price = traffic.random.nextLong(1, 8);
        terms.quantity = traffic.random.nextLong(1, 50);
        terms.orderType = OrderType.LIMIT;
        terms.timeInForce = TimeInForce.GTC;
        terms.marketDefaultPrevention = true;
        return terms;
    }

    void amend(boolean ofClass) {
        List<Long> markets = traffic.markets(ofClass);
        if (markets.isEmpty()) {
            return;
        }
        OrderTarget target = new OrderTarget();
        target.market = traffic.pick(markets);
        CommandHeader header = traffic.trader(ofClass);
        target.orderId = traffic.twin.order(
                target.market, (int) header.account, true, traffic.random.nextInt(4));
        long price = traffic.random.nextBoolean() ? Long.MIN_VALUE : price(target.market);
        long quantity =
                traffic.random.nextBoolean() ? 0 : traffic.random.nextLong(1, 12) * CONTRACT;
        traffic.engine.amendOrder(header, target, price, quantity, traffic.outcome);
    }

    /** Within the bounds but for a few. */
    private long price(long market) {
        return traffic.random.nextLong(
                traffic.twin.minimum(market), traffic.twin.maximum(market) + 2);
    }
}
