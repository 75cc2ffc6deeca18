package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.matching.Book;
import io.rialto.money.Check;
import io.rialto.money.Side;

import java.util.ArrayList;
import java.util.List;

/**
 * All resting orders of all markets and what finds them: the books, the seats of their owners, their
 * client order ids, their instants of expiry. Whatever comes to rest or leaves goes through here.
 */
final class OpenOrders {

    final Seats seats = new Seats();
    final ClientOrderIds clientOrderIds = new ClientOrderIds();

    private final Expiries expiries = new Expiries();
    private final Markets markets;
    private final Exposures exposures;
    private final OptionContracts options;
    private final Postings postings;
    private final EventSink events;
    private final List<Market> managing = new ArrayList<>();
    private int count;

    OpenOrders(Markets markets, Ledger ledger, Postings postings, EventSink events) {
        this.markets = markets;
        exposures = new Exposures(seats, ledger);
        options = new OptionContracts(seats, events);
        this.postings = postings;
        this.events = events;
    }

    /** The account's resting order that a target names, or NONE. */
    int find(Market market, int accountIndex, OrderTarget target) {
        if (target.orderId != 0) {
            int handle = market.handleOf(target.orderId);
            boolean isOwn = handle != Book.NONE && market.book.account(handle) == accountIndex;
            return isOwn ? handle : Book.NONE;
        }
        if (target.clientOrderId.isEmpty()) {
            return Book.NONE;
        }
        int entry = clientOrderIds.find(accountIndex, target.clientOrderId);
        boolean isHere =
                entry != ClientOrderIds.NONE && clientOrderIds.marketIndex(entry) == market.index;
        return isHere ? Math.max(clientOrderIds.handle(entry), Book.NONE) : Book.NONE;
    }

    /** The number of the account's waiting order that a target names, or NONE. */
    int findWaiting(Market market, int accountIndex, OrderTarget target) {
        int number = WaitingOrders.NONE;
        if (target.orderId != 0) {
            number = market.waiting.find(target.orderId);
        } else if (!target.clientOrderId.isEmpty()) {
            int entry = clientOrderIds.find(accountIndex, target.clientOrderId);
            boolean waitsHere = entry != ClientOrderIds.NONE
                    && clientOrderIds.marketIndex(entry) == market.index
                    && clientOrderIds.handle(entry) < Book.NONE;
            number = waitsHere ? ~clientOrderIds.handle(entry) - 1 : WaitingOrders.NONE;
        }
        boolean isOwn = number != WaitingOrders.NONE
                && market.waiting.at(number).order.accountIndex == accountIndex;
        return isOwn ? number : WaitingOrders.NONE;
    }

    /** The account's seat in the market, made if it has none. */
    int seat(Market market, int accountIndex, long account, Ledger ledger) {
        int seat = seats.find(market.index, accountIndex);
        if (seat != Seats.NONE) {
            return seat;
        }
        int quoteSlot = ledger.slot(accountIndex, market.spec.quoteAsset());
        if (market.ofContracts) {
            seat = seats.add(market.index, accountIndex, account, Ledger.NONE, quoteSlot);
            seats.position(seat, market.positions.add(seat));
            return seat;
        }
        int baseSlot = ledger.slot(accountIndex, market.spec.baseAsset());
        return seats.add(market.index, accountIndex, account, baseSlot, quoteSlot);
    }

    /** The worst cases of positions and open orders. */
    Exposures exposures() {
        return exposures;
    }

    /** Who owes what option to whom. */
    OptionContracts options() {
        return options;
    }

    /** How many orders rest in all markets together. */
    int count() {
        return count;
    }

