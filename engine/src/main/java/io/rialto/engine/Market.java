package io.rialto.engine;

import io.rialto.matching.Book;
import io.rialto.money.Fees;
import io.rialto.money.Notional;
import io.rialto.money.Side;

import java.math.BigInteger;

/** A spot market: its terms, also in ticks and lots, its counters and its book. */
final class Market {
    /** Nothing that an account can do in a market reaches this (VENUE-RULES 1). */
    private static final BigInteger REACH_LIMIT = BigInteger.ONE.shiftLeft(62);

    final long id;

    /** Number in the shard less one. */
    final int index;

    /** The economy that trades here; 0 is the main one. */
    final int universe;

    /** As created; status and fees may have changed since. */
    final MarketSpec spec;

    /** Quote minor units of one lot at one tick. */
    final long notionalPerTickLot;

    /** The highest price in whole ticks. */
    final long priceMaximumTicks;

    /** Price step, 1e-9 of quote per base. */
    final long tick;

    /** Quantity step, base minor units. */
    final long lot;

    /** Where in the ledger the venue's fees in the quote asset are. */
    final int feesSlot;

    /** The account that they belong to. */
    final long feesAccount;

    final Book book = new Book();

    /** What is kept of each resting order beside the book. */
    final OrderSlab orders = new OrderSlab();

    /** Who may know of it. */
    final Viewers viewers = new Viewers();

    /** What waits for a price before it enters the book. */
    final WaitingOrders waiting = new WaitingOrders();

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

    Market(
            long id,
            int index,
            int universe,
            MarketSpec spec,
            long notionalPerTickLot,
            int feesSlot,
            long feesAccount) {
        this.id = id;
        this.index = index;
        this.universe = universe;
        this.spec = spec;
        this.notionalPerTickLot = notionalPerTickLot;
        this.feesSlot = feesSlot;
        this.feesAccount = feesAccount;
        tick = spec.tick();
        lot = spec.lot();
        priceMaximumTicks = spec.priceMaximum() / tick;
        status = spec.status();
        makerFeePpm = spec.makerFeePpm();
        takerFeePpm = spec.takerFeePpm();
    }

    /** Quote minor units that so many lots cost at so many ticks. */
    long notional(long priceTicks, long quantityLots) {
        return Notional.of(priceTicks, quantityLots, notionalPerTickLot);
    }

    /** The price of so many ticks, 1e-9 of quote per base. */
    long price(long priceTicks) {
        return priceTicks * tick;
    }

    /** The quantity of so many lots, base minor units. */
    long quantity(long quantityLots) {
        return quantityLots * lot;
    }

    /** The resting order with that id, or NONE. */
    int handleOf(long order) {
        return order > 0 && order < nextOrder ? book.handleOf(order) : Book.NONE;
    }

    /**
     * The price at which an incoming order would first trade, or NO_PRICE.
     *
     * @param side the incoming order's
     * @param ignoredHandle an order to be passed over, or NONE
     */
    long touchTicks(Side side, int ignoredHandle) {
        if (ignoredHandle == Book.NONE) {
            return book.bestPriceTicks(side.opposite());
        }
        int best = book.best(side.opposite());
        if (best == ignoredHandle) {
            best = book.next(best);
        }
        return best == Book.NONE ? Book.NO_PRICE : book.priceTicks(best);
    }

    /** Whether an incoming order with that limit would trade at the touch. */
    static boolean crosses(Side side, long limitTicks, long touchTicks) {
        return touchTicks != Book.NO_PRICE
                && (side == Side.BUY ? limitTicks >= touchTicks : limitTicks <= touchTicks);
    }

    /** What a resting order must hold when so much of it remains and nothing else has changed. */
    long requiredHold(int handle, long remainingLots) {
        return requiredHold(
                handle,
                book.side(handle),
                book.priceTicks(handle),
                remainingLots,
                orders.makerNotional(handle),
                orders.makerFees(handle));
    }

    /** What a resting order must hold with these figures. */
    long requiredHold(
            int handle,
            Side side,
            long priceTicks,
            long remainingLots,
            long makerNotional,
            long makerFees) {
        if (side == Side.SELL) {
            return quantity(remainingLots);
        }
        return Holds.forBuy(
                notional(priceTicks, remainingLots),
                makerNotional,
                orders.takerNotional(handle),
                makerFees + orders.takerFees(handle),
                orders.makerFeePpm(handle),
                orders.takerFeePpm(handle));
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
