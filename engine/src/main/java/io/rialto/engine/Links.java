package io.rialto.engine;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Which orders of one market cancel each other, by id in both directions, and its brackets. */
final class Links {
    private final TreeMap<Long, Long> partners = new TreeMap<>();
    private final TreeMap<Long, Bracket> brackets = new TreeMap<>();

    /** Whether a linked order may have traded or ended since they were looked at. */
    private boolean isTouched;

    /** Places among open orders that are kept for exits. */
    private int reserved;

    boolean isEmpty() {
        return partners.isEmpty() && brackets.isEmpty();
    }

    /** An order of the market has traded or ended. */
    void touch() {
        isTouched = !isEmpty();
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

    void add(Bracket bracket) {
        brackets.put(bracket.entry, bracket);
        isTouched = true;
    }

    /** The brackets by entry; what is removed here is removed. */
    Collection<Bracket> brackets() {
        return brackets.values();
    }

    /** The bracket of an entry, or null. */
    Bracket bracket(long entry) {
        return brackets.isEmpty() ? null : brackets.get(entry);
    }

    /** An order has left the book, having traded so much. */
    void left(long order, long filledLots) {
        Bracket bracket = bracket(order);
        if (bracket != null) {
            bracket.leave(filledLots);
        }
    }

    int reserved() {
        return reserved;
    }

    void reserve(int places) {
        reserved += places;
    }
}
