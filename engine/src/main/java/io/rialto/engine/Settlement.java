package io.rialto.engine;

import io.rialto.matching.Aggressor;
import io.rialto.matching.Book;
import io.rialto.matching.MatchEnd;
import io.rialto.matching.MatchListener;
import io.rialto.money.Fees;
import io.rialto.money.Side;

/**
 * Lets an accepted order take what it can, and settles every match at once: tells of the trade, moves
 * the money, charges the fees, releases what is no longer to be held, ends the makers that are used
 * up.
 */
final class Settlement implements MatchListener {

    private final OpenOrders open;
    private final Seats seats;
    private final Exposures exposures;
    private final Postings postings;
    private final EventSink events;
    private final TradedMarkets traded;
    private final MarketLife life;
    private final LogTime time;

    private final Aggressor aggressor = new Aggressor();
    private final EventSink.Traded trade = new EventSink.Traded();

    /** The order that takes, while it does. */
    private WorkingOrder taker = new WorkingOrder();

    /** Stands for the later of two resting orders in an auction's trade. */
    private final WorkingOrder auction = new WorkingOrder();

    private long heldDelta;

    private boolean isHalting;

    /** Its last lots were lost to a decrement rather than traded. */
    private boolean endedByDecrement;

    Settlement(
            OpenOrders open,
            Postings postings,
            EventSink events,
            TradedMarkets traded,
            MarketLife life,
            LogTime time) {
        this.open = open;
        this.seats = open.seats;
        exposures = open.exposures();
        this.postings = postings;
        this.events = events;
        this.traded = traded;
        this.life = life;
        this.time = time;
    }

    /**
     * Matches an order with the book.
     *
     * @return null if what is left of it may rest, else why it ends
     */
    CloseReason match(WorkingOrder order) {
        taker = order;
        endedByDecrement = false;
        isHalting = false;
        long touch = order.market.touchTicks(order.side, Book.NONE);
        if (!Market.crosses(order.side, order.limitTicks, touch)) {
            return order.mayRest() ? null : CloseReason.REMAINDER;
        }
        prepare(aggressor, order);
        MatchEnd end = order.market.book.match(aggressor, this);
        if (end == MatchEnd.BOUND && aggressor.boundTicks != order.limitTicks) {
            touch = order.market.touchTicks(order.side, Book.NONE);
            isHalting = Market.crosses(order.side, order.limitTicks, touch);
        }
        return order.endedBy(end, endedByDecrement);
    }

    /** Whether the order last matched would have traded outside the market's band. */
    boolean isHalting() {
        return isHalting;
    }

    /** States what an order wants from the book. */
    static void prepare(Aggressor aggressor, WorkingOrder order) {
        aggressor.side = order.side;
        aggressor.boundTicks = Guard.bound(order);
        aggressor.quantityLots = order.remainingLots;
        aggressor.selfTradeGroup = order.selfTradeGroup;
        aggressor.selfTradePrevention = order.selfTradePrevention;
        aggressor.ignoredHandle = order.ignoredHandle;
    }

    @Override
    public long affordableLots(long priceTicks, long wantedLots) {
        return taker.affordableLots(priceTicks, wantedLots, taker.takerNotional);
    }

    @Override
    public void onFill(int maker, long priceTicks, long lots) {
        Market market = taker.market;
        OrderSlab orders = market.orders;
        Side makerSide = taker.side.opposite();
        long feeNotional = market.feeNotional(priceTicks, lots);
        long notional = market.notionalOf(feeNotional, lots);
        long makerRemaining = market.book.remainingLots(maker) - lots;

        long makerNotional = orders.makerNotional(maker) + feeNotional;
        long makerFees = Fees.charge(makerNotional, orders.makerFeePpm(maker));
        long makerFee = makerFees - orders.makerFees(maker);
        long makerHeld = market.requiredHold(
                maker, makerSide, priceTicks, makerRemaining, makerNotional, makerFees);
        long makerHeldDelta = makerHeld - orders.held(maker);
        orders.makerFigures(maker, makerNotional, makerFees);
        orders.held(maker, makerHeld);
        orders.filledLots(maker, orders.filledLots(maker) + lots);
        market.links.touch(market.book.orderId(maker));

        long takerFee = taker.charge(feeNotional, lots);
        long takerHeldDelta = taker.adjustHold(notional + takerFee);

        printed(market, priceTicks);
        int seat = orders.seat(maker);
        count(market, taker.seat, feeNotional);
        count(market, seat, feeNotional);
        long tradeId = tell(maker, seat, priceTicks, lots, notional, makerFee, takerFee);
        boolean takerBuys = taker.isBuy();
        remember(tradeId, takerBuys ? taker.seat : seat, takerBuys ? seat : taker.seat, lots);
        if (market.ofContracts) {
            // The maker's lots are no longer open; then both positions change with their money.
            exposures.open(market, seat, makerSide, priceTicks, -lots, makerHeldDelta);
            trade(tradeId, taker.seat, taker.isBuy() ? lots : -lots, takerFee);
            trade(tradeId, seat, taker.isBuy() ? -lots : lots, makerFee);
            charge(tradeId, takerFee + makerFee);
            int buyer = taker.isBuy() ? taker.seat : seat;
            open.options().traded(market, buyer, taker.isBuy() ? seat : taker.seat, lots);
        } else if (taker.isBuy()) {
            settle(tradeId, taker.seat, takerFee, takerHeldDelta, seat, makerFee, makerHeldDelta);
        } else {
            settle(tradeId, seat, makerFee, makerHeldDelta, taker.seat, takerFee, takerHeldDelta);
        }
        if (!taker.isBuy()) {
            seats.addOpenBuyLots(seat, -lots);
        }
        if (makerRemaining == 0) {
            open.closeByMatch(market, maker, CloseReason.FILLED);
        }
    }

