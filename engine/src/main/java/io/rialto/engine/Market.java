package io.rialto.engine;

import io.rialto.matching.Book;
import io.rialto.money.Fees;
import io.rialto.money.Notional;
import io.rialto.money.Side;

import java.math.BigInteger;

/**
 * A market: its terms, also in ticks and lots, its counters and its book.
 *
 * <p>Ticks are those of the book, which begin at 1. In a spot market they are the price in steps; in
 * one of contracts, whose prices may be zero or negative, 1 is the lower bound.
 */
final class Market {
    /** Nothing that an account can do in a market reaches this (VENUE-RULES 1). */
    private static final BigInteger REACH_LIMIT = BigInteger.ONE.shiftLeft(62);

    /**
     * The same where contracts are traded: worst cases of all markets of an account are added up, and
     * there may be 2^14 markets, in each of which exercises may take a position to {@link
     * #WRITER_REACH}.
     */
    private static final BigInteger CONTRACTS_REACH_LIMIT = BigInteger.ONE.shiftLeft(45);

    /** Most that a position may come to pay which others make by exercising what it wrote. */
    private static final long WRITER_REACH = 1L << 47;

    /** Most that its quantity may come to. */
    private static final long QUANTITY_REACH = 1L << 62;

    /** Stands for no price in a market where 0 is one. */
    static final long NO_PRICE_GIVEN = Long.MIN_VALUE;

    final long id;

    /** Number in the shard less one. */
    final int index;

    /** The economy that trades here; 0 is the main one. */
    final int universe;

    /** As created but for the figures set since; status and fees may have changed too. */
    MarketSpec spec;

    /** Quote minor units of one lot at one tick. */
    final long notionalPerTickLot;

    /** The highest price in whole ticks. */
    long priceMaximumTicks;

    /** Whether contracts are traded here rather than an asset. */
    boolean ofContracts;

    /** The terms of a market of contracts. */
    OutcomeTerms outcome = OutcomeTerms.none();

    /** Of accounts, where contracts are traded. */
    final Positions positions = new Positions();

    /** The fund whose shares are traded, or null. */
    Fund fund;
    /** The last trades, which can be undone; empty under version 1 of the rules. */
    final TradeTape tape = new TradeTape();

    /** What it was settled at; means something only where {@link #isSettled}. */
    long settlementPrice;

    boolean isSettled;

    /** What a price is in steps, less what it is in the ticks of the book. */
    private long offsetTicks;

    /** Price in steps from which the notional of fees is counted: 0, or a lower bound below it. */
    private long floorTicks;

    /** What a lot pays at the lower and at the upper bound, quote minor units. */
    private long lotAtMinimum;

    private long lotAtMaximum;

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

    /** What protects it. */
    final Guard guard = new Guard();

    /** Who may know of it. */
    final Viewers viewers = new Viewers();

    /** Which orders cancel each other. */
    final Links links = new Links();

    /** Rates by what an account traded. */
    final FeeTiers tiers = new FeeTiers();

    /** What the venue does with resting orders. */
    final Managed managed = new Managed();

    /** What waits for a price before it enters the book. */
    final WaitingOrders waiting = new WaitingOrders();

    MarketStatus status;
    int makerFeePpm;
    int takerFeePpm;

    /** Price of the last trade, 1e-9 of quote per base; 0 before the first. */
    long lastPrice;

    /** Contracts were traded, and of no trade is it known that it stands. */
    private boolean isPriceGone;

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

    /** Makes it a market of contracts. */
    void trade(OutcomeTerms terms) {
        ofContracts = true;
        outcome = terms;
        long minimum = terms.priceMinimum() / tick;
        long maximum = terms.priceMaximum() / tick;
        offsetTicks = minimum - 1;
        floorTicks = Math.min(0, minimum);
        priceMaximumTicks = maximum - offsetTicks;
        lotAtMinimum = minimum * notionalPerTickLot;
        lotAtMaximum = maximum * notionalPerTickLot;
    }

    /** Quote minor units that so many lots cost at so many ticks; negative where the price is. */
    long notional(long priceTicks, long quantityLots) {
        return Notional.of(priceTicks + offsetTicks, quantityLots, notionalPerTickLot);
    }

    /**
     * The notional on which fees are charged. It is the notional but where prices may be negative:
     * there it is counted from the lower bound, so that it never is.
     */
    long feeNotional(long priceTicks, long quantityLots) {
        return Notional.of(priceTicks + offsetTicks - floorTicks, quantityLots, notionalPerTickLot);
    }

    /** The notional of so many lots on which fees were charged so. */
    long notionalOf(long feeNotional, long quantityLots) {
        return floorTicks == 0
                ? feeNotional
                : feeNotional + Notional.of(floorTicks, quantityLots, notionalPerTickLot);
    }

    /** What so many lots pay at the lower bound. */
    long atMinimum(long lots) {
        return lotAtMinimum * lots;
    }

    /** What so many lots pay at the upper bound. */
    long atMaximum(long lots) {
        return lotAtMaximum * lots;
    }

    /** What a lot pays at the bound that is further from zero, without sign. */
    long furthestOfLot() {
        return Math.max(Math.abs(lotAtMinimum), Math.abs(lotAtMaximum));
    }

