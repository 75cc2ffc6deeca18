package io.rialto.engine;

import io.rialto.ledger.Ledger;
import io.rialto.matching.Aggressor;
import io.rialto.matching.MatchEnd;
import io.rialto.matching.MatchListener;
import io.rialto.money.Fees;
import io.rialto.money.Side;

/**
 * Works out what a placement that was decided would do, by the arithmetic that would do it, and
 * changes nothing but the working order.
 */
final class PreviewDesk implements MatchListener {

    private final Decision decision;
    private final Ledger ledger;
    private final Seats seats;
    private final ContractFunds contracts;
    private final Aggressor aggressor = new Aggressor();

    private WorkingOrder order = new WorkingOrder();
    private Preview preview = new Preview();
    private boolean endedByDecrement;

    /** What the account will have gained of each asset, beside the order's own hold. */
    private long baseGained;

    private long quoteGained;

    PreviewDesk(Decision decision, Ledger ledger, Seats seats) {
        this.decision = decision;
        this.ledger = ledger;
        this.seats = seats;
        contracts = new ContractFunds(seats, ledger);
    }

    /**
     * Fills a preview.
     *
     * @param possible whether the order was let pass; else the outcome says why not
     */
    void fill(WorkingOrder decided, boolean possible, Outcome outcome, Preview into) {
        order = decided;
        preview = into;
        clear(outcome);
        if (!possible) {
            return;
        }
        preview.available = decision.available(order);
        boolean ofContracts = order.market.ofContracts;
        if (ofContracts) {
            contracts.begin(order);
        }
        CloseReason ended = simulate();
        preview.filledQuantity = order.market.quantity(order.filledLots);
        preview.filledNotional = order.market.notionalOf(order.takerNotional, order.filledLots);
        preview.fees = order.takerFees;
        preview.state = order.state(ended);
        long held = 0;
        if (ended == null) {
            preview.resting = order.market.quantity(order.remainingLots);
            held = order.held;
            preview.held = held;
        }
        if (ofContracts) {
            if (ended == null) {
                contracts.open(
                        order.market, order.side, order.limitTicks, order.remainingLots, held);
            }
            preview.baseAvailableAfter = order.market.quantity(contracts.lots());
            preview.quoteAvailableAfter = contracts.availableAfter();
            return;
        }
        preview.baseAvailableAfter =
                available(order.baseSlot) + baseGained - (order.isBuy() ? 0 : held);
        preview.quoteAvailableAfter =
                available(order.quoteSlot) + quoteGained - (order.isBuy() ? held : 0);
    }

    /** Fills a preview of an order that would wait. */
    void fillWaiting(WorkingOrder decided, boolean possible, Outcome outcome, Preview into) {
        order = decided;
        preview = into;
        clear(outcome);
        if (possible) {
            preview.available = decision.available(order);
            preview.held = order.held;
            preview.state = OrderState.WAITING;
            preview.baseAvailableAfter =
                    available(order.baseSlot) - (order.isBuy() ? 0 : order.held);
            preview.quoteAvailableAfter =
                    available(order.quoteSlot) - (order.isBuy() ? order.held : 0);
        }
    }

    private void clear(Outcome outcome) {
        preview.clear();
        preview.code = outcome.code;
        preview.needed = outcome.needed;
        preview.available = outcome.available;
        baseGained = 0;
        quoteGained = 0;
        endedByDecrement = false;
    }

    private CloseReason simulate() {
        if (!order.market.status.matches()) {
            return null;
        }
        Settlement.prepare(aggressor, order);
        MatchEnd end = order.market.book.simulate(aggressor, this);
        return order.endedBy(end, endedByDecrement);
    }

    private long available(int slot) {
        return slot == Ledger.NONE ? 0 : ledger.available(slot);
    }

    @Override
    public long affordableLots(long priceTicks, long wantedLots) {
        return order.affordableLots(priceTicks, wantedLots, order.takerNotional);
    }

    @Override
    public void onFill(int maker, long priceTicks, long lots) {
        Market market = order.market;
        long feeNotional = market.feeNotional(priceTicks, lots);
        long notional = market.notionalOf(feeNotional, lots);
        long quantity = market.quantity(lots);
        long fee = order.charge(feeNotional, lots);
        order.adjustHold(notional + fee);
        if (market.ofContracts) {
            contracts.trade(
                    market,
                    order.isBuy() ? lots : -lots,
                    order.isBuy() ? notional : -notional,
                    fee);
        }
        baseGained += order.isBuy() ? quantity : -quantity;
        quoteGained += order.isBuy() ? -(notional + fee) : notional - fee;
        if (isOwn(maker)) {
            tradeWithItself(maker, priceTicks, lots, notional);
        }
        count(market.price(priceTicks), quantity);
    }

    /** Without self-trade prevention an account can be its own counterpart. */
    private void tradeWithItself(int maker, long priceTicks, long lots, long notional) {
        Market market = order.market;
        OrderSlab orders = market.orders;
        Side side = order.side.opposite();
        long makerNotional = orders.makerNotional(maker) + market.feeNotional(priceTicks, lots);
        long makerFees = Fees.charge(makerNotional, orders.makerFeePpm(maker));
        long fee = makerFees - orders.makerFees(maker);
        long held = market.requiredHold(
                maker,
                side,
                priceTicks,
                market.book.remainingLots(maker) - lots,
                makerNotional,
                makerFees);
        long released = orders.held(maker) - held;
        if (market.ofContracts) {
            contracts.open(market, side, priceTicks, -lots, -released);
            contracts.trade(
                    market,
                    side == Side.BUY ? lots : -lots,
                    side == Side.BUY ? notional : -notional,
                    fee);
            return;
        }
        long quantity = market.quantity(lots);
        if (side == Side.BUY) {
            quoteGained += released - (notional + fee);
            baseGained += quantity;
        } else {
            baseGained += released - quantity;
            quoteGained += notional - fee;
        }
    }

    @Override
    public void onSelfTradeCancel(int maker) {
        if (isOwn(maker)) {
            release(maker, 0);
        }
    }

    @Override
    public void onSelfTradeDecrement(int maker, long lots) {
        if (isOwn(maker)) {
            release(maker, order.market.book.remainingLots(maker) - lots);
        }
        endedByDecrement = order.decrement(lots);
    }

    private void release(int maker, long remainingLots) {
        Market market = order.market;
        long released = market.orders.held(maker) - market.requiredHold(maker, remainingLots);
        if (market.ofContracts) {
            long lost = market.book.remainingLots(maker) - remainingLots;
            contracts.open(
                    market,
                    market.book.side(maker),
                    market.book.priceTicks(maker),
                    -lost,
                    -released);
        } else if (market.book.side(maker) == Side.BUY) {
            quoteGained += released;
        } else {
            baseGained += released;
        }
    }

    /** Whether a maker is the very account's; another of its group keeps its own money. */
    private boolean isOwn(int maker) {
        return seats.accountIndex(order.market.orders.seat(maker)) == order.accountIndex;
    }

    private void count(long price, long quantity) {
        int last = preview.fills - 1;
        if (last >= 0 && preview.fillPrices[last] == price) {
            preview.fillQuantities[last] += quantity;
        } else if (preview.fills < Preview.FILLS_MAX) {
            preview.fillPrices[preview.fills] = price;
            preview.fillQuantities[preview.fills] = quantity;
            preview.fills++;
        }
    }
}
