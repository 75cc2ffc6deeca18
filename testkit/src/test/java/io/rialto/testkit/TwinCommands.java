package io.rialto.testkit;

import io.rialto.engine.Condition;
import io.rialto.engine.ConditionalOrder;
import io.rialto.engine.Exits;
import io.rialto.engine.MarketSpec;
import io.rialto.engine.MarketStatus;
import io.rialto.engine.OrderTarget;
import io.rialto.engine.OrderType;
import io.rialto.engine.PlaceOrder;
import io.rialto.engine.TimeInForce;
import io.rialto.matching.SelfTradePrevention;
import io.rialto.money.Side;

import java.util.SplittableRandom;

/**
 * Random commands around a price that drifts: mostly sensible, often at the edge of what is
 * allowed, sometimes nonsense. The same seed gives the same commands.
 */
final class TwinCommands {
    static final int ACCOUNTS = 6;
    static final int MARKETS = 2;
    private static final long SECOND = 1_000_000_000L;
    private static final long CENT = 10_000_000L;

    final SplittableRandom random;
    final PlaceOrder terms = new PlaceOrder();
    final OrderTarget target = new OrderTarget();
    final ConditionalOrder wanted = new ConditionalOrder();
    private long middleTicks = 500;

    TwinCommands(long seed) {
        random = new SplittableRandom(seed);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }

    /** Base with 3 decimals against quote with 2: a lot of 10, a tick of a cent, a notional of 1. */
    MarketSpec market(String symbol, int quoteAsset) {
        boolean rebate = chance(30);
        int taker = random.nextInt(4) == 0 ? 0 : random.nextInt(30_000);
        return new MarketSpec(
                symbol,
                1,
                quoteAsset,
                CENT,
                1_000,
                2_000 * CENT,
                1_000,
                200_000,
                chance(50) ? 0 : 2_000,
                chance(50) ? 100_000_000 : 90_000,
                chance(70) ? 0 : 400_000,
                chance(50) ? 0 : 500 * CENT,
                chance(50) ? 0 : 300_000,
                chance(50) ? 0 : 10_000,
                chance(30) ? 5 : 100,
                chance(30) ? 15 : 1_000,
                rebate ? -random.nextInt(taker + 1) : random.nextInt(20_000),
                taker,
                any(SelfTradePrevention.values()),
                MarketStatus.OPEN);
    }

    long amountOfTime() {
        return chance(80) ? random.nextLong(1_000) : random.nextLong(5 * SECOND);
    }

    /** Terms of an order that waits, mostly on the side of the last price that lies ahead. */
    void conditional(long market, long now, long lastPrice) {
        terms(market, now);
        PlaceOrder waits = wanted.terms;
        waits.market = market;
        waits.clientOrderId.set(terms.clientOrderId);
        waits.side = terms.side;
        waits.orderType = terms.orderType;
        waits.timeInForce = terms.timeInForce == TimeInForce.FOK && chance(90)
                ? TimeInForce.IOC
                : terms.timeInForce;
        waits.expiresAt = terms.expiresAt;
        waits.marketDefaultPrevention = terms.marketDefaultPrevention;
        waits.selfTradePrevention = terms.selfTradePrevention;
        waits.postOnly = terms.postOnly && chance(20);
        waits.price = terms.price;
        waits.quantity = Math.max(terms.quantity, 1_000);
        waits.budget = chance(2) ? terms.budget : 0;
        wanted.condition = any(Condition.values());
        boolean trails = wanted.condition == Condition.TRAILING_STOP;
        boolean rises = (waits.side == Side.BUY) == (wanted.condition == Condition.STOP);
        long around = lastPrice == 0 || chance(10) ? price() : lastPrice;
        long away = CENT * random.nextLong(1, 12);
        wanted.triggerPrice = trails != chance(2) ? 0 : around + (rises ? away : -away);
        wanted.trail = trails != chance(2) ? away : 0;
    }

    /** Fills {@link #terms} for an entry; mostly between the exits. */
    Exits bracket(long market, long now) {
        terms(market, now);
        terms.isManaged = false;
        terms.displayQuantity = 0;
        terms.budget = 0;
        terms.quantity = terms.quantity == 0 ? quantity() : terms.quantity;
        if (chance(95)) {
            terms.side = Side.BUY;
        }
        long around = terms.price == 0 ? price() : terms.price;
        long above = around + CENT * random.nextLong(0, 8);
        long below = around - CENT * random.nextLong(0, 8);
        return new Exits(
                above,
                chance(50) ? 0 : above - CENT * random.nextLong(0, 3),
                below,
                chance(50) ? 0 : below - CENT * random.nextLong(0, 3));
    }

    /** Fills {@link #terms}. */
    void terms(long market, long now) {
        middleTicks = Math.clamp(middleTicks + random.nextInt(-2, 3), 50, 1_900);
        terms.market = market;
        terms.clientOrderId.clear();
        if (chance(40)) {
            terms.clientOrderId.set("c" + random.nextInt(30));
        }
        terms.side = any(Side.values());
        terms.orderType = chance(85) ? OrderType.LIMIT : OrderType.MARKET;
        boolean limit = terms.orderType == OrderType.LIMIT;
        terms.timeInForce = limit == chance(75) ? TimeInForce.GTC : any(TimeInForce.values());
        if (!limit && chance(95)) {
            terms.timeInForce = chance(70) ? TimeInForce.IOC : TimeInForce.FOK;
        }
        boolean timed =
                terms.timeInForce == TimeInForce.GTD || terms.timeInForce == TimeInForce.DAY;
        terms.expiresAt = timed != chance(2) ? now + random.nextLong(-SECOND / 10, 3 * SECOND) : 0;
        terms.marketDefaultPrevention = chance(50);
        terms.selfTradePrevention = any(SelfTradePrevention.values());
        terms.postOnly = chance(12);
        terms.price = limit || chance(50) ? price() : 0;
        terms.quantity = quantity();
        terms.budget = 0;
        if (!limit && terms.side == Side.BUY && chance(50)) {
            terms.budget = random.nextLong(1, 100_000);
            terms.quantity = chance(70) ? 0 : terms.quantity;
        }
        terms.isManaged = chance(20);
        terms.displayQuantity = terms.isManaged ? 1_000L * (1 + random.nextInt(9)) : 0;
        if (chance(2)) {
            nonsense();
        }
    }

    private void nonsense() {
        switch (random.nextInt(6)) {
            case 0 -> terms.price += 1;
            case 1 -> terms.quantity += 7;
            case 2 -> terms.price = -terms.price;
            case 3 -> terms.quantity = -terms.quantity;
            case 4 -> terms.budget = random.nextLong(-5, 5_000);
            default -> terms.price = 3_000 * CENT;
        }
    }

    long price() {
        int distance = random.nextInt(8) - 3;
        return (middleTicks + (chance(50) ? distance : -distance)) * CENT;
    }

    long quantity() {
        return 1_000L * (chance(80) ? 1 + random.nextInt(12) : 1 + random.nextInt(205));
    }
}
