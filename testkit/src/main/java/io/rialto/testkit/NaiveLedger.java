package io.rialto.testkit;

import java.util.Map;
import java.util.TreeMap;

/** Cash per account and asset, as plainly as it can be said. Holds are not kept but recomputed. */
final class NaiveLedger {
    /** An account's balance of an asset. */
    record Key(long account, int asset) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byAccount = Long.compare(account, other.account);
            return byAccount != 0 ? byAccount : Integer.compare(asset, other.asset);
        }
    }

    private final Map<Key, Long> cash = new TreeMap<>();

    long cash(long account, int asset) {
        return cash.getOrDefault(new Key(account, asset), 0L);
    }

    /** Money moves; it neither appears nor vanishes. */
    void transfer(long from, long to, int asset, long amount) {
        add(from, asset, Math.negateExact(amount));
        add(to, asset, amount);
    }

    private void add(long account, int asset, long delta) {
        cash.merge(new Key(account, asset), delta, Math::addExact);
    }

    Map<Key, Long> all() {
        return cash;
    }
}
