package io.rialto.auditor;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** By what terms a market accepts orders, and what decides on them, as its events tell them. */
final class AuditedTerms {
    static final long DAY_NANOS = 86_400_000_000_000L;
    private static final int DAYS = 30;
    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    /** In millionths of the notional. */
    record Rates(int makerFeePpm, int takerFeePpm) {}

    Rates own = new Rates(0, 0);

    /** Millionths; 0 for no band. */
    long priceBandPpm;

    /** Until the first trade; 0 for none. */
    long referencePrice;

    /** Orders of which one ends when the other trades or ends, each with its other. */
    final Map<Long, Long> links = new HashMap<>();

    /** Entries that stand, by each of their exits, and the other way round. */
    private final Map<Long, Long> entries = new HashMap<>();

    private final Map<Long, Exits> exits = new HashMap<>();

    private record Exits(long takeProfit, long stop) {}

    private final TreeMap<Long, Rates> tiers = new TreeMap<>();

    /** Quote minor units by account and day of log time since 1970. */
    private final Map<Long, TreeMap<Long, Long>> volumes = new HashMap<>();

    /** An entry that stands has got its exits. */
    void exits(long entry, long takeProfit, long stop) {
        entries.put(takeProfit, entry);
        entries.put(stop, entry);
        exits.put(entry, new Exits(takeProfit, stop));
    }

    /** The entry that stands of an exit; null for none. */
    Long entry(long exit) {
        return entries.get(exit);
    }

    boolean isEntry(long order) {
        return exits.containsKey(order);
    }

    /** An order has ended: if it was an entry, it stands no more. */
    void ended(long order) {
        Exits of = exits.remove(order);
        if (of != null) {
            entries.remove(of.takeProfit);
            entries.remove(of.stop);
        }
    }

    void tier(long volume, Rates rates) {
        tiers.put(volume, rates);
    }

    /** Where there are no tiers, nobody's volume is remembered. */
    void removeTier(long volume) {
        tiers.remove(volume);
        if (tiers.isEmpty()) {
            volumes.clear();
        }
    }

    void traded(long account, long day, long notional) {
        if (!tiers.isEmpty()) {
            volumes.computeIfAbsent(account, _ -> new TreeMap<>()).merge(day, notional, Long::sum);
        }
    }

    /** At which an order of an account is accepted on a day. */
    Rates rates(long account, long day) {
        if (tiers.isEmpty()) {
            return own;
        }
        long volume = 0;
        TreeMap<Long, Long> days = volumes.get(account);
        if (days != null) {
            days.headMap(day - DAYS, true).clear();
            for (long each : days.values()) {
                volume += each;
            }
        }
        Map.Entry<Long, Rates> tier = tiers.floorEntry(volume);
        return tier == null ? own : tier.getValue();
    }

    /**
     * Whether a limit is within the band.
     *
     * @param lastPrice 0 before the first trade
     */
    boolean allows(long price, long lastPrice) {
        long reference = lastPrice != 0 ? lastPrice : referencePrice;
        if (priceBandPpm == 0 || reference == 0) {
            return true;
        }
        BigInteger width = BigInteger.valueOf(reference)
                .multiply(BigInteger.valueOf(priceBandPpm))
                .divide(MILLION);
        return BigInteger.valueOf(price - reference).abs().compareTo(width) <= 0;
    }
}