    /** Lets an order rest, last in the queue of its price. Says nothing. */
    int add(WorkingOrder order, long acceptedAt) {
        Market market = order.market;
        int handle = market.book.add(
                order.side,
                order.limitTicks,
                order.remainingLots,
                order.orderId,
                order.accountIndex,
                order.selfTradeGroup);
        OrderSlab slab = market.orders;
        slab.reserve(handle);
        slab.seatAndTerms(
                handle, order.seat, order.timeInForce, order.selfTradePrevention, order.postOnly);
        slab.rates(handle, order.makerFeePpm, order.takerFeePpm);
        slab.times(handle, order.expiresAt, acceptedAt);
        writeFigures(order, handle);
        seats.link(order.seat, slab, handle);
        if (order.isBuy()) {
            seats.addOpenBuyLots(order.seat, order.remainingLots);
        }
        expose(order);
        int entry = ClientOrderIds.NONE;
        if (!order.clientOrderId.isEmpty()) {
            entry = clientOrderIds.add(
                    order.accountIndex, order.clientOrderId, market.index, handle);
        }
        slab.clientOrderId(handle, entry);
        if (order.isManaged()) {
            manage(order, handle);
        }
        if (order.expiresAt != 0) {
            expiries.add(order.expiresAt, market.index, order.orderId);
        }
        count++;
        return handle;
    }

    private void manage(WorkingOrder order, int handle) {
        Market market = order.market;
        if (order.displayLots != 0) {
            long shown = Math.min(order.displayLots, order.remainingLots);
            market.book.hide(handle, order.displayLots, shown);
        }
        if (order.peg != Peg.NONE || order.reduceOnly) {
            manage(market, order.orderId, ManagedOrder.of(order));
        }
    }

    /** From now on something is done with a resting order. */
    void manage(Market market, long order, ManagedOrder managed) {
        if (market.managed.isEmpty()) {
            int place = 0;
            while (place < managing.size() && managing.get(place).index < market.index) {
                place++;
            }
            managing.add(place, market);
        }
        int seat = market.orders.seat(market.handleOf(order));
        market.managed.add(order, seat, managed);
    }

    /** The markets whose orders follow prices or only reduce, by index. */
    List<Market> managing() {
        return managing;
    }

    /** Keeps places among open orders, or gives them free again. */
    void reserve(Market market, int seat, int places) {
        seats.addWaiting(seat, places);
        market.links.reserve(places);
        count += places;
    }

    /** Lets an accepted order wait. Says nothing. */
    void await(WaitingOrder waiting) {
        WorkingOrder order = waiting.order;
        int number = order.market.waiting.add(waiting);
        linkWaiting(waiting, number);
        seats.addWaiting(order.seat, 1);
        if (order.isBuy()) {
            seats.addOpenBuyLots(order.seat, order.remainingLots);
            order.market.managed.touch(order.seat);
        }
        waiting.clientOrderId = ClientOrderIds.NONE;
        if (!order.clientOrderId.isEmpty()) {
            // Below NONE: no handle of the book.
            waiting.clientOrderId = clientOrderIds.add(
                    order.accountIndex, order.clientOrderId, order.market.index, ~(number + 1));
        }
        if (order.expiresAt != 0) {
            expiries.add(order.expiresAt, order.market.index, order.orderId);
        }
        count++;
    }

    private void linkWaiting(WaitingOrder waiting, int number) {
        WorkingOrder order = waiting.order;
        int next = seats.firstWaiting(order.seat);
        waiting.nextOfSeat = next;
        waiting.previousOfSeat = WaitingOrders.NONE;
        if (next != WaitingOrders.NONE) {
            order.market.waiting.at(next).previousOfSeat = number;
        }
        seats.firstWaiting(order.seat, number);
    }

    private void unlinkWaiting(WaitingOrder waiting) {
        WaitingOrders all = waiting.order.market.waiting;
        int next = waiting.nextOfSeat;
        int previous = waiting.previousOfSeat;
        if (next != WaitingOrders.NONE) {
            all.at(next).previousOfSeat = previous;
        }
        if (previous != WaitingOrders.NONE) {
            all.at(previous).nextOfSeat = next;
        } else {
            seats.firstWaiting(waiting.order.seat, next);
        }
    }