    /**
     * Settles a trade between two resting orders, both as makers. The book itself is changed by the
     * caller.
     */
    void cross(Market market, int buy, int sell, long priceTicks, long lots) {
        taker = auction;
        auction.market = market;
        int buyer = market.orders.seat(buy);
        int seller = market.orders.seat(sell);
        long buyFee = make(buy, Side.BUY, priceTicks, lots);
        long buyHeldDelta = heldDelta;
        long sellFee = make(sell, Side.SELL, priceTicks, lots);
        printed(market, priceTicks);
        long feeNotional = market.feeNotional(priceTicks, lots);
        countIfCharged(market, buy, feeNotional);
        countIfCharged(market, sell, feeNotional);
        market.guard.opened(priceTicks);
        boolean buyIsFirst = market.book.orderId(buy) < market.book.orderId(sell);
        int later = buyIsFirst ? sell : buy;
        auction.side = buyIsFirst ? Side.SELL : Side.BUY;
        auction.orderId = market.book.orderId(later);
        auction.account = seats.account(market.orders.seat(later));
        long tradeId = tell(
                buyIsFirst ? buy : sell,
                buyIsFirst ? buyer : seller,
                priceTicks,
                lots,
                market.notional(priceTicks, lots),
                buyIsFirst ? buyFee : sellFee,
                buyIsFirst ? sellFee : buyFee);
        remember(tradeId, buyer, seller, lots);
        if (market.ofContracts) {
            trade(tradeId, buyer, lots, buyFee);
            trade(tradeId, seller, -lots, sellFee);
            charge(tradeId, buyFee + sellFee);
            open.options().traded(market, buyer, seller, lots);
        } else {
            settle(tradeId, buyer, buyFee, buyHeldDelta, seller, sellFee, heldDelta);
        }
        seats.addOpenBuyLots(buyer, -lots);
        closeIfFilled(market, buy, lots);
        closeIfFilled(market, sell, lots);
    }

    /** Counts an auction's fill of an order; {@link #heldDelta} is the change of its hold. */
    private long make(int handle, Side side, long priceTicks, long lots) {
        Market market = taker.market;
        OrderSlab orders = market.orders;
        long limitTicks = market.book.priceTicks(handle);
        long makerNotional = orders.makerNotional(handle);
        long feeNotional = market.feeNotional(priceTicks, lots);
        if (orders.makerFeePpm(handle) >= 0) {
            makerNotional += feeNotional;
        } else {
            // Nobody takes, so nobody would pay for a rebate.
            orders.unchargedNotional(handle, orders.unchargedNotional(handle) + feeNotional);
        }
        long makerFees = Fees.charge(makerNotional, orders.makerFeePpm(handle));
        long fee = makerFees - orders.makerFees(handle);
        long held = market.requiredHold(
                handle,
                side,
                limitTicks,
                market.book.remainingLots(handle) - lots,
                makerNotional,
                makerFees);
        heldDelta = held - orders.held(handle);
        orders.makerFigures(handle, makerNotional, makerFees);
        orders.held(handle, held);
        orders.filledLots(handle, orders.filledLots(handle) + lots);
        market.links.touch(market.book.orderId(handle));
        if (market.ofContracts) {
            exposures.open(market, orders.seat(handle), side, limitTicks, -lots, heldDelta);
        }
        return fee;
    }

    /** A trade at that price was seen. */
    private void printed(Market market, long priceTicks) {
        market.lastPrice(market.price(priceTicks));
        market.guard.printed(priceTicks);
        if (market.waiting.isWatched()) {
            traded.traded(market, priceTicks);
        }
    }

    /** Counts a trade towards what an account has traded, where rates depend on it. */
    private void count(Market market, int seat, long notional) {
        if (market.tiers.areAny()) {
            market.tiers.traded(seat, FeeTiers.day(time.now), notional);
        }
    }

