package io.rialto.matching;

import io.rialto.money.Check;
import io.rialto.money.InvariantBrokenException;
import io.rialto.money.Side;

/**
 * The order book of one market: resting orders by price, then time, and the matching against them.
 *
 * <p>An order that rests has a <i>handle</i>, a small number that stays the same until the order
 * leaves the book and may then be used for another. What the book does not need to know of an order
 * is kept by the caller in arrays under the same handle. Prices are ticks, 1 to 2^62 - 1;
 * quantities are lots, positive, and the caller's limits keep their sum at one price below 2^63.
 *
 * <p>The sides do not know of each other: orders that cross may rest, as in an auction's
 * collection. Adding every order to an empty book in priority order restores a book.
 *
 * <p>One thread. Adding, removing and matching cost the same however many orders rest; nothing is
 * allocated but by growth. A call with a handle that names no resting order, an order id that
 * already rests, or a price or quantity out of range is the caller's bug, and undefined where it is
 * not checked.
 */
public final class Book {

    /** No order. */
    public static final int NONE = Slab.NONE;

    /** No price. */
    public static final long NO_PRICE = 0;

    private static final int ORDERS_MIN = 16;

    private final Slab slab;
    private final Ladder bids;
    private final Ladder asks;
    private final OrderIndex index = new OrderIndex();
    private final Icebergs icebergs = new Icebergs();
    private final Rehearsal rehearsal;

    /** A small empty book, which grows. */
    public Book() {
        this(ORDERS_MIN);
    }

    /**
     * @param ordersExpected resting orders up to which the book does not grow
     */
    public Book(int ordersExpected) {
        slab = new Slab(Ladder.TICKS_MIN << 1, Math.max(ORDERS_MIN, ordersExpected));
        rehearsal = new Rehearsal(slab, icebergs);
        bids = new Ladder(slab, Side.BUY);
        asks = new Ladder(slab, Side.SELL);
    }

    // Changes.

    /**
     * Lets an order rest at the tail of its price.
     *
     * @param orderId not resting yet; ids of a market ascend without large gaps
     * @param account kept for the caller
     * @param selfTradeGroup the owner's group, 0 for none
     * @return the order's handle
     */
    public int add(
            Side side,
            long priceTicks,
            long quantityLots,
            long orderId,
            int account,
            int selfTradeGroup) {
        Check.that(priceTicks > 0 && priceTicks < Ladder.PRICE_LIMIT, "a price is in range");
        Check.that(quantityLots > 0, "a resting order has a positive quantity");
        Ladder ladder = ladder(side);
        long rank = ladder.rank(priceTicks);
        int handle = slab.take(key(side, rank), quantityLots, orderId, account, selfTradeGroup);
        ladder.append(rank, handle);
        index.put(orderId, handle);
        return handle;
    }

    /** Takes a resting order off the book. */
    public void remove(int handle) {
        Check.that(slab.isResting(handle), "only a resting order is removed");
        long key = slab.key(handle);
        ladder(key).unlink(rank(key), handle);
        index.remove(slab.orderId(handle));
        slab.free(handle);
        icebergs.melt(handle);
    }

    /**
     * Lets a resting order show a part of itself at a time: matching takes that part in its turn, and
     * then the next part, from the tail of its price. Everything else counts the whole.
     *
     * @param displayLots the most that is shown at a time, positive
     * @param shownLots what of it is to be taken now, 1 to the smaller of displayLots and what remains
     */
    public void hide(int handle, long displayLots, long shownLots) {
        Check.that(slab.isResting(handle), "only a resting order hides");
        boolean isPart = shownLots > 0 && shownLots <= Math.min(displayLots, slab.lots(handle));
        Check.that(isPart, "what is shown is a part");
        icebergs.freeze(handle, displayLots, shownLots);
    }

    /**
     * Lowers a resting order's quantity; it keeps its place in the queue. What it hides goes first.
     *
     * @param byLots positive and less than what remains
     */
    public void reduce(int handle, long byLots) {
        Check.that(byLots > 0 && byLots < slab.lots(handle), "a reduction leaves a quantity");
        long key = slab.key(handle);
        slab.addLots(ladder(key).level(rank(key)), -byLots);
        slab.addLots(handle, -byLots);
        icebergs.limit(handle, slab.lots(handle));
    }