    /** Takes out an order that waits, to enter or to end. Says nothing. */
    void stopWaiting(Market market, int number) {
        WaitingOrder waiting = market.waiting.at(number);
        WorkingOrder order = waiting.order;
        unlinkWaiting(waiting);
        market.waiting.remove(number);
        seats.addWaiting(order.seat, -1);
        if (order.isBuy()) {
            seats.addOpenBuyLots(order.seat, -order.remainingLots);
        }
        if (waiting.clientOrderId != ClientOrderIds.NONE) {
            clientOrderIds.remove(waiting.clientOrderId);
        }
        if (order.expiresAt != 0) {
            expiries.leave();
        }
        count--;
    }

    /** Ends an order that waits. */
    void closeWaiting(Market market, int number, CloseReason reason) {
        WorkingOrder order = market.waiting.at(number).order;
        stopWaiting(market, number);
        market.links.touch(order.orderId);
        events.orderClosed(
                market.id,
                order.orderId,
                order.account,
                0,
                market.quantity(order.remainingLots),
                0,
                reason,
                false);
        postings.hold(order.account, order.payingSlot(), -order.held, market, order.orderId);
    }

    /** Ends an order by its id, in the book or waiting. */
    void close(Market market, long order, CloseReason reason) {
        int handle = market.handleOf(order);
        if (handle != Book.NONE) {
            close(market, handle, reason);
        } else {
            closeWaiting(market, market.waiting.find(order), reason);
        }
    }

    /** Enters an amended order again, last in the queue of its price. Says nothing. */
    void move(WorkingOrder order) {
        Market market = order.market;
        long before = market.book.remainingLots(order.handle);
        market.book.move(order.handle, order.limitTicks, order.remainingLots);
        if (order.isBuy()) {
            seats.addOpenBuyLots(order.seat, order.remainingLots - before);
        }
        market.links.touch(order.orderId);
        writeFigures(order, order.handle);
        expose(order);
    }

    private void expose(WorkingOrder order) {
        if (order.market.ofContracts) {
            exposures.open(
                    order.market,
                    order.seat,
                    order.side,
                    order.limitTicks,
                    order.remainingLots,
                    order.held);
        }
    }

    /** Takes a resting order out of the worst case, which is about to change. */
    void unexpose(Market market, int handle) {
        Book book = market.book;
        exposures.open(
                market,
                market.orders.seat(handle),
                book.side(handle),
                book.priceTicks(handle),
                -book.remainingLots(handle),
                -market.orders.held(handle));
    }

    private static void writeFigures(WorkingOrder order, int handle) {
        OrderSlab slab = order.market.orders;
        slab.filledLots(handle, order.filledLots);
        slab.held(handle, order.held);
        slab.makerFigures(handle, order.makerNotional, order.makerFees);
        slab.takerFigures(handle, order.takerNotional, order.takerFees);
        slab.unchargedNotional(handle, order.unchargedNotional);
    }

    /**
     * Makes a resting order smaller where it stands. The book itself is changed by the caller.
     *
     * @param byLots less than what remains
     */
    void reduce(Market market, int handle, long byLots, boolean selfTrade) {
        OrderSlab slab = market.orders;
        int seat = slab.seat(handle);
        long order = market.book.orderId(handle);
        long remaining = market.book.remainingLots(handle) - byLots;
        Side side = market.book.side(handle);
        events.orderReduced(
                market.id,
                order,
                seats.account(seat),
                ++market.update,
                market.quantity(slab.filledLots(handle) + remaining),
                market.quantity(remaining),
                selfTrade);
        long held = slab.held(handle);
        long required = market.requiredHold(handle, remaining);
        slab.held(handle, required);
        if (market.ofContracts) {
            exposures.open(
                    market, seat, side, market.book.priceTicks(handle), -byLots, required - held);
        } else {
            int slot = side == Side.BUY ? seats.quoteSlot(seat) : seats.baseSlot(seat);
            postings.hold(seats.account(seat), slot, required - held, market, order);
        }
        if (side == Side.BUY) {
            seats.addOpenBuyLots(seat, -byLots);
        }
    }

    /** Ends a resting order that is still in the book, and takes it off. */
    void close(Market market, int handle, CloseReason reason) {
        leave(market, handle, reason, ++market.update);
        market.book.remove(handle);
    }

