package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.matching.Book;

/** Does what was decided with an order: takes it in, lets it take, lets the rest stand or end. */
final class Placement {

    private final OpenOrders open;
    private final Ledger ledger;
    private final Settlement settlement;
    private final Postings postings;
    private final EventSink events;
    private final LogTime time;
    private final OrderRates rates;
    private final Breaker breaker;
    private final EventSink.OrderAccepted accepted = new EventSink.OrderAccepted();

    Placement(
            OpenOrders open,
            Ledger ledger,
            Settlement settlement,
            Postings postings,
            EventSink events,
            LogTime time,
            OrderRates rates,
            Breaker breaker) {
        this.open = open;
        this.ledger = ledger;
        this.settlement = settlement;
        this.postings = postings;
        this.events = events;
        this.time = time;
        this.rates = rates;
        this.breaker = breaker;
    }

    /** Takes in a new order that {@link Decision#place} let pass. */
    void place(WorkingOrder order, Outcome outcome) {
        order.ignoredHandle = Book.NONE;
        accept(order);
        CloseReason ended = take(order);
        if (ended == null) {
            open.add(order, time.now);
            checkCovered(order);
            tellRested(order);
        } else {
            tellClosed(order, ended, false);
        }
        haltIfOutside(order.market);
        order.report(outcome, ended);
    }

    /** Enters a resting order with the other terms that {@link Decision#amend} let pass. */
    void amend(WorkingOrder order, long heldBefore, Outcome outcome) {
        Market market = order.market;
        tellAmended(order);
        if (market.ofContracts) {
            open.unexpose(market, order.handle);
        }
        hold(order, order.held - heldBefore);
        CloseReason ended = take(order);
        if (ended == null) {
            open.move(order);
            checkCovered(order);
            tellRested(order);
        } else {
            tellClosed(order, ended, true);
            market.links.left(order.orderId, order.filledLots);
            open.remove(market, order.handle);
        }
        rates.count(market, order.seat, time.now);
        haltIfOutside(market);
        order.report(outcome, ended);
    }

    /** Lets a resting order rest at another price of its side, last in the queue there. */
    void move(WorkingOrder order, long heldBefore) {
        tellAmended(order);
        if (order.market.ofContracts) {
            open.unexpose(order.market, order.handle);
        }
        hold(order, order.held - heldBefore);
        open.move(order);
        checkCovered(order);
        tellRested(order);
    }

    private void tellAmended(WorkingOrder order) {
        Market market = order.market;
        events.orderAmended(
                market.id,
                order.orderId,
                order.account,
                ++market.update,
                market.price(order.limitTicks),
                market.quantity(order.quantityLots),
                market.quantity(order.remainingLots));
    }

    /** What ended the order by taking, or null; where orders collect nothing is taken. */
    private CloseReason take(WorkingOrder order) {
        return order.market.status.matches() ? settlement.match(order) : null;
    }

    /** The breaker halts after the order that would have gone on, which waits for the auction. */
    private void haltIfOutside(Market market) {
        if (market.status.matches() && settlement.isHalting()) {
            breaker.halt(market);
        }
    }

    /** Lets an order that waited enter, all that it holds being held. */
    void trigger(WorkingOrder order, long acceptedAt) {
        CloseReason ended = settlement.match(order);
        if (ended == null) {
            open.add(order, acceptedAt);
            tellRested(order);
        } else {
            tellClosed(order, ended, false);
        }
        haltIfOutside(order.market);
    }

    /** Takes in a new order of a command; it is described and holds. */
    void accept(WorkingOrder order) {
        takeIn(order);
        rates.count(order.market, order.seat, time.now);
    }

    /** Takes in a new order; it is described and holds. */
    void takeIn(WorkingOrder order) {
        Market market = order.market;
        sit(order);
        order.orderId = market.nextOrder++;
        order.describe(accepted);
        events.orderAccepted(accepted);
        if (order.isManaged()) {
            tellManaged(order);
        }
        if (order.exits != null) {
            events.bracketPlaced(market.id, order.orderId, order.account, order.exits);
        }
        hold(order, order.held);
    }

    private void tellManaged(WorkingOrder order) {
        Market market = order.market;
        boolean isPegged = order.peg != Peg.NONE;
        events.orderManaged(
                market.id,
                order.orderId,
                order.account,
                market.quantity(order.displayLots),
                order.peg,
                order.pegOffsetTicks * market.tick,
                isPegged ? market.price(order.pegLimitTicks) : 0,
                order.reduceOnly);
    }

    /** Gives its owner a seat in the market. */
    void sit(WorkingOrder order) {
        if (order.seat == Seats.NONE) {
            order.seat = open.seat(order.market, order.accountIndex, order.account, ledger);
            order.baseSlot = open.seats.baseSlot(order.seat);
            order.quoteSlot = open.seats.quoteSlot(order.seat);
        }
    }

    private void tellRested(WorkingOrder order) {
        Market market = order.market;
        events.orderRested(
                market.id,
                order.orderId,
                ++market.update,
                market.price(order.limitTicks),
                market.quantity(order.remainingLots),
                order.side);
    }

    void tellClosed(WorkingOrder order, CloseReason reason, boolean rested) {
        Market market = order.market;
        events.orderClosed(
                market.id,
                order.orderId,
                order.account,
                0,
                order.remainingQuantity(),
                market.quantity(order.filledLots),
                reason,
                rested);
        hold(order, -order.held);
    }

    private void checkCovered(WorkingOrder order) {
        if (order.market.ofContracts) {
            open.exposures().check(order.seat);
        }
    }

    /** Holds for the order; contracts are covered by the worst case of what rests instead. */
    private void hold(WorkingOrder order, long amount) {
        if (!order.market.ofContracts) {
            postings.hold(order.account, order.payingSlot(), amount, order.market, order.orderId);
        }
    }
}