    /**
     * Moves a resting order to the tail of a price of its side, the same or another, with another
     * quantity. It keeps its handle and id; it loses its place in the queue and does not match.
     */
    public void move(int handle, long priceTicks, long quantityLots) {
        Check.that(priceTicks > 0 && priceTicks < Ladder.PRICE_LIMIT, "a price is in range");
        Check.that(quantityLots > 0, "a resting order has a positive quantity");
        Check.that(slab.isResting(handle), "only a resting order is moved");
        long key = slab.key(handle);
        Ladder ladder = ladder(key);
        ladder.unlink(rank(key), handle);
        long rank = ladder.rank(priceTicks);
        slab.change(handle, (rank << 1) | (key & 1), quantityLots);
        ladder.append(rank, handle);
        icebergs.surface(handle, quantityLots);
    }

    // Matching.

    /**
     * Matches an incoming order with the opposite side, best price first, then oldest first, at the
     * makers' prices. Makers that are used up leave the book.
     *
     * @param aggressor its quantity is lowered by what it traded or lost to a decrement
     */
    public MatchEnd match(Aggressor aggressor, MatchListener listener) {
        Check.that(aggressor.ignoredHandle == NONE, "matching passes over no order");
        return match(aggressor, listener, true);
    }

    /**
     * Tells what {@link #match} would do, by the same calls, the same result and the same change of
     * the aggressor's quantity, and leaves the book as it is.
     */
    public MatchEnd simulate(Aggressor aggressor, MatchListener listener) {
        return icebergs.isEmpty()
                ? match(aggressor, listener, false)
                : rehearsal.match(ladder(aggressor.side.opposite()), aggressor, listener);
    }

    private MatchEnd match(Aggressor aggressor, MatchListener listener, boolean executes) {
        Check.that(aggressor.quantityLots > 0, "an aggressor wants something");
        Ladder makers = ladder(aggressor.side.opposite());
        long bound = Math.min(makers.rank(aggressor.boundTicks), Ladder.NO_RANK - 1);
        boolean avoidsItsOwn = aggressor.avoidsItsOwn();
        long rank = makers.bestRank();
        while (rank <= bound) {
            long priceTicks = makers.priceTicks(rank);
            int maker = slab.next(makers.level(rank));
            while (maker >= 0) {
                int following = slab.next(maker);
                if (maker == aggressor.ignoredHandle) {
                    maker = following;
                    continue;
                }
                if (avoidsItsOwn && slab.group(maker) == aggressor.selfTradeGroup) {
                    if (avoidSelfTrade(aggressor, maker, listener, executes)) {
                        return MatchEnd.SELF_TRADE;
                    }
                } else {
                    long wanted = Math.min(aggressor.quantityLots, turnLots(maker));
                    long lots = listener.affordableLots(priceTicks, wanted);
                    if (lots > 0) {
                        listener.onFill(maker, priceTicks, lots);
                        take(aggressor, maker, lots, listener, executes);
                    }
                    if (lots < wanted) {
                        return MatchEnd.UNAFFORDABLE;
                    }
                }
                if (aggressor.quantityLots == 0) {
                    return MatchEnd.FILLED;
                }
                // An order that went to the tail behind this one comes by the best price again.
                maker = following;
            }
            rank = executes ? makers.bestRank() : makers.nextRank(rank);
        }
        return rank == Ladder.NO_RANK ? MatchEnd.NO_MORE_LIQUIDITY : MatchEnd.BOUND;
    }

