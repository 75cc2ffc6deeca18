package io.rialto.view;

import io.rialto.protocol.PostedDecoder;

import org.agrona.collections.Long2LongHashMap;

/** Applies postings, and audits them: balances follow from deltas, and money sums to zero. */
final class PostingApplier {
    private static final int UNIVERSE_SHIFT = 32;

    private final ViewStore store;
    private final Touched touched;
    private final OrderApplier orders;

    /** Sum of the command's cash deltas by universe and asset, those other than zero. */
    private final Long2LongHashMap imbalances = new Long2LongHashMap(0);

    PostingApplier(ViewStore store, Touched touched, OrderApplier orders) {
        this.store = store;
        this.touched = touched;
        this.orders = orders;
    }

    void posted(long sequence, PostedDecoder event) {
        AccountEntry account = store.account(event.account());
        int asset = (int) event.asset();
        BalanceEntry balance = account.balance(asset);
        balance.cash += event.cashDelta();
        balance.held += event.heldDelta();
        if (balance.cash != event.cash() || balance.held != event.held()) {
            throw new FrameInvalidException(
                    "event " + sequence + " does not follow from the balance of account "
                            + account.id + " in asset " + asset);
        }
        touched.touch(balance);
        addToImbalance(account.universe, asset, event.cashDelta());
        if (event.heldDelta() != 0) {
            holdForOrder(event, asset);
        }
    }

    private void addToImbalance(int universe, int asset, long delta) {
        long key = ((long) universe << UNIVERSE_SHIFT) | asset;
        long sum = imbalances.get(key) + delta;
        if (sum == 0) {
            imbalances.remove(key);
        } else {
            imbalances.put(key, sum);
        }
    }

    private void holdForOrder(PostedDecoder event, int asset) {
        switch (event.cause()) {
            case HOLD, RELEASE -> {
                MarketEntry market = store.market(event.market());
                orders.held(store.order(market, event.reference()), event.heldDelta());
            }
            case TRADE -> {
                MarketEntry market = store.market(event.market());
                orders.held(orders.partyToTrade(market, asset), event.heldDelta());
            }
            case RESERVE, CODE -> {
                // For a redeem code: what is reserved is known from its own events.
            }
            case ISSUE,
                    WITHDRAWAL,
                    FEE,
                    TRANSFER,
                    GIFT,
                    SWEEP,
                    POSITION_SETTLED,
                    REDEMPTION_FEE,
                    STRIKE,
                    OPTION_SETTLED,
                    CORRECTION,
                    AUCTION,
                    NULL_VAL ->
                throw new FrameInvalidException("a posting of " + event.cause() + " holds funds");
        }
    }

    void end() {
        if (!imbalances.isEmpty()) {
            imbalances.clear();
            throw new FrameInvalidException("the postings of a command do not sum to zero");
        }
    }
}