    /** Ends a resting order that matching is about to take off the book itself. */
    void closeByMatch(Market market, int handle, CloseReason reason) {
        // A trade that fills an order is itself the public change that takes it off.
        leave(market, handle, reason, reason == CloseReason.FILLED ? 0 : ++market.update);
    }

    private void leave(Market market, int handle, CloseReason reason, long update) {
        long remaining = reason == CloseReason.FILLED ? 0 : market.book.remainingLots(handle);
        long held = market.orders.held(handle);
        long order = market.book.orderId(handle);
        Side side = market.book.side(handle);
        int seat = market.orders.seat(handle);
        events.orderClosed(
                market.id,
                order,
                seats.account(seat),
                update,
                market.quantity(remaining),
                market.quantity(market.orders.filledLots(handle)),
                reason,
                true);
        if (market.ofContracts) {
            exposures.open(market, seat, side, market.book.priceTicks(handle), -remaining, -held);
        } else {
            int slot = side == Side.BUY ? seats.quoteSlot(seat) : seats.baseSlot(seat);
            postings.hold(seats.account(seat), slot, -held, market, order);
        }
        if (side == Side.BUY) {
            seats.addOpenBuyLots(seat, -remaining);
        }
        market.links.touch(order);
        forget(market, handle);
    }

    /** Takes off the book an order of which all has been said. */
    void remove(Market market, int handle) {
        if (market.book.side(handle) == Side.BUY) {
            seats.addOpenBuyLots(market.orders.seat(handle), -market.book.remainingLots(handle));
        }
        market.links.touch(market.book.orderId(handle));
        forget(market, handle);
        market.book.remove(handle);
    }

    /** Takes an order out of everything but the book; its share of open buys is settled before. */
    private void forget(Market market, int handle) {
        OrderSlab slab = market.orders;
        market.links.left(market.book.orderId(handle), slab.filledLots(handle));
        seats.unlink(slab.seat(handle), slab, handle);
        if (slab.clientOrderId(handle) != ClientOrderIds.NONE) {
            clientOrderIds.remove(slab.clientOrderId(handle));
        }
        if (slab.expiresAt(handle) != 0) {
            expiries.leave();
        }
        if (!market.managed.isEmpty()) {
            market.managed.leave(market.book.orderId(handle));
            if (market.managed.isEmpty()) {
                managing.remove(market);
            }
        }
        count--;
        Check.that(count >= 0, "no more orders leave than came");
    }

    /** The instant at which the next order expires; {@link Long#MAX_VALUE} for never. */
    long nextExpiry() {
        dropEnded();
        return expiries.isEmpty() ? Long.MAX_VALUE : expiries.firstInstant();
    }

    /** Ends every order whose instant has come, in order of instant, market and order. */
    void expire(long now) {
        if (expiries.isMostlyLeft()) {
            clearExpiries();
        }
        while (!expiries.isEmpty() && expiries.firstInstant() <= now) {
            Market market = markets.at(expiries.firstMarket());
            long order = expiries.firstOrder();
            if (stands(market, order)) {
                close(market, order, CloseReason.EXPIRED);
            }
            expiries.collect();
            expiries.removeFirst();
        }
    }

    private void dropEnded() {
        while (!expiries.isEmpty() && !stands(expiries.firstMarket(), expiries.firstOrder())) {
            expiries.collect();
            expiries.removeFirst();
        }
    }

    private void clearExpiries() {
        int entries = expiries.startClearing();
        for (int entry = 0; entry < entries; entry++) {
            if (stands(expiries.market(entry), expiries.order(entry))) {
                expiries.keep(entry);
            }
        }
        expiries.endClearing();
    }

    private boolean stands(int marketIndex, long order) {
        return stands(markets.at(marketIndex), order);
    }

    private static boolean stands(Market market, long order) {
        return market.handleOf(order) != Book.NONE
                || market.waiting.find(order) != WaitingOrders.NONE;
    }
}
