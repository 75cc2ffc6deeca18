package io.rialto.view;

import io.rialto.protocol.Side;

import java.util.TreeMap;

/**
 * What an account has in a market of contracts, with what its open orders may do to it: enough for
 * the worst case of VENUE-RULES 4, of which the account's balance is told.
 */
final class PositionEntry {
    final AccountEntry account;
    final MarketEntry market;
    final BalanceEntry balance;
    long quantity;
    long spent;
    long feesPaid;

    /** Of an option what its account holds or has written, by number. */
    final TreeMap<Long, OptionContract> contracts = new TreeMap<>();

    private long bids;
    private long bidValue;
    private long offers;
    private long offerValue;
    private long fees;

    /** What the balance was told. */
    private long backed;

    /** First event of the last command that touched it. */
    long touchedBy;

    PositionEntry(AccountEntry account, MarketEntry market) {
        this.account = account;
        this.market = market;
        balance = account.balance(market.quoteAsset);
    }

    void trade(long bought, long notional, long fee) {
        quantity += bought;
        spent += bought > 0 ? notional : -notional;
        feesPaid += fee;
    }

    /** Counts what an order leaves open, in the place of what it left before. */
    void count(LiveOrder order) {
        count(order.side, -order.countedQuantity, -order.countedValue, -order.held);
        boolean counts = order.level != null && order.isOpen();
        order.countedQuantity = counts ? order.remaining : 0;
        order.countedValue = counts ? market.value(order.price, order.remaining) : 0;
        order.held = counts ? market.feesOpen(order) : 0;
        count(order.side, order.countedQuantity, order.countedValue, order.held);
    }

    private void count(Side side, long open, long value, long openFees) {
        if (side == Side.BUY) {
            bids += open;
            bidValue += value;
        } else {
            offers += open;
            offerValue += value;
        }
        fees += openFees;
    }

    long worst() {
        OutcomeInfo outcome = market.outcome();
        if (outcome.settled()) {
            return 0;
        }
        long low = market.value(outcome.priceMinimum(), quantity + bids) - bidValue;
        long high = market.value(outcome.priceMaximum(), quantity - offers) + offerValue;
        return Math.min(low, high) - fees;
    }

    /** Tells the balance of the worst case as it is now. */
    void back() {
        long worst = worst();
        balance.backing += worst - backed;
        backed = worst;
    }

    PositionInfo toInfo() {
        return new PositionInfo(
                account.id,
                market.id,
                quantity,
                spent,
                feesPaid,
                worst(),
                market.outcome().settled());
    }
}
