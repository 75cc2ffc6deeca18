package io.rialto.engine;

import java.util.Map;
import java.util.TreeMap;

/** Which orders of one market cancel each other, by id in both directions. */
final class Links {
    private final TreeMap<Long, Long> partners = new TreeMap<>();

    /** Whether a linked order may have traded or ended since they were looked at. */
    private boolean isTouched;

    boolean isEmpty() {
        return partners.isEmpty();
    }

    /** An order of the market has traded or ended. */
    void touch() {
        isTouched = !partners.isEmpty();
    }

    boolean isTouched() {
        return isTouched;
    }

    void looked() {
        isTouched = false;
    }

    boolean has(long order) {
        return partners.containsKey(order);
    }

    /** The other of two; 0 for none. */
    long partner(long order) {
        return partners.getOrDefault(order, 0L);
    }

    void add(long order, long other) {
        partners.put(order, other);
        partners.put(other, order);
        isTouched = true;
    }

    void remove(long order) {
        Long other = partners.remove(order);
        if (other != null) {
            partners.remove(other);
        }
    }

    /** All by id; each pair is there twice. */
    Map<Long, Long> all() {
        return partners;
    }
}