    /**
     * The largest position that exercises of others may leave a writer with, long or short: neither
     * what it pays nor its quantity may pass what can be counted.
     */
    long writerReachLots() {
        return Math.min(WRITER_REACH / Math.max(1, furthestOfLot()), QUANTITY_REACH / lot);
    }

    /** The price of so many ticks, 1e-9 of quote per unit. */
    long price(long priceTicks) {
        return (priceTicks + offsetTicks) * tick;
    }

    /** The ticks of a price that is a whole number of them. */
    long ticks(long price) {
        return price / tick - offsetTicks;
    }

    /** Whether contracts may cost less than nothing, so that a budget means nothing. */
    boolean hasNegativePrices() {
        return floorTicks < 0;
    }

    /** Whether an order or an amendment gives this as its price. */
    boolean isPrice(long given) {
        return given != (ofContracts ? NO_PRICE_GIVEN : 0);
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

    /**
     * What a resting order must hold when so much of it remains and nothing else has changed; of
     * contracts it is only the fees that it could cost.
     */
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
        if (side == Side.SELL && !ofContracts) {
            return quantity(remainingLots);
        }
        long rest = feeNotional(priceTicks, remainingLots);
        long hold = Holds.forBuy(
                rest,
                makerNotional,
                orders.takerNotional(handle),
                makerFees + orders.takerFees(handle),
                orders.makerFeePpm(handle),
                orders.takerFeePpm(handle));
        return ofContracts ? hold - rest : hold;
    }

    /** What price filters are relative to: the last trade, before it the market's own; 0: none. */
    long referencePrice() {
        return lastPrice != 0 ? lastPrice : spec.referencePrice();
    }

    /** The same in ticks of the book; 0 for none. */
    long referenceTicks() {
        boolean hasTraded = hasTraded();
        long reference = hasTraded ? lastPrice : spec.referencePrice();
        return hasTraded || reference != 0 ? ticks(reference) : Book.NO_PRICE;
    }

    /** Whether there is a last trade: one that stands, as far as trades are remembered. */
    private boolean hasTraded() {
        return ofContracts ? nextTrade > 1 && !isPriceGone : lastPrice != 0;
    }

    /** What others are told of the last trade: contracts may trade at 0, so that it is not none. */
    long lastPriceTold() {
        return isPriceGone ? MarketEvents.NO_PRICE : lastPrice;
    }

    /** A trade, or what a state tells of the last one. */
    void lastPrice(long told) {
        isPriceGone = told == MarketEvents.NO_PRICE;
        lastPrice = isPriceGone ? 0 : told;
    }

    /** The last trade is another one, because one was undone. */
    void undone() {
        boolean isGone = ofContracts && !tape.hasStanding();
        lastPrice(isGone ? MarketEvents.NO_PRICE : tape.lastPrice());
        if (!hasTraded()) {
            guard.average = 0;
            // No trade stands that could trigger anything.
            waiting.clearTraded();
        }
    }

    /** A figure as it is. */
    long figure(MarketFigure figure) {
        return switch (figure) {
            case PRICE_BAND_PPM -> spec.priceBandPpm();
            case PROTECTION_PPM -> spec.protectionPpm();
            case NOTIONAL_MAXIMUM -> spec.notionalMaximum();
            case POSITION_MAXIMUM -> spec.positionMaximum();
            case OPEN_ORDERS_ACCOUNT -> spec.openOrdersAccountMax();
            case OPEN_ORDERS_MARKET -> spec.openOrdersMarketMax();
            default -> guard.get(figure);
        };
    }

    /** How many orders are open, with the places kept for exits. */
    int openOrders() {
        return book.orders() + waiting.count() + links.reserved();
    }

    /** Gives a figure another value. */
    void figure(MarketFigure figure, long value) {
        if (figure.isOfTerms()) {
            spec = spec.with(figure, value);
        } else {
            guard.set(figure, value);
        }
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

    /**
     * The same for a market of contracts: what an account could come to pay or be paid by a position
     * as large as it may be and as many orders as it may have open, at the bound that is further from
     * zero.
     */
    static boolean staysInRange(
            MarketSpec spec, long priceMinimum, long priceMaximum, long notionalPerTickLot) {
        BigInteger furthest = BigInteger.valueOf(priceMinimum)
                .abs()
                .max(BigInteger.valueOf(priceMaximum).abs())
                .max(BigInteger.valueOf(priceMaximum).subtract(BigInteger.valueOf(priceMinimum)))
                .divide(BigInteger.valueOf(spec.tick()))
                .add(BigInteger.ONE);
        BigInteger quantity = BigInteger.valueOf(spec.quantityMaximum())
                .multiply(BigInteger.valueOf(spec.openOrdersAccountMax() + 1L))
                .add(BigInteger.valueOf(spec.positionMaximum()));
        BigInteger lots = quantity.divide(BigInteger.valueOf(spec.lot()));
        BigInteger reach = furthest.multiply(lots).multiply(BigInteger.valueOf(notionalPerTickLot));
        return reach.compareTo(CONTRACTS_REACH_LIMIT) < 0 && quantity.compareTo(REACH_LIMIT) < 0;
    }

    /** The first trade that can still be undone; the next one to come if none can. */
    long firstUndoable() {
        return tape.isEmpty() ? nextTrade : tape.first();
    }
}