    /**
     * @return whether the aggressor stops here
     */
    private boolean avoidSelfTrade(
            Aggressor aggressor, int maker, MatchListener listener, boolean executes) {
        switch (aggressor.selfTradePrevention) {
            case NONE -> throw new InvariantBrokenException("the aggressor avoids its own");
            case CANCEL_NEWEST -> {}
            case CANCEL_OLDEST, CANCEL_BOTH -> {
                listener.onSelfTradeCancel(maker);
                if (executes) {
                    remove(maker);
                }
            }
            case DECREMENT -> {
                long lots = Math.min(aggressor.quantityLots, turnLots(maker));
                listener.onSelfTradeDecrement(maker, lots);
                take(aggressor, maker, lots, listener, executes);
            }
        }
        return aggressor.selfTradePrevention == SelfTradePrevention.CANCEL_NEWEST
                || aggressor.selfTradePrevention == SelfTradePrevention.CANCEL_BOTH;
    }

    private void take(
            Aggressor aggressor, int maker, long lots, MatchListener listener, boolean executes) {
        aggressor.quantityLots -= lots;
        if (executes) {
            if (lots == slab.lots(maker)) {
                remove(maker);
            } else if (icebergs.isEmpty()) {
                reduce(maker, lots);
            } else {
                takeTurn(maker, lots, listener);
            }
        }
    }

    /** Takes a part of an order; one that hides and has nothing shown any more goes to the tail. */
    private void takeTurn(int maker, long lots, MatchListener listener) {
        long key = slab.key(maker);
        slab.addLots(ladder(key).level(rank(key)), -lots);
        slab.addLots(maker, -lots);
        if (icebergs.take(maker, lots)) {
            move(maker, priceTicks(maker), slab.lots(maker));
            listener.onShown(maker);
        }
    }

    /** What an order trades before it is the next one's turn. */
    private long turnLots(int handle) {
        return icebergs.isEmpty() ? slab.lots(handle) : icebergs.turn(handle, slab.lots(handle));
    }

    /**
     * How many lots a fill-or-kill order could really take, up to its quantity and bound; what it
     * can pay for is not looked at. VENUE-RULES, section 3:
     *
     * <ul>
     *   <li>no self-trade prevention: everything;
     *   <li>cancel newest, cancel both: up to the first own order;
     *   <li>cancel oldest: everything but own orders;
     *   <li>decrement: nothing if it would meet an own order before it is filled.
     * </ul>
     */
    public long fillOrKillLots(Aggressor aggressor) {
        Check.that(aggressor.quantityLots > 0, "an aggressor wants something");
        Ladder makers = ladder(aggressor.side.opposite());
        long bound = Math.min(makers.rank(aggressor.boundTicks), Ladder.NO_RANK - 1);
        boolean avoidsItsOwn = aggressor.avoidsItsOwn();
        long lots = aggressor.quantityLots;
        long rank = makers.bestRank();
        while (rank <= bound && lots > 0) {
            int level = makers.level(rank);
            if (!avoidsItsOwn && aggressor.ignoredHandle == NONE) {
                lots -= Math.min(lots, slab.lots(level));
            } else {
                int maker = slab.next(level);
                long hidden = 0;
                while (maker >= 0 && lots > 0) {
                    if (maker == aggressor.ignoredHandle) {
                        maker = slab.next(maker);
                        continue;
                    }
                    if (!avoidsItsOwn || slab.group(maker) != aggressor.selfTradeGroup) {
                        lots -= Math.min(lots, turnLots(maker));
                        hidden += slab.lots(maker) - turnLots(maker);
                    } else if (aggressor.selfTradePrevention == SelfTradePrevention.DECREMENT) {
                        return 0;
                    } else if (aggressor.selfTradePrevention != SelfTradePrevention.CANCEL_OLDEST) {
                        return aggressor.quantityLots - lots;
                    }
                    maker = slab.next(maker);
                }
                // What is hidden comes to the tail, behind all orders of the price.
                lots -= Math.min(lots, hidden);
            }
            rank = makers.nextRank(rank);
        }
        return aggressor.quantityLots - lots;
    }

    // Orders.

    /** The handle of a resting order by its id, or NONE. */
    public int handleOf(long orderId) {
        return index.handleOf(orderId);
    }

    /** The order of a side that trades first, or NONE. */
    public int best(Side side) {
        Ladder ladder = ladder(side);
        return first(ladder, ladder.bestRank());
    }

