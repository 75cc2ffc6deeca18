package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.matching.Book;
import io.rialto.money.Check;
import io.rialto.money.Side;

/** The order part of the state: by market, bids before asks, each in order of priority. */
final class OrderRecords {

    private final Accounts accounts;
    private final Markets markets;
    private final Ledger ledger;
    private final OpenOrders open;
    private final StateSink.OrderRecord record = new StateSink.OrderRecord();
    private final TriggerRecords.WaitingRecord waitingRecord = new TriggerRecords.WaitingRecord();
    private final WorkingOrder order = new WorkingOrder();

    OrderRecords(Accounts accounts, Markets markets, Ledger ledger, OpenOrders open) {
        this.accounts = accounts;
        this.markets = markets;
        this.ledger = ledger;
        this.open = open;
    }

    void write(StateSink sink) {
        for (int index = 0; index < markets.count(); index++) {
            Market market = markets.at(index);
            write(market, Side.BUY, sink);
            write(market, Side.SELL, sink);
        }
    }

    /** The records of orders that wait, and of what they are still to be looked at for. */
    void writeWaiting(StateSink sink) {
        for (int index = 0; index < markets.count(); index++) {
            WaitingOrders all = markets.at(index).waiting;
            for (int kind = 0; kind < WaitingOrders.KINDS; kind++) {
                for (int at = all.first(kind); at != WaitingOrders.NONE; at = all.next(at)) {
                    all.at(at).describe(waitingRecord);
                    sink.waitingOrder(waitingRecord);
                }
            }
        }
        for (int index = 0; index < markets.count(); index++) {
            Market market = markets.at(index);
            if (market.waiting.hasTraded()) {
                sink.tradedRange(
                        market.id,
                        market.price(market.waiting.lowTicks()),
                        market.price(market.waiting.highTicks()));
            }
        }
    }

    private void write(Market market, Side side, StateSink sink) {
        Book book = market.book;
        for (int handle = book.best(side); handle != Book.NONE; handle = book.next(handle)) {
            order.market = market;
            order.load(handle);
            describe(handle);
            sink.order(record);
        }
    }

    /** What those of the orders that rest traded without a fee: few ever do. */
    void writeUncharged(ProtectionRecords sink) {
        for (int index = 0; index < markets.count(); index++) {
            Market market = markets.at(index);
            writeUncharged(market, Side.BUY, sink);
            writeUncharged(market, Side.SELL, sink);
        }
    }

    private static void writeUncharged(Market market, Side side, ProtectionRecords sink) {
        Book book = market.book;
        for (int handle = book.best(side); handle != Book.NONE; handle = book.next(handle)) {
            long notional = market.orders.unchargedNotional(handle);
            if (notional != 0) {
                sink.unchargedNotional(market.id, book.orderId(handle), notional);
            }
        }
    }

    void restoreUncharged(Market market, long order, long notional) {
        int handle = market.handleOf(order);
        Check.that(handle != Book.NONE, "an order was restored before what it traded for nothing");
        market.orders.unchargedNotional(handle, notional);
    }

    private void describe(int handle) {
        Market market = order.market;
        OrderSlab slab = market.orders;
        order.account = open.seats.account(slab.seat(handle));
        open.clientOrderIds.get(slab.clientOrderId(handle), order.clientOrderId);
        order.describe(record.terms);
        record.remaining = market.quantity(order.remainingLots);
        record.filled = market.quantity(order.filledLots);
        record.held = order.held;
        record.makerNotional = order.makerNotional;
        record.takerNotional = order.takerNotional;
        record.makerFees = order.makerFees;
        record.takerFees = order.takerFees;
        record.acceptedAt = slab.acceptedAt(handle);
    }

    /** Takes an order back, behind those of its side and price that came before. */
    void restore(StateSink.OrderRecord from) {
        restore(order, from.terms);
        order.remainingLots = from.remaining / order.market.lot;
        order.filledLots = from.filled / order.market.lot;
        order.quantityLots = order.remainingLots + order.filledLots;
        order.makerNotional = from.makerNotional;
        order.takerNotional = from.takerNotional;
        order.makerFees = from.makerFees;
        order.takerFees = from.takerFees;
        order.held = from.held;
        Check.that(order.held == order.requiredHold(), "an order holds what it must");
        open.add(order, from.acceptedAt);
    }

    /** Takes back an order that waits. */
    void restore(TriggerRecords.WaitingRecord from) {
        WaitingOrder waiting = new WaitingOrder();
        restore(waiting.order, from.terms);
        WorkingOrder waits = waiting.order;
        waits.isConditional = true;
        waits.quantityLots = from.terms.quantity / waits.market.lot;
        waits.remainingLots = waits.quantityLots;
        waits.held = from.held;
        waiting.condition = from.condition;
        waiting.triggerTicks = from.triggerPrice / waits.market.tick;
        waiting.trailTicks = from.trail / waits.market.tick;
        waiting.isProtected = from.isProtected;
        waiting.acceptedAt = from.acceptedAt;
        Check.that(
                waiting.isShared() || waits.held == waits.requiredHold(),
                "an order holds what it must");
        open.await(waiting);
    }

    private void restore(WorkingOrder order, EventSink.OrderAccepted terms) {
        Market market = markets.get(terms.market);
        int account = accounts.indexOf(terms.account);
        Check.that(account != Accounts.NONE, "an order's account was restored before");
        Check.that(terms.order < market.nextOrder, "an order's id was given before");
        order.clear();
        order.market = market;
        order.account = terms.account;
        order.accountIndex = account;
        order.selfTradeGroup = accounts.bookGroup(account);
        order.seat = open.seat(market, account, terms.account, ledger);
        order.baseSlot = open.seats.baseSlot(order.seat);
        order.quoteSlot = open.seats.quoteSlot(order.seat);
        order.orderId = terms.order;
        order.clientOrderId.set(terms.clientOrderId);
        order.side = terms.side;
        order.orderType = terms.orderType;
        order.timeInForce = terms.timeInForce;
        order.selfTradePrevention = terms.selfTradePrevention;
        order.postOnly = terms.postOnly;
        order.expiresAt = terms.expiresAt;
        order.limitTicks = market.ticks(terms.price);
        order.budget = terms.budget;
        order.makerFeePpm = terms.makerFeePpm;
        order.takerFeePpm = terms.takerFeePpm;
    }
}
