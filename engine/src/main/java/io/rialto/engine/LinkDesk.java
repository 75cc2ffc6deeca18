package io.rialto.engine;

import io.rialto.matching.Book;

import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * One-cancels-other: of two linked orders one rests and one waits for a price. When one has traded, in
 * part or whole, or entered the market, or ended, the other ends: with the passing of time, so before
 * any other command, and before what waits may enter. So never both trade.
 */
final class LinkDesk {
    private final Markets markets;
    private final OpenOrders open;
    private final EventSink events;

    /** Joined later, because it needs what needs this. */
    private BracketDesk brackets;

    /** The markets whose links have something to be looked at, by index. */
    private final TreeSet<Integer> touched = new TreeSet<>();

    LinkDesk(Markets markets, OpenOrders open, EventSink events) {
        this.markets = markets;
        this.open = open;
        this.events = events;
    }

    void follow(BracketDesk desk) {
        brackets = desk;
    }

    /**
     * Links two open orders of an account. ORDER_UNKNOWN (either), LINK_INVALID (not one that rests
     * and has not traded and one that waits, or one is linked).
     */
    void link(Market market, int account, long order, long other, Outcome outcome) {
        if (!isOwn(market, account, order) || !isOwn(market, account, other)) {
            outcome.deny(Code.ORDER_UNKNOWN);
        } else if (!isPair(market, order, other)
                || market.links.has(order)
                || market.links.has(other)) {
            outcome.deny(Code.LINK_INVALID);
        } else {
            // After this point the command must succeed.
            outcome.id = order;
            add(market, order, other);
            events.ordersLinked(market.id, order, other);
        }
    }

    private static boolean isOwn(Market market, int account, long order) {
        int handle = market.handleOf(order);
        if (handle != Book.NONE) {
            return market.book.account(handle) == account;
        }
        int number = market.waiting.find(order);
        return number != WaitingOrders.NONE
                && market.waiting.at(number).order.accountIndex == account;
    }

    private static boolean isPair(Market market, long order, long other) {
        return (isUntouched(market, order) && isWaiting(market, other))
                || (isUntouched(market, other) && isWaiting(market, order));
    }

    private static boolean isUntouched(Market market, long order) {
        int handle = market.handleOf(order);
        return handle != Book.NONE && market.orders.filledLots(handle) == 0;
    }

    private static boolean isWaiting(Market market, long order) {
        return market.waiting.find(order) != WaitingOrders.NONE;
    }

    void add(Market market, long order, long other) {
        watch(market);
        market.links.add(order, other);
    }

    /** The market is about to have something to look after. */
    void watch(Market market) {
        market.links.tell(touched, market.index);
    }

    /** Whether {@link #passTime} has something to do. */
    boolean areDue() {
        while (!touched.isEmpty()) {
            Market market = markets.at(touched.first());
            if (BracketDesk.areDue(market) || nextDue(market) != 0) {
                return true;
            }
            touched.pollFirst();
        }
        return false;
    }

    /** Looks after brackets, then ends those whose partner has traded or ended; by market and order. */
    void passTime() {
        Integer index = touched.isEmpty() ? null : touched.first();
        while (index != null) {
            // What this touches itself is looked at again: the end of a link may be a bracket's
            // entry's.
            touched.remove(index);
            settle(markets.at(index));
            index = touched.higher(index);
        }
    }

    private void settle(Market market) {
        brackets.settle(market);
        long order = nextDue(market);
        while (order != 0) {
            end(market, order);
            order = nextDue(market);
        }
    }

    /** The first linked order that has traded or ended; 0 for none. Others are touched before they do. */
    private static long nextDue(Market market) {
        NavigableSet<Long> touched = market.links.touchedOrders();
        while (!touched.isEmpty()) {
            long order = touched.first();
            if (market.links.has(order)
                    && !isUntouched(market, order)
                    && !isWaiting(market, order)) {
                return order;
            }
            touched.pollFirst();
        }
        return 0;
    }

    /** An order that waited is about to enter: what it is linked with ends. */
    void triggered(Market market, long order) {
        brackets.exitLeaves(market, order);
        end(market, order);
    }

    /** Parts an order that has gone its way from its partner, which ends if it has not. */
    private void end(Market market, long order) {
        long other = market.links.partner(order);
        market.links.remove(order);
        if (other != 0 && (market.handleOf(other) != Book.NONE || isWaiting(market, other))) {
            open.close(market, other, CloseReason.LINKED);
        }
    }

    void write(ProtectionRecords sink) {
        for (int index = 0; index < markets.count(); index++) {
            Market market = markets.at(index);
            for (Map.Entry<Long, Long> pair : market.links.all().entrySet()) {
                if (pair.getKey() < pair.getValue()) {
                    sink.link(market.id, pair.getKey(), pair.getValue());
                }
            }
        }
    }

    void restore(Market market, long order, long other) {
        add(market, order, other);
    }
}
