package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.matching.Book;

import java.util.List;

/**
 * Manages resting orders with the passing of time, so after the command that changed something and
 * before any other: those that only reduce shrink to what is left to reduce, and those that follow a
 * price go where it went, last in the queue there. At most {@link #MOVED_MAX} of a market are moved at
 * a time; the rest is due at once again. What is not in the state only spares looks that find nothing.
 *
 * <p>Of orders that follow a price those go first that go away from the other side, so that none ever
 * meets another. One whose account cannot pay for the other price stays where it is, as one that an
 * amendment could not take there.
 */
final class ManagedDesk {
    static final int MOVED_MAX = 64;

    private final Markets markets;
    private final OpenOrders open;
    private final Ledger ledger;
    private final Decision decision;
    private final Placement placement;
    private final WorkingOrder order = new WorkingOrder();
    private final long[] moving = new long[Managed.PEGGED_MAX];
    private int movingCount;

    private long looks;

    ManagedDesk(
            Markets markets,
            OpenOrders open,
            Ledger ledger,
            Decision decision,
            Placement placement) {
        this.markets = markets;
        this.open = open;
        this.ledger = ledger;
        this.decision = decision;
        this.placement = placement;
    }

    /** Whether {@link #passTime} has something to do. */
    boolean areDue() {
        List<Market> managing = open.managing();
        for (int place = 0; place < managing.size(); place++) {
            Market market = managing.get(place);
            if (isExceeding(market) || isMoving(market)) {
                return true;
            }
            market.managed.looked();
        }
        return false;
    }

    /** Whether any of a market's is to be moved; if it stands firm, no one looks until it changes. */
    private boolean isMoving(Market market) {
        Managed managed = market.managed;
        if (managed.isSettled(market, ledger)) {
            return false;
        }
        managed.look(market);
        boolean isMoving = collectMoving(market, true) || collectMoving(market, false);
        if (!isMoving) {
            managed.settled(market);
        }
        return isMoving;
    }

    /** Shrinks and moves what is to be, by market and order. */
    void passTime() {
        reduce();
        List<Market> managing = open.managing();
        for (int place = 0; place < managing.size(); place++) {
            Market market = managing.get(place);
            int moved = follow(market, true, 0);
            follow(market, false, moved);
        }
    }

    /** Lets those that only reduce shrink to what is left to reduce, the newest first. */
    void reduce() {
        List<Market> managing = open.managing();
        for (int at = managing.size() - 1; at >= 0; at--) {
            Market market = managing.get(at);
            ManagedTable reducing = market.managed.reducing();
            // What one loses only makes less of its own account exceed: once down is enough.
            for (int place = reducing.count() - 1;
                    market.managed.isTouched() && place >= 0;
                    place--) {
                if (exceeding(market, place) > 0) {
                    shrink(market, place);
                }
            }
            market.managed.looked();
        }
    }

    private boolean isExceeding(Market market) {
        int place = market.managed.isTouched() ? market.managed.reducing().count() - 1 : -1;
        while (place >= 0 && exceeding(market, place) <= 0) {
            place--;
        }
        return place >= 0;
    }

    /** By how much more is open than there is to reduce; of what was not touched nothing. */
    private long exceeding(Market market, int place) {
        ManagedTable reducing = market.managed.reducing();
        if (!market.managed.isTouched(reducing.seat(place))) {
            return 0;
        }
        load(market, market.handleOf(reducing.id(place)));
        return -decision.reducible(order);
    }

    private void shrink(Market market, int place) {
        int handle = market.handleOf(market.managed.reducing().id(place));
        long lots = exceeding(market, place);
        if (lots >= market.book.remainingLots(handle)) {
            open.close(market, handle, CloseReason.REDUCED);
        } else {
            open.reduce(market, handle, lots, false);
            market.book.reduce(handle, lots);
        }
    }

    /**
     * Collects the orders of a market that are not where they belong and can go there.
     *
     * @param away those that go away from the other side, or those that go nearer
     * @return whether there are any
     */
    private boolean collectMoving(Market market, boolean away) {
        Managed managed = market.managed;
        ManagedTable pegs = managed.pegs();
        movingCount = 0;
        if (pegs.count() == 0 || managed.isSettled(market, ledger) || !market.status.matches()) {
            return false;
        }
        managed.follow(market.book);
        for (int place = 0; place < pegs.count(); place++) {
            if (isMoving(market, pegs.id(place), pegs.at(place), away)) {
                moving[movingCount++] = pegs.id(place);
            }
        }
        return movingCount > 0;
    }

    private boolean isMoving(Market market, long id, ManagedOrder managed, boolean away) {
        looks++;
        load(market, market.handleOf(id));
        long target = market.managed.target(market, order.side, managed);
        if (target == Book.NO_PRICE || target == order.limitTicks) {
            return false;
        }
        boolean goesAway = order.isBuy() == (target < order.limitTicks);
        if (goesAway != away || meets(market, target)) {
            return false;
        }
        boolean mayMove = decision.mayMove(order, target);
        if (!mayMove) {
            int slot = market.ofContracts ? order.quoteSlot : order.payingSlot();
            market.managed.hindered(slot, ledger.available(slot));
        }
        return mayMove;
    }

    private boolean meets(Market market, long target) {
        return Market.crosses(order.side, target, market.touchTicks(order.side, Book.NONE));
    }

    /**
     * Moves the orders of a market that go away or nearer.
     *
     * @param before how many of the market were moved before
     * @return how many are moved then
     */
    private int follow(Market market, boolean away, int before) {
        int moved = before;
        collectMoving(market, away);
        for (int i = 0; i < movingCount && moved < MOVED_MAX; i++) {
            moved += follow(market, moving[i]) ? 1 : 0;
        }
        return moved;
    }

    /** Moves an order to where it belongs, if it still can. */
    private boolean follow(Market market, long id) {
        load(market, market.handleOf(id));
        long heldBefore = order.held;
        long target = market.managed.target(market, order.side, market.managed.get(id));
        if (meets(market, target) || !decision.mayMove(order, target)) {
            return false;
        }
        placement.move(order, heldBefore);
        return true;
    }

    private void load(Market market, int handle) {
        int seat = market.orders.seat(handle);
        order.clear();
        order.market = market;
        order.account = open.seats.account(seat);
        order.accountIndex = open.seats.accountIndex(seat);
        order.load(handle);
        order.seat = seat;
        order.baseSlot = open.seats.baseSlot(seat);
        order.quoteSlot = open.seats.quoteSlot(seat);
    }

    /** How often an order that follows was looked at: what this costs where nothing moves. */
    long looks() {
        return looks;
    }

    void write(ManagedRecords sink) {
        for (int index = 0; index < markets.count(); index++) {
            Market market = markets.at(index);
            market.managed.write(market, sink);
        }
    }

    void restore(ManagedRecords.ManagedRecord from) {
        Market market = markets.get(from.market());
        int handle = market.handleOf(from.order());
        if (from.display() != 0) {
            market.book.hide(handle, from.display() / market.lot, from.shown() / market.lot);
        }
        if (from.peg() != Peg.NONE || from.reduceOnly()) {
            boolean isPegged = from.peg() != Peg.NONE;
            open.manage(
                    market,
                    from.order(),
                    new ManagedOrder(
                            from.peg(),
                            from.offset() / market.tick,
                            isPegged ? market.ticks(from.limit()) : 0,
                            from.reduceOnly()));
        }
    }
}
