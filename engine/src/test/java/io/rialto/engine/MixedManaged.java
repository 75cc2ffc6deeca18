package io.rialto.engine;

import io.rialto.money.Check;

import java.util.Map;
import java.util.TreeMap;

/**
 * The naive twin of orders in contracts that follow a price or only reduce: whenever nothing is due,
 * it works out anew where each belongs and how much of it may be there. It knows nothing of how the
 * engine finds those that are to be moved.
 */
final class MixedManaged {
    private static final long NONE = MixedMarket.NONE;
    private static final long UNITS = 100;

    private record Terms(Peg peg, long offset, long limit, boolean reduceOnly) {}

    private final MixedTwin twin;

    /** By the keys of the orders. */
    private final TreeMap<Long, Terms> managed = new TreeMap<>();

    private boolean isPassing;
    private long pegged;
    private long moves;
    private long reductions;

    MixedManaged(MixedTwin twin) {
        this.twin = twin;
    }

    /** How often one that follows was found where it belongs. */
    long pegged() {
        return pegged;
    }

    /** How often one could not go where it belongs. */
    long hindered() {
        return moves;
    }

    long reductions() {
        return reductions;
    }

    void begun(long key, Peg peg, long offset, long limit, boolean reduceOnly) {
        MixedOrder order = twin.orders().get(key);
        order.follows = peg != Peg.NONE;
        if (twin.market(order.market) != null) {
            managed.put(key, new Terms(peg, offset, limit, reduceOnly));
        }
    }

    void ended(long key) {
        managed.remove(key);
    }

    /** Whether the venue does by itself what it does now. */
    void passes(boolean isIt) {
        isPassing = isIt;
    }

    /** The venue reduces the newest first, and by no more than there is too much. */
    void reduced(long key, long quantity) {
        MixedOrder order = twin.orders().get(key);
        if (!isPassing || !managed.containsKey(key)) {
            return;
        }
        reductions++;
        Check.that(managed.get(key).reduceOnly(), "only what reduces is reduced");
        Check.that(
                quantity == Math.min(order.remaining, -reducible(order)),
                "it is reduced by what there is too much");
        for (Map.Entry<Long, Terms> later : managed.tailMap(key, false).entrySet()) {
            MixedOrder other = twin.orders().get(later.getKey());
            boolean isBefore = other.market == order.market
                    && other.account == order.account
                    && other.buys == order.buys
                    && later.getValue().reduceOnly();
            Check.that(!isBefore, "the newest is reduced first");
        }
    }

    /** As {@link MixedMarket#reducible}, amid a command. */
    private long reducible(MixedOrder order) {
        long position = twin.market(order.market).positions[order.account];
        long left = order.buys ? -position : position;
        for (MixedOrder each : twin.orders().values()) {
            boolean counts = each.rests
                    && each.market == order.market
                    && each.account == order.account
                    && each.buys == order.buys;
            left -= counts ? each.remaining : 0;
        }
        return left;
    }

    /** Looks at all, when nothing is due. */
    void check() {
        managed.forEach((key, terms) -> {
            MixedOrder order = twin.orders().get(key);
            if (!order.rests) {
                return;
            }
            MixedMarket market = twin.market(order.market);
            if (terms.reduceOnly()) {
                Check.that(
                        market.reducible(order.account, order.buys) >= 0,
                        "one reduces no more than there is");
            }
            if (terms.peg() != Peg.NONE && market.status.matches()) {
                checkPeg(market, order, terms);
            }
        });
    }

    private void checkPeg(MixedMarket market, MixedOrder order, Terms terms) {
        long target = target(market, order, terms);
        if (target == NONE || target == order.price) {
            pegged++;
            return;
        }
        long touch = order.buys ? market.ask : market.bid;
        boolean meets = touch != NONE && (order.buys ? target >= touch : target <= touch);
        Check.that(meets || !isAffordable(market, order, target), "one stands where it belongs");
        moves++;
    }

    /** So far from what it follows, not beyond its limit nor the middle. */
    private long target(MixedMarket market, MixedOrder order, Terms terms) {
        long bid = market.followedBid;
        long ask = market.followedAsk;
        boolean both = bid != NONE && ask != NONE;
        long followed = switch (terms.peg()) {
            case BID -> bid;
            case ASK -> ask;
            case MID, NONE -> both ? middle(market, bid, ask, order.buys) : NONE;
        };
        if (followed == NONE) {
            return NONE;
        }
        long middle = both
                ? middle(market, bid, ask, order.buys)
                : bid != NONE ? (order.buys ? bid : bid + 1) : (order.buys ? ask - 1 : ask);
        long wanted = followed + terms.offset();
        return order.buys
                ? Math.max(market.minimum, Math.min(Math.min(wanted, terms.limit()), middle))
                : Math.min(market.maximum, Math.max(Math.max(wanted, terms.limit()), middle));
    }

    /** To buy up to here, to sell from here on: what is between two prices is for who sells. */
    private static long middle(MixedMarket market, long bid, long ask, boolean buys) {
        long fromFirst = bid - market.minimum + 1 + ask - market.minimum + 1;
        long middle = fromFirst / 2 + market.minimum - 1;
        return buys ? middle : middle + 1;
    }

    /** Whether available would not be negative with the order at another price. */
    private boolean isAffordable(MixedMarket market, MixedOrder order, long price) {
        int account = order.account;
        long change = (price - order.price) * order.remaining;
        long low = market.low[account] - (order.buys ? change : 0);
        long high = market.high[account] + (order.buys ? 0 : change);
        long fees = market.openFees[account] - MixedCheck.fees(market, order);
        long before = order.price;
        order.price = price;
        fees += MixedCheck.fees(market, order);
        order.price = before;
        long worst = Math.min(low, high) / UNITS - fees;
        return twin.available(account) + worst - market.worst(account) >= 0;
    }
}
