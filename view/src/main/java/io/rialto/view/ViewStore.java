package io.rialto.view;

import io.rialto.protocol.AccountKind;

import org.agrona.collections.Long2ObjectHashMap;

/** Everything that a view keeps, found by id. Owned by the view's thread. */
final class ViewStore {
    final Directory directory = new Directory();
    final Long2ObjectHashMap<AccountEntry> accounts = new Long2ObjectHashMap<>();
    final Long2ObjectHashMap<MarketEntry> markets = new Long2ObjectHashMap<>();
    long timeNanos;
    int openOrders;

    ViewStore() {
        add(systemAccount(SystemAccounts.ISSUANCE, AccountKind.ISSUANCE, "issuance"));
        add(systemAccount(SystemAccounts.FEES, AccountKind.FEES, "fees"));
        add(systemAccount(SystemAccounts.CLEARING, AccountKind.CLEARING, "clearing"));
    }

    private static AccountInfo systemAccount(long account, AccountKind kind, String name) {
        return new AccountInfo(account, 0, kind, false, 0, 0, account, name);
    }

    /** A new account, or what a snapshot knows of one that exists from genesis. */
    void add(AccountInfo info) {
        directory.put(info);
        accounts.put(info.account(), new AccountEntry(info.account(), info.universe()));
    }

    void add(MarketInfo info) {
        directory.put(info);
        markets.put(info.market(), new MarketEntry(info));
    }

    /** What contracts a market trades; it is told of before anything happens in it. */
    void set(MarketEntry market, OutcomeInfo outcome) {
        directory.put(outcome);
        market.set(
                outcome,
                Contracts.divisor(
                        directory.asset(market.quoteAsset).orElseThrow().scale()));
    }

    AccountEntry account(long account) {
        AccountEntry entry = accounts.get(account);
        if (entry == null) {
            throw new FrameInvalidException("account " + account + " is unknown");
        }
        return entry;
    }

    AccountInfo accountInfo(long account) {
        return directory.account(account(account).id).orElseThrow();
    }

    MarketEntry market(long market) {
        MarketEntry entry = markets.get(market);
        if (entry == null) {
            throw new FrameInvalidException("market " + market + " is unknown");
        }
        return entry;
    }

    MarketInfo marketInfo(long market) {
        return directory.market(market(market).id).orElseThrow();
    }

    LiveOrder order(MarketEntry market, long order) {
        LiveOrder entry = market.orders.get(order);
        if (entry == null) {
            throw new FrameInvalidException(
                    "order " + order + " of market " + market.id + " is unknown");
        }
        return entry;
    }

    LiveOrder openOrder(MarketEntry market, long order) {
        LiveOrder entry = order(market, order);
        if (!entry.isOpen()) {
            throw new FrameInvalidException(
                    "order " + order + " of market " + market.id + " is no longer open");
        }
        return entry;
    }

    void open(MarketEntry market, LiveOrder order) {
        if (market.orders.put(order.order, order) != null) {
            throw new FrameInvalidException(
                    "order " + order.order + " of market " + market.id + " is there already");
        }
        order.account.addOpen(order);
        openOrders++;
    }
}
