package io.rialto.history;

import io.rialto.protocol.AccountStateDecoder;
import io.rialto.protocol.BalanceStateDecoder;
import io.rialto.protocol.FundRedemptionStateDecoder;
import io.rialto.protocol.MarketStateDecoder;
import io.rialto.protocol.OptionContractStateDecoder;
import io.rialto.protocol.PositionStateDecoder;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells from the records of a state snapshot who may have traded before it: what such an account
 * made cannot be counted. Who has traded has both assets of the market, if only nothing of them by
 * now, or has a position, if only of what it cost; so nobody is missed. Who came by both assets
 * otherwise is taken for a trader too.
 */
final class TradersStart {
    private final Rows rows;
    private final Map<Long, Long> universes = new HashMap<>();
    private final Map<Purse, Set<Long>> owners = new HashMap<>();
    private final Set<Long> traders = new TreeSet<>();

    /** What the accounts of one universe may have: they trade with each other only. */
    private record Purse(long universe, long asset) {}

    TradersStart(Rows rows) {
        this.rows = rows;
    }

    void load(AccountStateDecoder account) {
        universes.put(account.account(), account.universe());
    }

    void load(BalanceStateDecoder balance) {
        long universe = universes.getOrDefault(balance.account(), 0L);
        owners.computeIfAbsent(new Purse(universe, balance.asset()), _ -> new HashSet<>())
                .add(balance.account());
    }

    /** After all balances. */
    void load(MarketStateDecoder market) {
        if (market.baseAsset() == 0 || market.nextTrade() <= 1) {
            return;
        }
        Set<Long> both = new HashSet<>(owners(market.universe(), market.baseAsset()));
        both.retainAll(owners(market.universe(), market.quoteAsset()));
        traders.addAll(both);
    }

    private Set<Long> owners(long universe, long asset) {
        return owners.getOrDefault(new Purse(universe, asset), Set.of());
    }

    void load(PositionStateDecoder position) {
        traders.add(position.account());
    }

    void load(FundRedemptionStateDecoder redemption) {
        traders.add(redemption.account());
    }

    void load(OptionContractStateDecoder contract) {
        traders.add(contract.holder());
        traders.add(contract.writer());
    }

    /** Passes them on: there is no more to come. */
    void end() {
        traders.forEach(account -> rows.put(account).end());
    }
}
