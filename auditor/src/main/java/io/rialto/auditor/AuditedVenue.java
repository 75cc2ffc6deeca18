package io.rialto.auditor;

import io.rialto.protocol.AccountKind;

import org.agrona.collections.Int2IntHashMap;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;

import java.util.ArrayList;
import java.util.List;

/**
 * The auditor's own books: accounts, balances, markets, open orders; and what the current command
 * has touched of them, each once.
 */
final class AuditedVenue {
    /** Stands in the place of a base asset where contracts are traded. */
    static final int CONTRACTS = 0;

    private static final int CONTRACT_SCALE = 2;
    private static final int MAIN_UNIVERSE = 0;
    private static final long ISSUANCE = 1;
    private static final long FEES = 2;
    private static final long CLEARING = 3;
    private static final int UNIVERSE_SHIFT = 32;
    private static final int NO_ASSET = -1;

    final Long2ObjectHashMap<AuditedAccount> accounts = new Long2ObjectHashMap<>();
    final Long2ObjectHashMap<AuditedMarket> markets = new Long2ObjectHashMap<>();
    final List<AuditedBalance> touchedBalances = new ArrayList<>();
    final List<AuditedPosition> touchedPositions = new ArrayList<>();
    final List<AuditedOrder> touchedOrders = new ArrayList<>();
    final List<AuditedMarket> touchedMarkets = new ArrayList<>();
    final List<AssetSum> touchedSums = new ArrayList<>();
    private final Int2IntHashMap scales = new Int2IntHashMap(NO_ASSET);
    private final Long2ObjectHashMap<AssetSum> sums = new Long2ObjectHashMap<>();
    private final Int2ObjectHashMap<AuditedAccount> issuances = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<AuditedAccount> fees = new Int2ObjectHashMap<>();
    private long command;

    /** A venue before its first event: its system accounts are there without one. */
    AuditedVenue() {
        add(new AuditedAccount(ISSUANCE, MAIN_UNIVERSE, AccountKind.ISSUANCE));
        add(new AuditedAccount(FEES, MAIN_UNIVERSE, AccountKind.FEES));
        add(new AuditedAccount(CLEARING, MAIN_UNIVERSE, AccountKind.CLEARING));
    }

    void add(AuditedAccount account) {
        accounts.put(account.id, account);
        if (account.kind == AccountKind.FEES) {
            fees.put(account.universe, account);
        } else if (account.kind == AccountKind.ISSUANCE) {
            issuances.put(account.universe, account);
        }
    }

    void addAsset(int asset, int scale) {
        scales.put(asset, scale);
    }

    boolean hasAsset(int asset) {
        return scales.get(asset) != NO_ASSET;
    }

    int scale(int asset) {
        return asset == CONTRACTS ? CONTRACT_SCALE : scales.get(asset);
    }

    /** Whether a market may trade it. */
    boolean isTradable(int asset) {
        return asset == CONTRACTS || hasAsset(asset);
    }

    /** The position of the account whose balance in the quote asset it is. */
    AuditedPosition position(AuditedMarket market, AuditedBalance balance) {
        AuditedPosition position = market.positions.get(balance.account.id);
        if (position == null) {
            position = new AuditedPosition(market, balance);
            market.positions.put(balance.account.id, position);
        }
        return position;
    }

    /** What an account has of an asset; nothing so far where it is new. */
    AuditedBalance balance(AuditedAccount account, int asset) {
        AuditedBalance balance = account.balances.get(asset);
        if (balance == null) {
            balance = new AuditedBalance(account, asset, sum(account.universe, asset));
            account.balances.put(asset, balance);
        }
        return balance;
    }

    private AssetSum sum(int universe, int asset) {
        return sums.computeIfAbsent(
                ((long) universe << UNIVERSE_SHIFT) | asset, key -> new AssetSum(universe, asset));
    }

    /** All sums; of use after the balances of a snapshot have been added to them. */
    Iterable<AssetSum> sums() {
        return sums.values();
    }

    /** The counterpart of all money of the account's universe. */
    AuditedBalance issuance(AuditedAccount account, int asset) {
        return balance(issuances.get(account.universe), asset);
    }

    /** Where the fees of a market go. */
    AuditedBalance fees(AuditedMarket market) {
        return balance(fees.get(market.universe), market.quoteAsset);
    }

    void touch(AuditedBalance balance) {
        if (balance.touchedBy != command) {
            balance.touchedBy = command;
            touchedBalances.add(balance);
        }
    }

    void touch(AuditedPosition position) {
        if (position.touchedBy != command) {
            position.touchedBy = command;
            touchedPositions.add(position);
        }
    }

    void touch(AuditedOrder order) {
        if (order.touchedBy != command) {
            order.touchedBy = command;
            touchedOrders.add(order);
        }
    }

    void touch(AuditedMarket market) {
        if (market.touchedBy != command) {
            market.touchedBy = command;
            touchedMarkets.add(market);
        }
    }

    void touch(AssetSum sum) {
        if (sum.touchedBy != command) {
            sum.touchedBy = command;
            touchedSums.add(sum);
        }
    }

    /** The command's events are all there and looked at. */
    void commandEnds() {
        touchedBalances.clear();
        touchedPositions.clear();
        touchedOrders.clear();
        touchedMarkets.clear();
        touchedSums.clear();
        command++;
    }
}
