package io.rialto.testkit;

import io.rialto.engine.Code;
import io.rialto.engine.ConditionalOrder;
import io.rialto.engine.MarketSpec;
import io.rialto.engine.MarketStatus;
import io.rialto.engine.OrderState;
import io.rialto.engine.Outcome;
import io.rialto.engine.PlaceOrder;
import io.rialto.engine.TimeInForce;
import io.rialto.money.Side;

import java.util.Comparator;
import java.util.List;

/** What waits for a price in the naive venue, looked for in plain lists. */
final class NaiveTriggers {
    private static final int FIRED_MAX = 64;
    private static final long MILLION = 1_000_000;

    private final NaiveVenue venue;

    NaiveTriggers(NaiveVenue venue) {
        this.venue = venue;
    }

    void place(long account, ConditionalOrder wanted, Outcome out) {
        PlaceOrder terms = wanted.terms;
        NaiveMarket market = venue.markets.get(terms.market);
        out.code = venue.form(terms);
        if (out.code == Code.DONE) {
            out.code = form(wanted);
        }
        if (out.code == Code.DONE) {
            out.code = NaiveFilters.steps(market.spec, terms.price, terms.quantity);
        }
        if (out.code == Code.DONE) {
            out.code = NaiveFilters.steps(market.spec, wanted.triggerPrice + wanted.trail, 0);
        }
        if (out.code != Code.DONE) {
            return;
        }
        boolean isBuy = terms.side == Side.BUY;
        long trigger = wanted.triggerPrice;
        if (wanted.trail != 0) {
            long start = market.lastPrice != 0 ? market.lastPrice : market.spec.referencePrice();
            if (start < market.spec.tick()) {
                out.code = Code.TRAIL_WITHOUT_PRICE;
                return;
            }
            trigger = start / market.spec.tick() * market.spec.tick()
                    + (isBuy ? wanted.trail : -wanted.trail);
            if (trigger < market.spec.tick() || trigger > market.spec.priceMaximum()) {
                out.code = Code.TRAIL_INVALID;
                return;
            }
        }
        long price = terms.price != 0 ? terms.price : bound(market.spec, terms.side, trigger);
        NaiveOrder order = new NaiveOrder(
                terms, market.nextOrder, account, venue.groupOf(account), price, market);
        NaiveWaiting waiting = new NaiveWaiting(order, wanted, trigger);
        out.code = value(market, order);
        if (out.code == Code.DONE) {
            out.code = venue.counts(market, order, null, true);
        }
        if (out.code == Code.DONE) {
            out.code = venue.position(market, order, order.quantity, null);
        }
        if (out.code == Code.DONE && order.hold(market) > venue.payable(market, order, null)) {
            out.code = Code.INSUFFICIENT_FUNDS;
        }
        if (out.code == Code.DONE && isReached(market, waiting)) {
            out.code = Code.TRIGGER_REACHED;
        }
        if (out.code == Code.DONE) {
            market.nextOrder++;
            waiting.stamp = market.stamps++;
            market.waiting.add(waiting);
            venue.protections.count(account, market.id);
            report(order, out);
        }
    }

    private static Code form(ConditionalOrder wanted) {
        boolean trails = wanted.condition == io.rialto.engine.Condition.TRAILING_STOP;
        if (wanted.terms.budget != 0) {
            return Code.BUDGET_NOT_ALLOWED;
        } else if (wanted.terms.timeInForce == TimeInForce.FOK) {
            return Code.TIME_IN_FORCE_NOT_ALLOWED;
        } else if (wanted.terms.postOnly) {
            return Code.POST_ONLY_NOT_ALLOWED;
        } else if (trails ? wanted.triggerPrice != 0 : wanted.triggerPrice <= 0) {
            return Code.TRIGGER_PRICE_INVALID;
        }
        return (trails ? wanted.trail <= 0 : wanted.trail != 0) ? Code.TRAIL_INVALID : Code.DONE;
    }

    private static Code value(NaiveMarket market, NaiveOrder order) {
        long notional = market.notional(order.price, order.quantity);
        if (notional < market.spec.notionalMinimum()) {
            return Code.NOTIONAL_MINIMUM;
        }
        return notional > market.spec.notionalMaximum() ? Code.NOTIONAL_MAXIMUM : Code.DONE;
    }

    private static boolean isReached(NaiveMarket market, NaiveWaiting waiting) {
        if (waiting.trails() || market.lastPrice == 0) {
            return false;
        }
        return waiting.rises()
                ? Math.max(market.lastPrice, market.high) >= waiting.trigger
                : (market.low == 0 ? market.lastPrice : market.low) <= waiting.trigger;
    }