    /** Nobody takes in an auction: what trades there for nothing would buy a tier for nothing. */
    private void countIfCharged(Market market, int handle, long notional) {
        if (market.orders.makerFeePpm(handle) > 0) {
            count(market, market.orders.seat(handle), notional);
        }
    }

    private void closeIfFilled(Market market, int handle, long lots) {
        if (market.book.remainingLots(handle) == lots) {
            open.closeByMatch(market, handle, CloseReason.FILLED);
        }
    }

    /** Tells of the trade; keeps quantity and notional for its postings. */
    private long tell(
            int maker,
            int seat,
            long priceTicks,
            long lots,
            long notional,
            long makerFee,
            long takerFee) {
        Market market = taker.market;
        trade.market = market.id;
        trade.trade = market.nextTrade++;
        trade.update = ++market.update;
        trade.makerOrder = market.book.orderId(maker);
        trade.takerOrder = taker.orderId;
        trade.makerAccount = seats.account(seat);
        trade.takerAccount = taker.account;
        trade.price = market.price(priceTicks);
        trade.quantity = market.quantity(lots);
        trade.notional = notional;
        trade.makerFee = makerFee;
        trade.takerFee = takerFee;
        trade.makerRemaining = market.quantity(market.book.remainingLots(maker) - lots);
        trade.takerSide = taker.side;
        events.traded(trade);
        return trade.trade;
    }

    /** Keeps the trade that was told, so that it can be undone. */
    private void remember(long tradeId, int buyer, int seller, long lots) {
        if (life.remembersTrades()) {
            boolean takerBuys = trade.takerSide == Side.BUY;
            taker.market.tape.add(
                    tradeId,
                    buyer,
                    seller,
                    trade.price,
                    lots,
                    trade.notional,
                    takerBuys ? trade.takerFee : trade.makerFee,
                    takerBuys ? trade.makerFee : trade.takerFee);
        }
    }

    private void settle(
            long tradeId,
            int buyer,
            long buyerFee,
            long buyerHeldDelta,
            int seller,
            long sellerFee,
            long sellerHeldDelta) {
        long cost = trade.notional + buyerFee;
        long proceeds = trade.notional - sellerFee;
        post(buyer, seats.quoteSlot(buyer), -cost, buyerHeldDelta, tradeId);
        post(buyer, seats.baseSlot(buyer), trade.quantity, 0, tradeId);
        post(seller, seats.baseSlot(seller), -trade.quantity, sellerHeldDelta, tradeId);
        post(seller, seats.quoteSlot(seller), proceeds, 0, tradeId);
        charge(tradeId, buyerFee + sellerFee);
    }

    /** Changes a position by a trade, and its money in the same step. */
    private void trade(long tradeId, int seat, long lots, long fee) {
        long spent = lots > 0 ? trade.notional : -trade.notional;
        exposures.trade(taker.market, seat, lots, spent, fee);
        post(seat, seats.quoteSlot(seat), -spent - fee, 0, tradeId);
    }

    private void charge(long tradeId, long fees) {
        Market market = taker.market;
        if (fees != 0) {
            postings.post(
                    market.feesAccount,
                    market.feesSlot,
                    PostingCause.FEE,
                    fees,
                    0,
                    market,
                    tradeId);
        }
    }

    private void post(int seat, int slot, long cashDelta, long heldDelta, long tradeId) {
        postings.post(
                seats.account(seat),
                slot,
                PostingCause.TRADE,
                cashDelta,
                heldDelta,
                taker.market,
                tradeId);
    }

    @Override
    public void onShown(int maker) {
        Market market = taker.market;
        events.orderShown(
                market.id,
                market.book.orderId(maker),
                ++market.update,
                market.quantity(market.book.shownLots(maker)));
    }

    @Override
    public void onSelfTradeCancel(int maker) {
        open.closeByMatch(taker.market, maker, CloseReason.SELF_TRADE);
    }

    @Override
    public void onSelfTradeDecrement(int maker, long lots) {
        Market market = taker.market;
        long makerRemaining = market.book.remainingLots(maker) - lots;
        if (makerRemaining == 0) {
            open.closeByMatch(market, maker, CloseReason.SELF_TRADE);
        } else {
            open.reduce(market, maker, lots, true);
        }
        long heldBefore = taker.held;
        endedByDecrement = taker.decrement(lots);
        if (!endedByDecrement) {
            events.orderReduced(
                    market.id,
                    taker.orderId,
                    taker.account,
                    0,
                    market.quantity(taker.quantityLots),
                    market.quantity(taker.remainingLots),
                    true);
            if (!market.ofContracts) {
                postings.hold(
                        taker.account,
                        taker.payingSlot(),
                        taker.held - heldBefore,
                        market,
                        taker.orderId);
            }
        }
    }
}
