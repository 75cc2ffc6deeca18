package io.rialto.engine;

import io.rialto.matching.Book;
import io.rialto.matching.MatchEnd;
import io.rialto.matching.SelfTradePrevention;
import io.rialto.money.Fees;
import io.rialto.money.Side;

/**
 * The order that a command is about: its terms as decided and what became of it so far. There is one,
 * reused from command to command.
 */
final class WorkingOrder {

    Market market;
    long account;
    int accountIndex;

    /** The account's, as the book knows it. */
    int selfTradeGroup;

    /** NONE until the order is accepted from an account without one. */
    int seat;

    /** The ledger's slots of what it trades with; may be NONE until it is accepted. */
    int baseSlot;

    int quoteSlot;

    /** 0 until it is accepted. */
    long orderId;

    /** The resting order that is being amended, or NONE. */
    int handle;

    /** A resting order to be decided upon as if it were gone, or NONE. */
    int ignoredHandle;

    final ClientOrderId clientOrderId = new ClientOrderId();
    Side side = Side.BUY;
    OrderType orderType = OrderType.LIMIT;
    TimeInForce timeInForce = TimeInForce.GTC;
    SelfTradePrevention selfTradePrevention = SelfTradePrevention.NONE;
    boolean postOnly;
    long expiresAt;

    /** The worst price it may trade at. */
    long limitTicks;

    /** Filled part included; 0 for an order by budget alone. */
    long quantityLots;

    /** The most it may spend in quote minor units, fees included; 0 for no budget. */
    long budget;

    int makerFeePpm;
    int takerFeePpm;
    long filledLots;
    long remainingLots;
    long makerNotional;
    long takerNotional;
    long unchargedNotional;
    long makerFees;
    long takerFees;
    long held;

    /** The most that it shows at a time; 0 for all. */
    long displayLots;

    /** What it follows, how far from it, and the worst price that it goes to. */
    Peg peg = Peg.NONE;

    long pegOffsetTicks;
    long pegLimitTicks;

    /** It may only bring the position nearer to zero, while it rests too. */
    boolean reduceOnly;

    /** What is to sell again what it buys, or null. */
    Exits exits;

    /** It waits, or waited, for a price: it holds by its limit or bound, whatever its type. */
    boolean isConditional;

    /** Back to an order of which nothing has become. */
    void clear() {
        orderId = 0;
        handle = Book.NONE;
        ignoredHandle = Book.NONE;
        filledLots = 0;
        makerNotional = 0;
        takerNotional = 0;
        unchargedNotional = 0;
        makerFees = 0;
        takerFees = 0;
        held = 0;
        isConditional = false;
        displayLots = 0;
        peg = Peg.NONE;
        reduceOnly = false;
        exits = null;
    }

    /** Whether the venue does something with it while it rests. */
    boolean isManaged() {
        return displayLots != 0 || peg != Peg.NONE || reduceOnly;
    }

    /** Takes on a resting order of its market as it is. */
    void load(int resting) {
        Book book = market.book;
        OrderSlab slab = market.orders;
        handle = resting;
        orderId = book.orderId(resting);
        side = book.side(resting);
        orderType = OrderType.LIMIT;
        timeInForce = slab.timeInForce(resting);
        selfTradePrevention = slab.selfTradePrevention(resting);
        postOnly = slab.postOnly(resting);
        expiresAt = slab.expiresAt(resting);
        limitTicks = book.priceTicks(resting);
        remainingLots = book.remainingLots(resting);
        filledLots = slab.filledLots(resting);
        quantityLots = filledLots + remainingLots;
        budget = 0;
        makerFeePpm = slab.makerFeePpm(resting);
        takerFeePpm = slab.takerFeePpm(resting);
        makerNotional = slab.makerNotional(resting);
        takerNotional = slab.takerNotional(resting);
        unchargedNotional = slab.unchargedNotional(resting);
        makerFees = slab.makerFees(resting);
        takerFees = slab.takerFees(resting);
        held = slab.held(resting);
        displayLots = book.displayLots(resting);
    }

    boolean isBuy() {
        return side == Side.BUY;
    }

    /** The ledger's slot of what it pays with, and holds. */
    int payingSlot() {
        return isBuy() || market.ofContracts ? quoteSlot : baseSlot;
    }

    boolean byBudgetAlone() {
        return quantityLots == 0;
    }

    /** Whether what does not trade at once stays in the book. */
    boolean mayRest() {
        return orderType == OrderType.LIMIT
                && timeInForce != TimeInForce.IOC
                && timeInForce != TimeInForce.FOK;
    }

    /** Whether it counts as open: it may come to rest, or waits before it may do anything. */
    boolean mayStand() {
        return mayRest() || isConditional;
    }

