package io.rialto.engine;

import io.rialto.matching.Book;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Manages resting orders with the passing of time, so after the command that changed something and
 * before any other: those that only reduce shrink to what is left to reduce, and those that follow a
 * price go where it went, last in the queue there. At most {@link #MOVED_MAX} are moved at a time; the
 * rest is due at once again.
 *
 * <p>Of orders that follow a price those go first that go away from the other side, so that none ever
 * meets another. One whose account cannot pay for the better price stays where it is.
 */
final class ManagedDesk {
    static final int MOVED_MAX = 64;

    private final Markets markets;
    private final OpenOrders open;
    private final Decision decision;
    private final Placement placement;
    private final WorkingOrder order = new WorkingOrder();
    private final List<Long> moving = new ArrayList<>();

    ManagedDesk(Markets markets, OpenOrders open, Decision decision, Placement placement) {
        this.markets = markets;
        this.open = open;
        this.decision = decision;
        this.placement = placement;
    }

    /** Whether {@link #passTime} has something to do. */
    boolean areDue() {
        List<Market> managing = open.managing();
        for (int place = 0; place < managing.size(); place++) {
            Market market = managing.get(place);
            boolean isMoving = collectMoving(market, true) || collectMoving(market, false);
            if (isMoving || firstExceeding(market) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Shrinks and moves what is to be, by market and order. */
    void passTime() {
        reduce();
        int moved = 0;
        List<Market> managing = open.managing();
        for (int place = 0; place < managing.size(); place++) {
            Market market = managing.get(place);
            for (boolean away : new boolean[] {true, false}) {
                boolean isMore = collectMoving(market, away);
                for (int i = 0; isMore && i < moving.size() && moved < MOVED_MAX; i++) {
                    moved += follow(market, moving.get(i)) ? 1 : 0;
                }
            }
        }
    }

    /** Lets those that only reduce shrink to what is left to reduce, the newest first. */
    void reduce() {
        List<Market> managing = open.managing();
        for (int place = managing.size() - 1; place >= 0; place--) {
            Market market = managing.get(place);
            long exceeding = firstExceeding(market);
            while (exceeding != 0) {
                shrink(market, exceeding);
                exceeding = firstExceeding(market);
            }
            market.managed.looked();
        }
    }

    /** The newest order that only reduces and is part of more than there is to reduce; 0 for none. */
    private long firstExceeding(Market market) {
        if (!market.managed.isTouched() || market.managed.reducing() == 0) {
            return 0;
        }
        for (Map.Entry<Long, ManagedOrder> entry :
                market.managed.all().descendingMap().entrySet()) {
            if (entry.getValue().reduceOnly() && exceeding(market, entry.getKey()) > 0) {
                return entry.getKey();
            }
        }
        return 0;
    }

    private long exceeding(Market market, long id) {
        int handle = market.handleOf(id);
        load(market, handle);
        return -decision.reducible(order);
    }

    private void shrink(Market market, long id) {
        long lots = exceeding(market, id);
        int handle = market.handleOf(id);
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
        moving.clear();
        if (market.managed.pegged() == 0 || !market.status.matches()) {
            return false;
        }
        for (Map.Entry<Long, ManagedOrder> entry : market.managed.all().entrySet()) {
            if (entry.getValue().isPegged()
                    && isMoving(market, entry.getKey(), entry.getValue(), away)) {
                moving.add(entry.getKey());
            }
        }
        return !moving.isEmpty();
    }

    private boolean isMoving(Market market, long id, ManagedOrder managed, boolean away) {
        int handle = market.handleOf(id);
        load(market, handle);
        long target = Managed.target(market, order.side, managed);
        if (target == Book.NO_PRICE || target == order.limitTicks) {
            return false;
        }
        boolean goesAway = order.isBuy() == (target < order.limitTicks);
        boolean meets =
                Market.crosses(order.side, target, market.touchTicks(order.side, Book.NONE));
        return goesAway == away && !meets && decision.mayMove(order, target);
    }

    /** Moves an order to where it belongs, if it still can. */
    private boolean follow(Market market, long id) {
        ManagedOrder managed = market.managed.get(id);
        int handle = market.handleOf(id);
        load(market, handle);
        long heldBefore = order.held;
        long target = Managed.target(market, order.side, managed);
        boolean meets =
                Market.crosses(order.side, target, market.touchTicks(order.side, Book.NONE));
        if (meets || !decision.mayMove(order, target)) {
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
