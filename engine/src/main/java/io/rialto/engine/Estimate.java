package io.rialto.engine;

import io.rialto.matching.Aggressor;
import io.rialto.matching.MatchEnd;
import io.rialto.matching.MatchListener;
import io.rialto.money.Fees;

/** What a market order, or one with a budget, could take from the book as it is. Changes nothing. */
final class Estimate implements MatchListener {

    private final Aggressor aggressor = new Aggressor();
    private WorkingOrder order = new WorkingOrder();
    private boolean decremented;

    /** What it would take. */
    long lots;

    long notional;

    /** The fees on that. */
    long fees;

    private long feeNotional;
    private MatchEnd end = MatchEnd.FILLED;

    /** Looks; with a budget, as far as that goes. */
    void of(WorkingOrder wanted) {
        order = wanted;
        lots = 0;
        notional = 0;
        fees = 0;
        feeNotional = 0;
        decremented = false;
        Settlement.prepare(aggressor, wanted);
        end = wanted.market.book.simulate(aggressor, this);
    }

    /** Whether it would be done whole, as fill-or-kill asks. */
    boolean isWhole() {
        if (decremented) {
            return false;
        }
        return switch (end) {
            case FILLED -> true;
            case UNAFFORDABLE -> order.byBudgetAlone() && lots > 0;
            case NO_MORE_LIQUIDITY, BOUND, SELF_TRADE -> false;
        };
    }

    @Override
    public long affordableLots(long priceTicks, long wantedLots) {
        return order.affordableLots(priceTicks, wantedLots, notional);
    }

    @Override
    public void onFill(int maker, long priceTicks, long filledLots) {
        lots += filledLots;
        Market market = order.market;
        notional += market.notional(priceTicks, filledLots);
        feeNotional += market.feeNotional(priceTicks, filledLots);
        fees = Fees.charge(feeNotional, order.takerFeePpm);
    }

    @Override
    public void onSelfTradeCancel(int maker) {}

    @Override
    public void onSelfTradeDecrement(int maker, long lostLots) {
        decremented = true;
    }
}
