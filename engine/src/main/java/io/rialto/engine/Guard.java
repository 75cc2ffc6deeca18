package io.rialto.engine;

import io.rialto.money.Side;

/**
 * What protects one market: its circuit breaker and its order rate; and the auction that its orders
 * collect for. The breaker's reference is a rolling average: each trade moves it a sixteenth of the
 * way, an auction takes it to its price.
 */
final class Guard {
    /** The average is kept in parts of a tick. */
    static final long AVERAGE_UNIT = 256;

    /** Highest price in ticks of a market that may have a breaker: the average must fit. */
    static final long TICKS_MAX = 1L << 52;

    private static final int AVERAGE_SHIFT = 8;
    private static final int WEIGHT_SHIFT = 4;

    long auctionAt;
    long breakerPpm;
    long haltNanos;
    long orderRate;

    /** Until when the account that has used up most of it has; it outlives a change of the rate. */
    long rateUsedUntil;

    long average;
    long indicatedPrice;
    long indicatedQuantity;
    long indicatedSurplus;
    long indicatedUpdate;
    long indicatedAt;

    /** A trade in the continuous market. */
    void printed(long priceTicks) {
        if (breakerPpm != 0) {
            average = average == 0
                    ? priceTicks << AVERAGE_SHIFT
                    : average + (((priceTicks << AVERAGE_SHIFT) - average) >> WEIGHT_SHIFT);
        }
    }

    /** An auction: what was thought of the price before counts no more. */
    void opened(long priceTicks) {
        if (breakerPpm != 0) {
            average = priceTicks << AVERAGE_SHIFT;
        }
    }

    /** How far an order may trade before the breaker halts: its limit, or the end of the band. */
    static long bound(WorkingOrder order) {
        Market market = order.market;
        Guard guard = market.guard;
        if (guard.breakerPpm == 0 || guard.average == 0) {
            return order.limitTicks;
        }
        long reference = guard.average >> AVERAGE_SHIFT;
        // Where prices may be zero a share of one means nothing: it is one of all that are
        // possible.
        long of = market.ofContracts ? market.priceMaximumTicks - 1 : reference;
        long width = Holds.share(of, guard.breakerPpm);
        return order.side == Side.BUY
                ? Math.min(order.limitTicks, reference + Math.min(width, TICKS_MAX))
                : Math.max(order.limitTicks, reference - width);
    }

    /** Nothing collects any more. */
    void stopCollecting() {
        auctionAt = 0;
        indicatedPrice = 0;
        indicatedQuantity = 0;
        indicatedSurplus = 0;
        indicatedUpdate = 0;
        indicatedAt = 0;
    }

    long get(MarketFigure figure) {
        return switch (figure) {
            case AUCTION_AT -> auctionAt;
            case BREAKER_PPM -> breakerPpm;
            case HALT_NANOS -> haltNanos;
            case ORDER_RATE -> orderRate;
            case AVERAGE -> average;
            case INDICATED_PRICE -> indicatedPrice;
            case INDICATED_QUANTITY -> indicatedQuantity;
            case INDICATED_SURPLUS -> indicatedSurplus;
            case INDICATED_UPDATE -> indicatedUpdate;
            case INDICATED_AT -> indicatedAt;
            case PRICE_BAND_PPM,
                    PROTECTION_PPM,
                    NOTIONAL_MAXIMUM,
                    POSITION_MAXIMUM,
                    OPEN_ORDERS_ACCOUNT,
                    OPEN_ORDERS_MARKET -> throw new AssertionError("of the terms");
        };
    }

    void set(MarketFigure figure, long value) {
        switch (figure) {
            case AUCTION_AT -> auctionAt = value;
            case BREAKER_PPM -> breakerPpm = value;
            case HALT_NANOS -> haltNanos = value;
            case ORDER_RATE -> orderRate = value;
            case AVERAGE -> average = value;
            case INDICATED_PRICE -> indicatedPrice = value;
            case INDICATED_QUANTITY -> indicatedQuantity = value;
            case INDICATED_SURPLUS -> indicatedSurplus = value;
            case INDICATED_UPDATE -> indicatedUpdate = value;
            case INDICATED_AT -> indicatedAt = value;
            case PRICE_BAND_PPM,
                    PROTECTION_PPM,
                    NOTIONAL_MAXIMUM,
                    POSITION_MAXIMUM,
                    OPEN_ORDERS_ACCOUNT,
                    OPEN_ORDERS_MARKET -> throw new AssertionError("of the terms");
        }
    }
}
