package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.matching.Book;
import io.rialto.money.Side;

/**
 * The filters of a market on an order. Precedence: TICK, LOT, PRICE_MAXIMUM, PRICE_MINIMUM,
 * QUANTITY_MINIMUM, QUANTITY_MAXIMUM, NOTIONAL_MINIMUM, NOTIONAL_MAXIMUM, PRICE_BAND, CLIENT_ORDER_ID_TAKEN,
 * OPEN_ORDERS_ACCOUNT, OPEN_ORDERS_MARKET, POSITION_MAXIMUM. A denial's {@code needed} is the limit
 * and {@code available} what the order comes to.
 */
final class Filters {

    private final OpenOrders open;
    private final Ledger ledger;

    Filters(OpenOrders open, Ledger ledger) {
        this.open = open;
        this.ledger = ledger;
    }

    /**
     * TICK to QUANTITY_MAXIMUM; what passes can be counted in ticks and lots, and its notional cannot
     * overflow.
     *
     * @param given the price, or what stands for none there
     * @param quantity 0 where there is none
     */
    static boolean passesSteps(Market market, long given, long quantity, Outcome outcome) {
        MarketSpec spec = market.spec;
        boolean none = !market.isPrice(given);
        long price = none ? 0 : given;
        if (price % spec.tick() != 0) {
            outcome.deny(Code.TICK, spec.tick(), price);
        } else if (quantity % spec.lot() != 0) {
            outcome.deny(Code.LOT, spec.lot(), quantity);
        } else if (!none && price > spec.priceMaximum()) {
            outcome.deny(Code.PRICE_MAXIMUM, spec.priceMaximum(), price);
        } else if (!none && market.ofContracts && price < market.outcome.priceMinimum()) {
            outcome.deny(Code.PRICE_MINIMUM, market.outcome.priceMinimum(), price);
        } else if (quantity != 0 && quantity < spec.quantityMinimum()) {
            outcome.deny(Code.QUANTITY_MINIMUM, spec.quantityMinimum(), quantity);
        } else if (quantity > spec.quantityMaximum()) {
            outcome.deny(Code.QUANTITY_MAXIMUM, spec.quantityMaximum(), quantity);
        } else {
            return true;
        }
        return false;
    }

    /** NOTIONAL_MINIMUM to PRICE_BAND of a limit order, at its limit. */
    static boolean passesValue(WorkingOrder order, Outcome outcome) {
        Market market = order.market;
        long notional = market.notional(order.limitTicks, order.quantityLots);
        return passesMinimum(market.spec, notional, outcome)
                && passesMaximum(market.spec, notional, outcome)
                && passesBand(market, market.price(order.limitTicks), outcome);
    }

    /**
     * NOTIONAL_MINIMUM and NOTIONAL_MAXIMUM of a market order. One by budget counts with its budget;
     * one by quantity with what it would execute, and has no minimum: how much that is depends on
     * others.
     */
    static boolean passesMarketValue(WorkingOrder order, Estimate estimate, Outcome outcome) {
        MarketSpec spec = order.market.spec;
        if (order.budget != 0 && !passesMinimum(spec, order.budget, outcome)) {
            return false;
        }
        return passesMaximum(spec, order.budget != 0 ? order.budget : estimate.notional, outcome);
    }

    static boolean passesMinimum(MarketSpec spec, long signed, Outcome outcome) {
        long notional = Math.abs(signed);
        if (notional < spec.notionalMinimum()) {
            outcome.deny(Code.NOTIONAL_MINIMUM, spec.notionalMinimum(), notional);
            return false;
        }
        return true;
    }

    static boolean passesMaximum(MarketSpec spec, long signed, Outcome outcome) {
        long notional = Math.abs(signed);
        if (notional > spec.notionalMaximum()) {
            outcome.deny(Code.NOTIONAL_MAXIMUM, spec.notionalMaximum(), notional);
            return false;
        }
        return true;
    }

    private static boolean passesBand(Market market, long price, Outcome outcome) {
        long reference = market.referencePrice();
        long ppm = market.spec.priceBandPpm();
        if (ppm == 0 || reference == 0) {
            return true;
        }
        long width = Holds.share(reference, ppm);
        if (price > reference && price - reference > width) {
            outcome.deny(Code.PRICE_BAND, reference + width, price);
            return false;
        }
        if (price < reference && reference - price > width) {
            outcome.deny(Code.PRICE_BAND, reference - width, price);
            return false;
        }
        return true;
    }