    /** The order of the same side that trades after this one, or NONE. */
    public int next(int handle) {
        int next = slab.next(handle);
        if (next >= 0) {
            return next;
        }
        long key = slab.key(handle);
        Ladder ladder = ladder(key);
        return first(ladder, ladder.nextRank(rank(key)));
    }

    private int first(Ladder ladder, long rank) {
        return rank == Ladder.NO_RANK ? NONE : slab.next(ladder.level(rank));
    }

    /** Whether an order rests under the handle. */
    public boolean isResting(int handle) {
        return slab.isResting(handle);
    }

    /** The side of a resting order. */
    public Side side(int handle) {
        return (slab.key(handle) & 1) == 0 ? Side.BUY : Side.SELL;
    }

    /** The price of a resting order. */
    public long priceTicks(int handle) {
        long key = slab.key(handle);
        return ladder(key).priceTicks(rank(key));
    }

    /** The lots of a resting order that are not filled yet. */
    public long remainingLots(int handle) {
        return slab.lots(handle);
    }

    /** The most that a resting order shows at a time; 0 for one that shows all. */
    public long displayLots(int handle) {
        return icebergs.displayLots(handle);
    }

    /** What of a resting order is shown. */
    public long shownLots(int handle) {
        return turnLots(handle);
    }

    /** How many resting orders do not show all. */
    public int icebergs() {
        return icebergs.count();
    }

    /** The id of a resting order. */
    public long orderId(int handle) {
        return slab.orderId(handle);
    }

    /** The account that a resting order was added with. */
    public int account(int handle) {
        return slab.account(handle);
    }

    /** The self-trade group that a resting order was added with. */
    public int selfTradeGroup(int handle) {
        return slab.group(handle);
    }

    /** Gives a resting order another group; it keeps its place. */
    public void selfTradeGroup(int handle, int selfTradeGroup) {
        Check.that(slab.isResting(handle), "only a resting order has a group");
        slab.group(handle, selfTradeGroup);
    }

    /** How many orders rest. */
    public int orders() {
        return bids.orders() + asks.orders();
    }

    /** How many orders of a side rest. */
    public int orders(Side side) {
        return ladder(side).orders();
    }

    /** One more than the highest handle used so far: the size that arrays by handle need. */
    public int handlesMax() {
        return slab.handlesMax();
    }

    // Levels.

    /** How many prices of a side have orders. */
    public int levels(Side side) {
        return ladder(side).levels();
    }

    /** The best price of a side, or NO_PRICE. */
    public long bestPriceTicks(Side side) {
        Ladder ladder = ladder(side);
        return priceTicks(ladder, ladder.bestRank());
    }

    /**
     * The best price of a side that is worse than the given one, or NO_PRICE. With
     * {@link #bestPriceTicks}, {@link #levelLots} and {@link #levelOrders} this walks the depth.
     */
    public long nextPriceTicks(Side side, long priceTicks) {
        Ladder ladder = ladder(side);
        return priceTicks(ladder, ladder.nextRank(ladder.rank(priceTicks)));
    }

    /** The lots that rest at a price of a side, 0 if none. */
    public long levelLots(Side side, long priceTicks) {
        Ladder ladder = ladder(side);
        long rank = ladder.rank(priceTicks);
        return ladder.isOccupied(rank) ? slab.lots(ladder.level(rank)) : 0;
    }

    /** The orders that rest at a price of a side, 0 if none. */
    public int levelOrders(Side side, long priceTicks) {
        Ladder ladder = ladder(side);
        long rank = ladder.rank(priceTicks);
        return ladder.isOccupied(rank) ? slab.orders(ladder.level(rank)) : 0;
    }

    private static long priceTicks(Ladder ladder, long rank) {
        return rank == Ladder.NO_RANK ? NO_PRICE : ladder.priceTicks(rank);
    }

    // A key is a rank with the side in its lowest bit.

    private static long key(Side side, long rank) {
        return (rank << 1) | (side == Side.BUY ? 0 : 1);
    }

    private static long rank(long key) {
        return key >>> 1;
    }

    private Ladder ladder(long key) {
        return (key & 1) == 0 ? bids : asks;
    }

    private Ladder ladder(Side side) {
        return side == Side.BUY ? bids : asks;
    }
}
