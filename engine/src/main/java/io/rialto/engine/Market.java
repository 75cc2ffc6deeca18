package io.rialto.engine;

import io.rialto.matching.Book;
import io.rialto.money.Fees;
import io.rialto.money.Notional;

import java.math.BigInteger;

/** A spot market: its terms, also in ticks and lots, its counters and its book. */
final class Market {
    /** Nothing that an account can do in a market reaches this (VENUE-RULES 1). */
    private static final BigInteger REACH_LIMIT = BigInteger.ONE.shiftLeft(62);

    final long id;

    /** Number in the shard less one. */
    final int index;

    /** As created; status and fees may have changed since. */
    final MarketSpec spec;

    /** Quote minor units of one lot at one tick. */
    final long notionalPerTickLot;

    /** The highest price in whole ticks. */
    final long priceMaximumTicks;

    /** Where in the ledger the venue's fees in the quote asset are. */
    final int feesSlot;

    final Book book = new Book();

    MarketStatus status;
    int makerFeePpm;
    int takerFeePpm;

    /** Price of the last trade, 1e-9 of quote per base; 0 before the first. */
    long lastPrice;

    /** Id of the next order accepted here. */
    long nextOrder = 1;

    /** Id of the next trade here. */
    long nextTrade = 1;

    /** Public number of the last change of the book; 0 before the first. */
    long update;

    Market(long id, int index, MarketSpec spec, long notionalPerTickLot, int feesSlot) {
        this.id = id;
        this.index = index;
        this.spec = spec;
        this.notionalPerTickLot = notionalPerTickLot;
        this.feesSlot = feesSlot;
        priceMaximumTicks = spec.priceMaximum() / spec.tick();
        status = spec.status();
        makerFeePpm = spec.makerFeePpm();
        takerFeePpm = spec.takerFeePpm();
    }

    /** Quote minor units that so many lots cost at so many ticks. */
    long notional(long priceTicks, long quantityLots) {
        return Notional.of(priceTicks, quantityLots, notionalPerTickLot);
    }

    /** What price filters are relative to: the last trade, before it the market's own; 0: none. */
    long referencePrice() {
        return lastPrice != 0 ? lastPrice : spec.referencePrice();
    }

    /** The terms as they are now. */
    MarketSpec specNow() {
        return new MarketSpec(
                spec.symbol(),
                spec.baseAsset(),
                spec.quoteAsset(),
                spec.tick(),
                spec.lot(),
                spec.priceMaximum(),
                spec.quantityMinimum(),
                spec.quantityMaximum(),
                spec.notionalMinimum(),
                spec.notionalMaximum(),
                spec.positionMaximum(),
                spec.referencePrice(),
                spec.priceBandPpm(),
                spec.protectionPpm(),
                spec.openOrdersAccountMax(),
                spec.openOrdersMarketMax(),
                makerFeePpm,
                takerFeePpm,
                spec.selfTradePrevention(),
                status);
    }

    /**
     * Whether what an account could come to hold and pay by as many orders as it may have open, each
     * of the highest quantity at the highest price with the highest fee that may ever be set, stays
     * below 2^62.
     */
    static boolean staysInRange(MarketSpec spec, long notionalPerTickLot) {
        BigInteger orders = BigInteger.valueOf(spec.openOrdersAccountMax());
        BigInteger notional = BigInteger.valueOf(spec.priceMaximum() / spec.tick())
                .multiply(BigInteger.valueOf(spec.quantityMaximum() / spec.lot()))
                .multiply(BigInteger.valueOf(notionalPerTickLot));
        BigInteger withFees = notional.multiply(BigInteger.valueOf(Fees.PARTS + Fees.RATE_MAX))
                .add(BigInteger.valueOf(Fees.PARTS - 1L))
                .divide(BigInteger.valueOf(Fees.PARTS))
                .add(BigInteger.ONE);
        BigInteger quantity = BigInteger.valueOf(spec.quantityMaximum());
        return withFees.multiply(orders).compareTo(REACH_LIMIT) < 0
                && quantity.multiply(orders).compareTo(REACH_LIMIT) < 0;
    }
}