    /** CLIENT_ORDER_ID_TAKEN to OPEN_ORDERS_MARKET; what cannot rest does not count as open. */
    boolean passesCounts(WorkingOrder order, Outcome outcome) {
        if (isIdTaken(order)) {
            outcome.deny(Code.CLIENT_ORDER_ID_TAKEN);
            return false;
        }
        int places = order.places();
        if (places == 0) {
            return true;
        }
        MarketSpec spec = order.market.spec;
        int gone = order.ignoredHandle == Book.NONE ? 0 : 1;
        int ofAccount = order.seat == Seats.NONE ? 0 : open.seats.openOrders(order.seat) - gone;
        int ofMarket = order.market.openOrders() - gone;
        long account = (long) ofAccount + places;
        long market = (long) ofMarket + places;
        if (account > spec.openOrdersAccountMax()) {
            outcome.deny(Code.OPEN_ORDERS_ACCOUNT, spec.openOrdersAccountMax(), account);
        } else if (market > spec.openOrdersMarketMax()) {
            outcome.deny(Code.OPEN_ORDERS_MARKET, spec.openOrdersMarketMax(), market);
        } else {
            return true;
        }
        return false;
    }

    private boolean isIdTaken(WorkingOrder order) {
        if (order.clientOrderId.isEmpty()) {
            return false;
        }
        int entry = open.clientOrderIds.find(order.accountIndex, order.clientOrderId);
        if (entry == ClientOrderIds.NONE) {
            return false;
        }
        boolean isIgnored = open.clientOrderIds.marketIndex(entry) == order.market.index
                && open.clientOrderIds.handle(entry) == order.ignoredHandle;
        return !isIgnored;
    }

    /**
     * POSITION_MAXIMUM: what a buyer owns, what its open orders may buy, and this order.
     *
     * @param lots what this order may buy
     */
    boolean passesPosition(WorkingOrder order, long lots, Outcome outcome) {
        Market market = order.market;
        if (market.ofContracts) {
            return passesContracts(order, lots, outcome);
        }
        long maximum = market.spec.positionMaximum();
        if (maximum == 0 || !order.isBuy()) {
            return true;
        }
        long owned = order.baseSlot == Ledger.NONE ? 0 : ledger.cash(order.baseSlot);
        long openLots = order.seat == Seats.NONE ? 0 : open.seats.openBuyLots(order.seat);
        openLots -= buyLots(market, order.ignoredHandle) + buyLots(market, order.handle);
        long before = owned + market.quantity(openLots);
        if (market.quantity(lots) > maximum - before) {
            long after = Math.min(before, Long.MAX_VALUE - market.quantity(lots));
            outcome.deny(Code.POSITION_MAXIMUM, maximum, after + market.quantity(lots));
            return false;
        }
        return true;
    }

    /** The same of contracts, which can be owed as well as owned. */
    private boolean passesContracts(WorkingOrder order, long lots, Outcome outcome) {
        Market market = order.market;
        long maximum = market.spec.positionMaximum() / market.lot;
        long after = lots;
        if (order.seat != Seats.NONE) {
            int position = open.seats.position(order.seat);
            long openLots = order.isBuy()
                    ? open.seats.openBuyLots(order.seat)
                    : market.positions.offeredLots(position);
            openLots -= ofSide(order, order.ignoredHandle) + ofSide(order, order.handle);
            long owned = market.positions.lots(position);
            after += openLots + (order.isBuy() ? owned : -owned);
        }
        if (after > maximum) {
            outcome.deny(
                    Code.POSITION_MAXIMUM, market.spec.positionMaximum(), market.quantity(after));
            return false;
        }
        return true;
    }

    private static long ofSide(WorkingOrder order, int handle) {
        Book book = order.market.book;
        boolean counts = handle != Book.NONE && book.side(handle) == order.side;
        return counts ? book.remainingLots(handle) : 0;
    }

    private static long buyLots(Market market, int handle) {
        boolean buys = handle != Book.NONE && market.book.side(handle) == Side.BUY;
        return buys ? market.book.remainingLots(handle) : 0;
    }
}
