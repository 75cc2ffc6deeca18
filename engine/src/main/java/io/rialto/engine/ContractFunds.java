package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.matching.Book;
import io.rialto.money.Side;

/**
 * What an order in a market of contracts asks of what its account has available: by how much the
 * worst case of position and open orders would fall, its own fees counted. Looks and changes nothing.
 */
final class ContractFunds {

    private final Seats seats;
    private final Ledger ledger;
    private long lots;
    private long low;
    private long high;
    private long fees;
    private long available;

    ContractFunds(Seats seats, Ledger ledger) {
        this.seats = seats;
        this.ledger = ledger;
    }

    /** What is available to an order; one that is amended and one to be ignored being gone. */
    long available(WorkingOrder order) {
        long available = order.quoteSlot == Ledger.NONE ? 0 : ledger.available(order.quoteSlot);
        long before = load(order);
        return available + worst() - before;
    }

    /**
     * By how much available would fall; 0 or less for an order that makes the worst no worse. A limit
     * order counts whole at its limit, a market order with what it would execute.
     */
    long required(WorkingOrder order, Estimate estimate) {
        load(order);
        long before = worst();
        if (order.holdsByLimit()) {
            open(order.market, order.side, order.limitTicks, order.remainingLots);
            fees += order.requiredHold();
            return before - worst();
        }
        long bought = order.isBuy() ? estimate.lots : -estimate.lots;
        low += order.market.atMinimum(bought);
        high += order.market.atMaximum(bought);
        long spent = order.isBuy() ? estimate.notional : -estimate.notional;
        return before - worst() + spent + estimate.fees;
    }

    /** Begins to work out what a preview comes to: the account as it is. */
    void begin(WorkingOrder order) {
        available = available(order) - worst();
    }

    /** Counts lots that would be open, or with negative ones no longer. */
    void open(Market market, Side side, long priceTicks, long openLots, long openFees) {
        open(market, side, priceTicks, openLots);
        fees += openFees;
    }

    /** Counts a trade in which the account would buy, or with negative lots sell. */
    void trade(Market market, long bought, long spent, long fee) {
        lots += bought;
        low += market.atMinimum(bought);
        high += market.atMaximum(bought);
        available -= spent + fee;
    }

    /** The position that there would be. */
    long lots() {
        return lots;
    }

    /** What would be available. */
    long availableAfter() {
        return available + worst();
    }

    private long load(WorkingOrder order) {
        lots = 0;
        low = 0;
        high = 0;
        fees = 0;
        if (order.seat == Seats.NONE) {
            return 0;
        }
        Positions positions = order.market.positions;
        int position = seats.position(order.seat);
        lots = positions.lots(position);
        low = positions.low(position);
        high = positions.high(position);
        fees = positions.openFees(position);
        long before = worst();
        leave(order.market, order.handle);
        leave(order.market, order.ignoredHandle);
        return before;
    }

    private void leave(Market market, int handle) {
        if (handle != Book.NONE) {
            Book book = market.book;
            long open = book.remainingLots(handle);
            open(market, book.side(handle), book.priceTicks(handle), -open);
            fees -= market.orders.held(handle);
        }
    }

    private void open(Market market, Side side, long priceTicks, long openLots) {
        long value = market.notional(priceTicks, openLots);
        if (side == Side.BUY) {
            low += market.atMinimum(openLots) - value;
        } else {
            high += value - market.atMaximum(openLots);
        }
    }

    private long worst() {
        return Math.min(low, high) - fees;
    }
}
