package io.rialto.view;

import java.util.ArrayDeque;

/** Forgets what is too old: the closed orders and trades beyond the view's limits. */
final class Recent {
    private final ViewStore store;
    private final ViewLimits limits;
    private final ArrayDeque<LiveOrder> closed = new ArrayDeque<>();
    private final ArrayDeque<AccountTrade> accountTrades = new ArrayDeque<>();

    Recent(ViewStore store, ViewLimits limits) {
        this.store = store;
        this.limits = limits;
    }

    void add(Trade trade) {
        ArrayDeque<Trade> ofMarket = store.market(trade.market()).trades;
        ofMarket.addLast(trade);
        if (ofMarket.size() > limits.recentPerMarketMax()) {
            ofMarket.removeFirst();
        }
        addTo(store.account(trade.makerAccount()), trade);
        if (trade.takerAccount() != trade.makerAccount()) {
            addTo(store.account(trade.takerAccount()), trade);
        }
    }

    private void addTo(AccountEntry account, Trade trade) {
        account.trades.addLast(trade);
        accountTrades.addLast(new AccountTrade(account, trade));
        if (account.trades.size() > limits.recentPerAccountMax()) {
            account.trades.removeFirst();
        }
        while (accountTrades.size() > limits.recentTotalMax()) {
            AccountTrade oldest = accountTrades.removeFirst();
            if (oldest.trade.equals(oldest.account.trades.peekFirst())) {
                oldest.account.trades.removeFirst();
            }
        }
    }

    /** Only between commands: what follows a closing may still name the order. */
    void add(LiveOrder order) {
        AccountEntry account = order.account;
        account.closed.addLast(order);
        closed.addLast(order);
        if (account.closed.size() > limits.recentPerAccountMax()) {
            forget(account.closed.removeFirst());
        }
        while (closed.size() > limits.recentTotalMax()) {
            LiveOrder oldest = closed.removeFirst();
            if (oldest.account.closed.peekFirst() == oldest) {
                forget(oldest.account.closed.removeFirst());
            }
        }
    }

    private void forget(LiveOrder order) {
        store.market(order.market).orders.remove(order.order);
    }

    private record AccountTrade(AccountEntry account, Trade trade) {}
}
