package io.rialto.testkit;

import io.rialto.matching.Aggressor;
import io.rialto.matching.MatchEnd;
import io.rialto.matching.SelfTradePrevention;
import io.rialto.money.Side;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;

/**
 * The naive twin of {@link io.rialto.matching.Book}: the same rules, written to be read and not to
 * be fast. A queue is a list, a side is a sorted map of queues, and a simulation matches a copy.
 */
public final class NaiveBook {

    /** An affordability for whoever can pay for everything. */
    public static final LongBinaryOperator UNLIMITED = (priceTicks, wantedLots) -> wantedLots;

    /** A resting order. */
    public record Resting(
            long orderId, Side side, long priceTicks, long lots, int account, int group) {

        Resting less(long byLots) {
            return new Resting(orderId, side, priceTicks, lots - byLots, account, group);
        }
    }

    /** What came of matching: why it stopped, what is left of the aggressor, what happened. */
    public record Outcome(MatchEnd end, long leftLots, List<BookEvent> events) {}

    private final SortedMap<Long, List<Resting>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final SortedMap<Long, List<Resting>> asks = new TreeMap<>();
    private final Map<Long, Resting> byId = new HashMap<>();

    /** Lets an order rest at the tail of its price. */
    public void add(Resting order) {
        queues(order.side())
                .computeIfAbsent(order.priceTicks(), price -> new ArrayList<>())
                .add(order);
        byId.put(order.orderId(), order);
    }

    /** Takes a resting order off the book. */
    public void remove(long orderId) {
        Resting order = byId.remove(orderId);
        List<Resting> queue = queues(order.side()).get(order.priceTicks());
        queue.remove(order);
        if (queue.isEmpty()) {
            queues(order.side()).remove(order.priceTicks());
        }
    }

    /** Lowers a resting order's quantity in its place. */
    public void reduce(long orderId, long byLots) {
        Resting order = byId.get(orderId);
        Resting smaller = order.less(byLots);
        List<Resting> queue = queues(order.side()).get(order.priceTicks());
        queue.set(queue.indexOf(order), smaller);
        byId.put(orderId, smaller);
    }

    /** Moves a resting order to the tail of a price. */
    public void move(long orderId, long priceTicks, long lots) {
        Resting order = byId.get(orderId);
        remove(orderId);
        add(new Resting(orderId, order.side(), priceTicks, lots, order.account(), order.group()));
    }

    /** Whether an order rests. */
    public boolean contains(long orderId) {
        return byId.containsKey(orderId);
    }

    /** A resting order by its id. */
    public Resting order(long orderId) {
        return byId.get(orderId);
    }

    /** How many orders rest. */
    public int orders() {
        return byId.size();
    }

    /** A side's orders in the order in which they would trade. */
    public List<Resting> orders(Side side) {
        return queues(side).values().stream().flatMap(List::stream).toList();
    }

    /** A side's queues by price, best first. */
    public Map<Long, List<Resting>> levels(Side side) {
        return queues(side);
    }

    /** Matches the aggressor, whose fields are only read. */
    public Outcome match(Aggressor aggressor, LongBinaryOperator affordableLots) {
        List<BookEvent> events = new ArrayList<>();
        long left = aggressor.quantityLots;
        while (left > 0) {
            SortedMap<Long, List<Resting>> makers = queues(aggressor.side.opposite());
            if (makers.isEmpty()) {
                return new Outcome(MatchEnd.NO_MORE_LIQUIDITY, left, events);
            }
            Resting maker = makers.get(makers.firstKey()).getFirst();
            if (isBeyondBound(maker, aggressor)) {
                return new Outcome(MatchEnd.BOUND, left, events);
            }
            long lots = Math.min(left, maker.lots());
            if (isItsOwn(maker, aggressor)) {
                switch (aggressor.selfTradePrevention) {
                    case NONE -> throw new IllegalStateException("nothing to avoid");
                    case CANCEL_NEWEST -> {
                        return new Outcome(MatchEnd.SELF_TRADE, left, events);
                    }
                    case CANCEL_OLDEST -> {
                        events.add(new BookEvent.SelfTradeCancel(maker.orderId()));
                        remove(maker.orderId());
                    }
                    case CANCEL_BOTH -> {
                        events.add(new BookEvent.SelfTradeCancel(maker.orderId()));
                        remove(maker.orderId());
                        return new Outcome(MatchEnd.SELF_TRADE, left, events);
                    }
                    case DECREMENT -> {
                        events.add(new BookEvent.SelfTradeDecrement(maker.orderId(), lots));
                        shrink(maker, lots);
                        left -= lots;
                    }
                }
                continue;
            }
            long affordable = affordableLots.applyAsLong(maker.priceTicks(), lots);
            if (affordable > 0) {
                events.add(new BookEvent.Fill(maker.orderId(), maker.priceTicks(), affordable));
                shrink(maker, affordable);
                left -= affordable;
            }
            if (affordable < lots) {
                return new Outcome(MatchEnd.UNAFFORDABLE, left, events);
            }
        }
        return new Outcome(MatchEnd.FILLED, left, events);
    }

    /** What {@link #match} would do. */
    public Outcome simulate(Aggressor aggressor, LongBinaryOperator affordableLots) {
        return copy().match(aggressor, affordableLots);
    }

    /** What a fill-or-kill order could really take; VENUE-RULES, section 3. */
    public long fillOrKillLots(Aggressor aggressor) {
        long lots = 0;
        for (Resting maker : orders(aggressor.side.opposite())) {
            if (lots >= aggressor.quantityLots || isBeyondBound(maker, aggressor)) {
                break;
            }
            if (!isItsOwn(maker, aggressor)) {
                lots += maker.lots();
            } else if (aggressor.selfTradePrevention == SelfTradePrevention.DECREMENT) {
                return 0;
            } else if (aggressor.selfTradePrevention != SelfTradePrevention.CANCEL_OLDEST) {
                break;
            }
        }
        return Math.min(lots, aggressor.quantityLots);
    }

    /** A book with the same orders in the same queues. */
    public NaiveBook copy() {
        NaiveBook copy = new NaiveBook();
        for (Side side : Side.values()) {
            orders(side).forEach(copy::add);
        }
        return copy;
    }

    private void shrink(Resting maker, long lots) {
        if (lots == maker.lots()) {
            remove(maker.orderId());
        } else {
            reduce(maker.orderId(), lots);
        }
    }

    private static boolean isBeyondBound(Resting maker, Aggressor aggressor) {
        return aggressor.side == Side.BUY
                ? maker.priceTicks() > aggressor.boundTicks
                : maker.priceTicks() < aggressor.boundTicks;
    }

    private static boolean isItsOwn(Resting maker, Aggressor aggressor) {
        return aggressor.selfTradePrevention != SelfTradePrevention.NONE
                && aggressor.selfTradeGroup != 0
                && aggressor.selfTradeGroup == maker.group();
    }

    private SortedMap<Long, List<Resting>> queues(Side side) {
        return side == Side.BUY ? bids : asks;
    }
}
