package io.rialto.engine;

import java.util.ArrayDeque;

/**
 * Lets waiting orders enter when the market has traded at their triggers: with the passing of time
 * after the command that traded, so before anything else happens. A triggered order may trade and so
 * trigger others; of such a cascade {@link #FIRED_MAX} orders enter at a time, and the rest is due at
 * once again, so that commands can come between.
 *
 * <p>Markets go in order of their ids; in a market those that a rise triggers before those that a fall
 * does, trailing ones last, each by nearness of the trigger and then by time. In a market that is not
 * open nothing enters; what was reached enters when it opens.
 */
final class Triggers {
    static final int FIRED_MAX = 64;

    private final Accounts accounts;
    private final Markets markets;
    private final OpenOrders open;
    private final Placement placement;
    private final Postings postings;
    private final EventSink events;
    private final TradedMarkets traded;
    private final LinkDesk links;

    /** Shrinks what only reduces; joined later, because it needs what this has. */
    private ManagedDesk managed;

    /** Records of orders that have left. */
    private final ArrayDeque<WaitingOrder> spare = new ArrayDeque<>();

    /** Numbers of trailing stops that are to move. */
    private final SortedLongs moving = new SortedLongs();

    Triggers(
            Accounts accounts,
            Markets markets,
            OpenOrders open,
            Placement placement,
            Postings postings,
            EventSink events,
            TradedMarkets traded,
            LinkDesk links) {
        this.accounts = accounts;
        this.markets = markets;
        this.open = open;
        this.placement = placement;
        this.postings = postings;
        this.events = events;
        this.traded = traded;
        this.links = links;
    }

    void follow(ManagedDesk desk) {
        managed = desk;
    }

    /** A record to decide a new order in. */
    WaitingOrder spare() {
        return spare.isEmpty() ? new WaitingOrder() : spare.pop();
    }

    /** Gives back a record that is in use no more. */
    void giveBack(WaitingOrder waiting) {
        spare.push(waiting);
    }

    /** Takes in an order that {@link Decision#await} let pass. */
    void accept(WaitingOrder waiting, long now, Outcome outcome) {
        WorkingOrder order = waiting.order;
        placement.accept(order);
        await(waiting, now);
        order.report(outcome, null);
        outcome.state = OrderState.WAITING;
    }

    /** Lets an order wait that was taken in. */
    void await(WaitingOrder waiting, long now) {
        WorkingOrder order = waiting.order;
        Market market = order.market;
        events.orderWaiting(
                market.id,
                order.orderId,
                order.account,
                waiting.condition,
                market.price(waiting.triggerTicks),
                market.price(waiting.trailTicks));
        waiting.acceptedAt = now;
        open.await(waiting);
    }

    /** Gives a waiting order the terms that {@link Decision#amend} let pass. */
    void amend(WaitingOrder waiting, long heldBefore, long lotsBefore, Outcome outcome) {
        tellAmended(waiting, heldBefore, lotsBefore);
        waiting.order.report(outcome, null);
        outcome.state = OrderState.WAITING;
    }

    /** Tells of a waiting order that has another price, quantity or hold now, and holds that. */
    void tellAmended(WaitingOrder waiting, long heldBefore, long lotsBefore) {
        WorkingOrder order = waiting.order;
        Market market = order.market;
        events.waitingAmended(
                market.id,
                order.orderId,
                order.account,
                market.price(order.limitTicks),
                market.quantity(order.quantityLots));
        long more = order.held - heldBefore;
        postings.hold(order.account, order.payingSlot(), more, market, order.orderId);
        if (order.isBuy()) {
            open.seats.addOpenBuyLots(order.seat, order.quantityLots - lotsBefore);
            market.managed.touch(order.seat);
        }
    }

    /** Whether {@link #fire} has something to do. */
    boolean areDue() {
        for (int place = 0; place < traded.count(); place++) {
            Market market = markets.at(traded.get(place));
            if (market.status.matches() && isDue(market)) {
                return true;
            }
        }
        return false;
    }