    /** How far a market order may go from its trigger. */
    static long bound(MarketSpec spec, Side side, long trigger) {
        long furthest = side == Side.BUY ? spec.priceMaximum() : spec.tick();
        if (spec.protectionPpm() == 0) {
            return furthest;
        }
        long width = trigger / spec.tick() * spec.protectionPpm() / MILLION * spec.tick();
        return side == Side.BUY
                ? Math.min(furthest, trigger + width)
                : Math.max(furthest, trigger - width);
    }

    void amend(NaiveWaiting waiting, long price, long quantity, Outcome out) {
        NaiveOrder order = waiting.order;
        NaiveMarket market = venue.markets.get(order.market);
        if (NaiveBrackets.isExit(market, waiting)) {
            out.code = Code.EXIT_UNAMENDABLE;
            return;
        }
        long newPrice = price == 0 ? order.price : price;
        long newQuantity = quantity == 0 ? order.quantity : quantity;
        if (newPrice == order.price && newQuantity == order.quantity) {
            out.code = Code.AMEND_WITHOUT_CHANGE;
            return;
        }
        out.code = NaiveFilters.steps(market.spec, newPrice, newQuantity);
        if (out.code != Code.DONE) {
            return;
        }
        long oldPrice = order.price;
        long oldQuantity = order.quantity;
        long payable = venue.payable(market, order, order);
        order.price = newPrice;
        order.quantity = newQuantity;
        out.code = value(market, order);
        if (out.code == Code.DONE && newQuantity > oldQuantity) {
            out.code = venue.position(market, order, newQuantity, null);
        }
        if (out.code == Code.DONE && order.hold(market) > payable) {
            out.code = Code.INSUFFICIENT_FUNDS;
        }
        if (out.code == Code.DONE) {
            waiting.isProtected &= price == 0;
            report(order, out);
        } else {
            order.price = oldPrice;
            order.quantity = oldQuantity;
        }
    }

    private static void report(NaiveOrder order, Outcome out) {
        out.id = order.id;
        out.remaining = order.quantity;
        out.state = OrderState.WAITING;
    }

    /** Lets what was reached enter, a limited number at a time. */
    void fire() {
        int fired = 0;
        for (NaiveMarket market : venue.markets.values()) {
            while (fired < FIRED_MAX && market.high != 0 && market.status == MarketStatus.OPEN) {
                trail(market);
                NaiveWaiting first = firstDue(market);
                if (first == null) {
                    market.low = 0;
                    market.high = 0;
                } else {
                    market.waiting.remove(first);
                    venue.brackets.enters(market, first);
                    forgetIfNoneWaits(market);
                    venue.enter(market, first);
                    venue.brackets.settle();
                    fired++;
                }
            }
        }
    }

    static void forgetIfNoneWaits(NaiveMarket market) {
        if (market.waiting.isEmpty()) {
            market.low = 0;
            market.high = 0;
        }
    }

    private static void trail(NaiveMarket market) {
        List<NaiveWaiting> trailing =
                market.waiting.stream().filter(NaiveWaiting::trails).toList();
        List<NaiveWaiting> inOrder = trailing.stream()
                .sorted(Comparator.comparing(NaiveWaiting::rises).thenComparing(nearest()))
                .toList();
        for (NaiveWaiting each : inOrder) {
            long now = each.rises()
                    ? Math.min(each.trigger, market.low + each.trail)
                    : Math.max(each.trigger, market.high - each.trail);
            if (now != each.trigger) {
                each.trigger = now;
                each.stamp = market.stamps++;
            }
        }
    }

    private static Comparator<NaiveWaiting> nearest() {
        return Comparator.<NaiveWaiting>comparingLong(
                        each -> each.rises() ? each.trigger : -each.trigger)
                .thenComparingLong(each -> each.stamp);
    }

    private static NaiveWaiting firstDue(NaiveMarket market) {
        return market.waiting.stream()
                .filter(each -> isDue(market, each))
                .min(Comparator.comparing(NaiveWaiting::trails)
                        .thenComparing(each -> !each.rises())
                        .thenComparing(nearest()))
                .orElse(null);
    }

    private static boolean isDue(NaiveMarket market, NaiveWaiting each) {
        long low = each.trails() ? market.lastPrice : market.low;
        long high = each.trails() ? market.lastPrice : market.high;
        return each.rises() ? each.trigger <= high : each.trigger >= low;
    }

    /** The bound that an order enters with. */
    static long boundNow(NaiveMarket market, NaiveWaiting waiting) {
        return waiting.isProtected && waiting.trails()
                ? bound(market.spec, waiting.order.side, waiting.trigger)
                : waiting.order.price;
    }
}
