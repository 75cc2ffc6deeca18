package io.rialto.auditor;

import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.TradeBustedDecoder;

import org.agrona.collections.Long2ObjectHashMap;

/** A market's terms, numbers, open orders and book, as its events tell them. */
final class AuditedMarket {
    final long id;
    final int universe;
    final int baseAsset;
    final int quoteAsset;
    final long notionalDivisor;
    final AuditedSide bids = new AuditedSide(true);
    final AuditedSide asks = new AuditedSide(false);
    final Long2ObjectHashMap<AuditedOrder> open = new Long2ObjectHashMap<>();

    /** Orders whose exits are not placed yet, by id. */
    final Long2ObjectHashMap<AuditedOrder> entries = new Long2ObjectHashMap<>();

    /** By account, where contracts are traded. */
    final Long2ObjectHashMap<AuditedPosition> positions = new Long2ObjectHashMap<>();

    /** By number, the last ones that can be undone. */
    final Long2ObjectHashMap<AuditedTrade> trades = new Long2ObjectHashMap<>();

    /** By account: what trades came to. */
    final Long2ObjectHashMap<AuditedFlow> flows = new Long2ObjectHashMap<>();

    final AuditedTerms terms = new AuditedTerms();
    final boolean ofContracts;
    long priceMinimum;
    long priceMaximum;
    long positionSum;
    boolean isSettled;

    /** What a contract paid; means something only if it is settled. */
    long settlementPrice;

    /** Its constituents, if it is a fund; else null. */
    AuditedFund fund;

    /** Of a market of options; else null. */
    AuditedOption option;

    MarketStatus status;
    long lastOrder;
    long lastTrade;
    long update;
    long lastPrice;

    /** How many orders wait for a price, and between which it traded while any did. */
    int waiting;

    long lowPrice;
    long highPrice;
    long touchedBy = -1;

    AuditedMarket(
            long id,
            int universe,
            int baseAsset,
            int quoteAsset,
            long notionalDivisor,
            MarketStatus status) {
        this.id = id;
        this.universe = universe;
        this.baseAsset = baseAsset;
        this.quoteAsset = quoteAsset;
        this.notionalDivisor = notionalDivisor;
        this.status = status;
        ofContracts = baseAsset == AuditedVenue.CONTRACTS;
    }

    AuditedFlow flow(long account) {
        return flows.computeIfAbsent(account, _ -> new AuditedFlow());
    }

    /** Nothing that was traded can be undone any more. */
    void forget() {
        trades.clear();
        flows.clear();
    }

    AuditedSide side(boolean isBuy) {
        return isBuy ? bids : asks;
    }

    /** What fees are not charged on: a lower bound below zero, for a quantity. */
    long feeFloor(long quantity) {
        return ofContracts && priceMinimum < 0
                ? Arithmetic.notional(priceMinimum, quantity, notionalDivisor)
                : 0;
    }

    /** A trade. */
    void traded(long price) {
        lastPrice = price;
        if (waiting > 0) {
            lowPrice = lowPrice == 0 ? price : Math.min(lowPrice, price);
            highPrice = Math.max(highPrice, price);
        }
    }

    /** The price of the last trade that stands and is known: 0, or where that is one null, of none. */
    long lastStanding() {
        long last = 0;
        for (long number : trades.keySet()) {
            last = Math.max(last, number);
        }
        long none = ofContracts ? TradeBustedDecoder.lastPriceNullValue() : 0;
        return last == 0 ? none : trades.get(last).price();
    }

    /**
     * The last price is another one, as {@link #lastStanding} says it. Where there is none, nothing that
     * stands has triggered anything.
     */
    void undone(long price) {
        lastPrice = price == TradeBustedDecoder.lastPriceNullValue() ? 0 : price;
        if (lastPrice == 0) {
            lowPrice = 0;
            highPrice = 0;
        }
    }

    /** Orders came to wait of which the last trade has reached one. */
    void reachedBy(long below, long above) {
        if (lastPrice <= below || lastPrice >= above) {
            traded(lastPrice);
        }
    }

    /** One order waits less; where none does, no trade is of interest. */
    void stopWaiting() {
        waiting--;
        if (waiting == 0) {
            lowPrice = 0;
            highPrice = 0;
        }
    }

    /** Matched at one price, until it opens. */
    boolean isUncrossing;

    long uncrossingPrice;
    long uncrossingLeft;

    boolean isOpen() {
        return status == MarketStatus.OPEN;
    }

    boolean isCrossed() {
        return !bids.isEmpty() && !asks.isEmpty() && bids.best().price >= asks.best().price;
    }

    @Override
    public String toString() {
        return "market " + id;
    }
}