    /** How many open orders it counts as, its exits included. */
    int places() {
        return (mayStand() ? 1 : 0) + (exits == null ? 0 : Exits.COUNT);
    }

    /** Whether its hold follows from its limit; that of a market order to buy is what it will spend. */
    boolean holdsByLimit() {
        return orderType == OrderType.LIMIT || isConditional;
    }

    long fees() {
        return makerFees + takerFees;
    }

    /** What it must hold now; of contracts only the fees that it could still cost. */
    long requiredHold() {
        if (!isBuy() && !market.ofContracts) {
            return market.quantity(remainingLots);
        }
        long rest = market.feeNotional(limitTicks, remainingLots);
        long hold =
                Holds.forBuy(rest, makerNotional, takerNotional, fees(), makerFeePpm, takerFeePpm);
        return market.ofContracts ? hold - rest : hold;
    }

    /**
     * Counts a fill in which it takes.
     *
     * @return the fee on it
     */
    long charge(long notional, long lots) {
        filledLots += lots;
        remainingLots -= lots;
        takerNotional += notional;
        long feesBefore = takerFees;
        takerFees = Fees.charge(takerNotional, takerFeePpm);
        return takerFees - feesBefore;
    }

    /**
     * Brings its hold down after a fill.
     *
     * @param cost what the fill costs if it buys, fee included
     * @return the change of the hold, never positive
     */
    long adjustHold(long cost) {
        long before = held;
        if (holdsByLimit() || (!isBuy() && !market.ofContracts)) {
            held = requiredHold();
        } else if (isBuy() && !market.ofContracts) {
            held = before - cost;
        }
        return held - before;
    }

    /**
     * Loses lots to an own order that it met, without a trade.
     *
     * @return whether that ends it; what it lost then stays its unfilled part
     */
    boolean decrement(long lots) {
        if (remainingLots == lots) {
            return true;
        }
        remainingLots -= lots;
        quantityLots -= lots;
        if (holdsByLimit() || (!isBuy() && !market.ofContracts)) {
            held = requiredHold();
        }
        return false;
    }

    /** How many lots its budget still pays for at a price when it has traded so much. */
    long affordableLots(long priceTicks, long wantedLots, long tradedNotional) {
        if (budget == 0) {
            return wantedLots;
        }
        long spendable = Holds.affordableNotional(budget, takerFeePpm) - tradedNotional;
        long each = market.notional(priceTicks, 1);
        return each > 0 ? Math.min(wantedLots, spendable / each) : wantedLots;
    }

    /**
     * Why it ends after matching, or null if what is left of it rests.
     *
     * @param byDecrement whether its last lots were lost rather than traded
     */
    CloseReason endedBy(MatchEnd end, boolean byDecrement) {
        return switch (end) {
            case FILLED -> byDecrement ? CloseReason.SELF_TRADE : CloseReason.FILLED;
            case SELF_TRADE -> CloseReason.SELF_TRADE;
            case UNAFFORDABLE ->
                byBudgetAlone() && filledLots > 0 ? CloseReason.FILLED : CloseReason.REMAINDER;
            case NO_MORE_LIQUIDITY, BOUND -> mayRest() ? null : CloseReason.REMAINDER;
        };
    }

    /** What is left of it in base minor units; an order by budget alone has no such number. */
    long remainingQuantity() {
        return byBudgetAlone() ? 0 : market.quantity(remainingLots);
    }

    /** States its terms. */
    void describe(EventSink.OrderAccepted into) {
        into.market = market.id;
        into.order = orderId;
        into.account = account;
        into.clientOrderId.set(clientOrderId);
        into.price = market.price(limitTicks);
        into.quantity = market.quantity(quantityLots);
        into.budget = budget;
        into.expiresAt = expiresAt;
        into.makerFeePpm = makerFeePpm;
        into.takerFeePpm = takerFeePpm;
        into.side = side;
        into.orderType = orderType;
        into.timeInForce = timeInForce;
        into.selfTradePrevention = selfTradePrevention;
        into.postOnly = postOnly;
    }

    /** Reports it as it is now. */
    void report(Outcome outcome, CloseReason ended) {
        outcome.id = orderId;
        outcome.filledQuantity = market.quantity(filledLots);
        outcome.filledNotional =
                market.notionalOf(makerNotional + takerNotional + unchargedNotional, filledLots);
        outcome.fees = fees();
        outcome.remaining = ended == null ? market.quantity(remainingLots) : 0;
        outcome.state = state(ended);
    }

    OrderState state(CloseReason ended) {
        if (ended != null) {
            return ended == CloseReason.FILLED ? OrderState.FILLED : OrderState.CANCELLED;
        }
        return filledLots == 0 ? OrderState.OPEN : OrderState.PARTIALLY_FILLED;
    }
}