    private boolean isDue(Market market) {
        if (market.waiting.firstDue(lastTicks(market)) != WaitingOrders.NONE) {
            return true;
        }
        collectMoving(market);
        return moving.count() != 0;
    }

    /** Lets what is due enter, up to {@link #FIRED_MAX} orders. */
    void fire() {
        int fired = 0;
        int place = 0;
        while (place < traded.count() && fired < FIRED_MAX) {
            Market market = markets.at(traded.get(place));
            while (fired < FIRED_MAX && isOpen(market) && fireNext(market)) {
                fired++;
            }
            if (market.waiting.hasTraded()) {
                place++;
            } else {
                traded.remove(place);
            }
        }
    }

    private static boolean isOpen(Market market) {
        return market.status.matches() && market.waiting.hasTraded();
    }

    /** Lets the next order of a market enter, if any is due; else all is looked at. */
    private boolean fireNext(Market market) {
        collectMoving(market);
        for (int i = 0; i < moving.count(); i++) {
            move(market, (int) moving.get(i));
        }
        int number = market.waiting.firstDue(lastTicks(market));
        if (number == WaitingOrders.NONE) {
            market.waiting.clearTraded();
            return false;
        }
        WaitingOrder waiting = market.waiting.at(number);
        open.stopWaiting(market, number);
        links.triggered(market, waiting.order.orderId);
        enter(waiting);
        links.passTime();
        managed.reduce();
        giveBack(waiting);
        return true;
    }

    private void enter(WaitingOrder waiting) {
        WorkingOrder order = waiting.order;
        Market market = order.market;
        order.selfTradeGroup = accounts.bookGroup(order.accountIndex);
        long heldBefore = order.held;
        if (waiting.isProtected && !waiting.isSteady()) {
            long bound = Decision.protection(order, waiting.triggerTicks);
            // What it holds was reckoned by the share of then, and there may be no more.
            order.limitTicks = order.isBuy() ? Math.min(order.limitTicks, bound) : bound;
            order.held = order.requiredHold();
        } else if (waiting.isShared()) {
            // Its partner has ended, and held for both.
            order.held = order.requiredHold();
        }
        events.orderTriggered(
                market.id,
                order.orderId,
                order.account,
                market.price(order.limitTicks),
                market.lastPrice);
        long more = order.held - heldBefore;
        postings.hold(order.account, order.payingSlot(), more, market, order.orderId);
        placement.trigger(order, waiting.acceptedAt);
    }

    private void collectMoving(Market market) {
        moving.clear();
        WaitingOrders all = market.waiting;
        if (!all.hasTraded() || all.trailingCount() == 0) {
            return;
        }
        for (int kind = WaitingOrders.TRAILING_KINDS; kind < WaitingOrders.KINDS; kind++) {
            for (int at = all.first(kind); at != WaitingOrders.NONE; at = all.next(at)) {
                if (triggerNow(market, at) != all.at(at).triggerTicks) {
                    moving.add(at);
                }
            }
        }
    }

    private void move(Market market, int number) {
        WaitingOrder waiting = market.waiting.at(number);
        market.waiting.move(number, triggerNow(market, number));
        events.triggerMoved(
                market.id,
                waiting.order.orderId,
                waiting.order.account,
                market.price(waiting.triggerTicks));
    }

    /** Where a trailing stop's trigger belongs after the trades. */
    private static long triggerNow(Market market, int number) {
        WaitingOrders all = market.waiting;
        WaitingOrder waiting = all.at(number);
        return waiting.isRising()
                ? Math.min(waiting.triggerTicks, Conditions.trailing(waiting, all.lowTicks()))
                : Math.max(waiting.triggerTicks, Conditions.trailing(waiting, all.highTicks()));
    }

    private static long lastTicks(Market market) {
        return market.lastPrice / market.tick;
    }

    /** Takes back a range of trades that was still to be looked at. */
    void restoreTraded(Market market, long lowTicks, long highTicks) {
        traded.traded(market, lowTicks);
        traded.traded(market, highTicks);
    }
}
