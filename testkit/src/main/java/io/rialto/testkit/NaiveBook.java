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

    /** What the orders show that do not show all. */
    private final Map<Long, Slice> slices = new HashMap<>();

    private record Slice(long displayLots, long shownLots) {}

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
        slices.remove(orderId);
    }

    /** Lets a resting order show a part of itself at a time. */
    public void hide(long orderId, long displayLots, long shownLots) {
        slices.put(orderId, new Slice(displayLots, shownLots));
    }

    /** What a resting order shows. */
    public long shownLots(long orderId) {
        Slice slice = slices.get(orderId);
        return slice == null ? byId.get(orderId).lots() : slice.shownLots();
    }

    /** The most that a resting order shows at a time; 0 for all. */
    public long displayLots(long orderId) {
        Slice slice = slices.get(orderId);
        return slice == null ? 0 : slice.displayLots();
    }

    /** Lowers a resting order's quantity in its place. */
    public void reduce(long orderId, long byLots) {
        Resting order = byId.get(orderId);
        Resting smaller = order.less(byLots);
        List<Resting> queue = queues(order.side()).get(order.priceTicks());
        queue.set(queue.indexOf(order), smaller);
        byId.put(orderId, smaller);
        slices.computeIfPresent(
                orderId,
                (id, slice) -> new Slice(
                        slice.displayLots(), Math.min(slice.shownLots(), smaller.lots())));
    }

    /** Moves a resting order to the tail of a price. */
    public void move(long orderId, long priceTicks, long lots) {
        Resting order = byId.get(orderId);
        long display = displayLots(orderId);
        remove(orderId);
        add(new Resting(orderId, order.side(), priceTicks, lots, order.account(), order.group()));
        if (display != 0) {
            hide(orderId, display, Math.min(display, lots));
        }
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
            long lots = Math.min(left, shownLots(maker.orderId()));
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
        NaiveBook tried = copy();
        Aggressor unprevented = new Aggressor();
        unprevented.side = aggressor.side;
        unprevented.boundTicks = aggressor.boundTicks;
        unprevented.quantityLots = aggressor.quantityLots;
        unprevented.selfTradeGroup = aggressor.selfTradeGroup;
        unprevented.selfTradePrevention = aggressor.selfTradePrevention;
        Outcome outcome = tried.match(unprevented, UNLIMITED);
        long lots = 0;
        for (BookEvent event : outcome.events()) {
            switch (event) {
                case BookEvent.Fill fill -> lots += fill.lots();
                case BookEvent.SelfTradeCancel cancel -> {}
                case BookEvent.SelfTradeDecrement decrement -> {
                    return 0;
                }
            }
        }
        return lots;
    }

    /** A book with the same orders in the same queues. */
    public NaiveBook copy() {
        NaiveBook copy = new NaiveBook();
        for (Side side : Side.values()) {
            orders(side).forEach(copy::add);
        }
        copy.slices.putAll(slices);
        return copy;
    }

    /** Takes from an order; one that shows nothing any more shows the next part, from the tail. */
    private void shrink(Resting maker, long lots) {
        long id = maker.orderId();
        if (lots == maker.lots()) {
            remove(id);
            return;
        }
        Slice slice = slices.get(id);
        long shown = shownLots(id) - lots;
        reduce(id, lots);
        if (slice != null) {
            hide(id, slice.displayLots(), shown);
            if (shown == 0) {
                move(id, maker.priceTicks(), maker.lots() - lots);
            }
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
