package io.rialto.view;

import io.rialto.protocol.AccountKind;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.Side;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks a whole view against what must be true of every venue between commands (venue rules 1 and
 * 3): money sums to zero per universe and asset, nothing is negative but what may be, what is held
 * is what the open orders hold, positions sum to zero and back what they must, books are sorted, not
 * crossed, and their levels the sum of their orders. O(everything): for tests and for verifying a
 * data directory, not for every command; what is cheap enough for that, the view does by itself.
 */
public final class ViewAudit {
    private static final long ASSETS_PER_UNIVERSE = 1L << 32;

    private final VenueView view;
    private final ViewStore store;
    private final List<String> violations = new ArrayList<>();
    private final Map<Long, Long> cashByAsset = new TreeMap<>();
    private int balances;
    private int standing;
    private int waiting;

    private ViewAudit(VenueView view) {
        this.view = view;
        store = view.store();
    }

    /**
     * What an audit found.
     *
     * @param sequence the event after which the view was audited
     * @param balances how many were added up
     * @param openOrders how many were added up
     * @param violations a sentence each; empty when all is as it must be
     */
    public record Report(
            long sequence,
            int accounts,
            int assets,
            int markets,
            int balances,
            int openOrders,
            List<String> violations) {
        public Report {
            violations = List.copyOf(violations);
        }

        /** Whether nothing is wrong. */
        public boolean isClean() {
            return violations.isEmpty();
        }
    }

    /** Audits a view, on the thread that owns it. */
    public static Report of(VenueView view) {
        return new ViewAudit(view).run();
    }

    private Report run() {
        Directory directory = view.directory();
        directory.accounts().forEach(this::auditAccount);
        cashByAsset.forEach((key, sum) ->
                require(sum == 0, "the cash of asset " + (int) (long) key + " sums to " + sum));
        directory.markets().forEach(market -> auditMarket(store.market(market.market())));
        require(
                standing + waiting == view.openOrderCount(),
                "books hold " + standing + " orders and " + waiting + " wait, of "
                        + view.openOrderCount() + " open ones");
        return new Report(
                view.sequence(),
                directory.accounts().size(),
                directory.assets().size(),
                directory.markets().size(),
                balances,
                view.openOrderCount(),
                violations);
    }

    private void auditAccount(AccountInfo info) {
        AccountEntry account = store.account(info.account());
        Map<Integer, Long> heldByOrders = heldByOrders(account);
        boolean mayBeNegative = info.kind() == AccountKind.ISSUANCE
                || info.kind() == AccountKind.FEES
                || info.kind() == AccountKind.REDEMPTION;
        for (Balance balance : view.balances(account.id)) {
            balances++;
            String name = "account " + account.id + " in asset " + balance.asset();
            long cash = balance.cash();
            long held = balance.held();
            cashByAsset.merge(
                    account.universe * ASSETS_PER_UNIVERSE + balance.asset(), cash, Long::sum);
            require(held >= 0, name + " holds " + held);
            require(
                    mayBeNegative || balance.available() >= 0,
                    name + " has " + cash + ", holds " + held + ", backed by " + balance.backing());
            long worst = worst(account, balance.asset());
            require(
                    balance.backing() == worst,
                    name + " is backed by " + balance.backing() + ", its positions by " + worst);
            long expected = heldByOrders.getOrDefault(balance.asset(), 0L)
                    + view.directory().owning().reserved(account.id, balance.asset());
            auditCredits(account.id, balance);
            require(held == expected, name + " holds " + held + ", its orders " + expected);
            heldByOrders.remove(balance.asset());
        }
        heldByOrders.forEach((asset, held) ->
                require(held == 0, "account " + account.id + " has no balance in asset " + asset));
    }

    private void auditCredits(long account, Balance balance) {
        Owning owning = view.directory().owning();
        if (owning.owners(account).size() > 1) {
            long credits = owning.credits(account).stream()
                    .filter(credit -> credit.asset() == balance.asset())
                    .mapToLong(Credit::credit)
                    .sum();
            require(
                    credits == balance.cash(),
                    "account " + account + " owes its owners " + credits + " of " + balance.cash());
        }
    }

    private Map<Integer, Long> heldByOrders(AccountEntry account) {
        Map<Integer, Long> result = new TreeMap<>();
        LiveOrder order = account.firstOpen;
        for (; order != null; order = order.nextOfAccount) {
            MarketEntry market = store.market(order.market);
            waiting += order.isWaiting ? 1 : 0;
            if (!market.ofContracts) {
                int asset = order.side == Side.BUY ? market.quoteAsset : market.baseAsset;
                result.merge(asset, order.held, Long::sum);
            }
        }
        return result;
    }

    private static long worst(AccountEntry account, int asset) {
        return account.positions.values().stream()
                .filter(position -> position.market.quoteAsset == asset)
                .mapToLong(PositionEntry::worst)
                .sum();
    }

    private void auditMarket(MarketEntry market) {
        long owned = market.positions.values().stream()
                .mapToLong(position -> position.quantity)
                .sum();
        require(owned == 0, "the positions of market " + market.id + " sum to " + owned);
        String name = "market " + market.id;
        int inBook = auditSide(market, market.bids) + auditSide(market, market.asks);
        require(
                inBook == market.ordersInBook,
                name + " counts " + market.ordersInBook + " orders and has " + inBook);
        standing += inBook;
        // Before an auction orders collect, and a pause may come between.
        boolean isMatched = store.marketInfo(market.id).status() == MarketStatus.OPEN;
        if (isMatched && market.bids.count() > 0 && market.asks.count() > 0) {
            require(
                    market.bids.fromBest(0).price < market.asks.fromBest(0).price,
                    name + " is crossed");
        }
    }

    private int auditSide(MarketEntry market, Ladder ladder) {
        int count = 0;
        for (int depth = 0; depth < ladder.count(); depth++) {
            Level level = ladder.fromBest(depth);
            String name = "level " + level.price + " of market " + market.id;
            if (depth > 0) {
                long better = ladder.fromBest(depth - 1).price;
                require(
                        level.side == Side.BUY ? level.price < better : level.price > better,
                        name + " is out of place");
            }
            count += auditLevel(market, level, name);
        }
        return count;
    }

    private int auditLevel(MarketEntry market, Level level, String name) {
        int count = 0;
        long quantity = 0;
        for (LiveOrder order = level.first; order != null; order = order.nextInLevel) {
            count++;
            quantity += order.visible();
            require(
                    order.isOpen()
                            && !order.isWaiting
                            && order.visible() > 0
                            && order.visible() <= order.remaining
                            && order.price == level.price
                            && order.side == level.side
                            && market.orders.get(order.order) == order,
                    name + " has the order " + order.order + " that does not belong there");
        }
        require(
                count > 0 && count == level.orders && quantity == level.quantity,
                name + " is not the sum of its orders");
        return count;
    }

    private void require(boolean condition, String violation) {
        if (!condition) {
            violations.add(violation);
        }
    }
}
