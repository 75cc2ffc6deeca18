package io.rialto.view;

import io.rialto.protocol.KillSwitch;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What protects the venue, as part of a {@link Directory}. */
public final class Guarding {
    private final Map<Long, MarketGuard> markets = new ConcurrentHashMap<>();
    private final Map<Long, KillSwitch> killedMarkets = new ConcurrentHashMap<>();
    private final Map<Long, KillSwitch> killedAccounts = new ConcurrentHashMap<>();
    private final Map<Long, Long> deadMen = new ConcurrentHashMap<>();

    Guarding() {}

    /** What protects a market. */
    public MarketGuard market(long market) {
        return markets.getOrDefault(market, MarketGuard.of(market));
    }

    /** How a market's kill switch stands; of market 0 the venue's. */
    public KillSwitch ofMarket(long market) {
        return killedMarkets.getOrDefault(market, KillSwitch.RELEASED);
    }

    /** How an account's kill switch stands. */
    public KillSwitch ofAccount(long account) {
        return killedAccounts.getOrDefault(account, KillSwitch.RELEASED);
    }

    /** The markets whose kill switch is pulled, by id; 0 is the venue. */
    public Map<Long, KillSwitch> killedMarkets() {
        return pulled(killedMarkets);
    }

    /** The accounts whose kill switch is pulled, by id. */
    public Map<Long, KillSwitch> killedAccounts() {
        return pulled(killedAccounts);
    }

    private static Map<Long, KillSwitch> pulled(Map<Long, KillSwitch> all) {
        Map<Long, KillSwitch> pulled = new TreeMap<>(all);
        pulled.values().removeIf(KillSwitch.RELEASED::equals);
        return pulled;
    }

    /** When all orders of an account are to end, nanoseconds since 1970; 0 for never. */
    public long deadMan(long account) {
        return deadMen.getOrDefault(account, 0L);
    }

    void put(MarketGuard guard) {
        markets.put(guard.market(), guard);
    }

    void kill(long account, long market, KillSwitch position) {
        (account != 0 ? killedAccounts : killedMarkets)
                .put(account != 0 ? account : market, position);
    }

    void deadMan(long account, long at) {
        deadMen.put(account, at);
    }
}
