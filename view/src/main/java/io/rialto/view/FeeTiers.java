package io.rialto.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rates of one market by what an account traded there, and what each did by day. */
final class FeeTiers {
    private static final int DAYS = 30;
    private static final long DAY_NANOS = 86_400_000_000_000L;

    private final TreeMap<Long, FeeTier> tiers = new TreeMap<>();
    private final Map<Long, TreeMap<Long, Long>> volumes = new HashMap<>();

    List<FeeTier> all() {
        return List.copyOf(tiers.values());
    }

    void set(FeeTier tier) {
        tiers.put(tier.volume(), tier);
    }

    void remove(long volume) {
        tiers.remove(volume);
        if (tiers.isEmpty()) {
            volumes.clear();
        }
    }

    void traded(long account, long timeNanos, long notional) {
        if (!tiers.isEmpty()) {
            add(account, timeNanos / DAY_NANOS, notional);
        }
    }

    void add(long account, long day, long notional) {
        TreeMap<Long, Long> days = volumes.computeIfAbsent(account, id -> new TreeMap<>());
        days.headMap(day - DAYS + 1).clear();
        days.merge(day, notional, Long::sum);
    }

    /** What an account traded in the 30 days that end with an instant's. */
    long volume(long account, long timeNanos) {
        TreeMap<Long, Long> days = volumes.get(account);
        return days == null
                ? 0
                : days.tailMap(timeNanos / DAY_NANOS - DAYS + 1).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
    }
}
