package io.rialto.engine;

import java.util.Collection;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which orders of one market cancel each other, by id in both directions, and its brackets. */
final class Links {
    private final TreeMap<Long, Long> partners = new TreeMap<>();
    private final TreeMap<Long, Bracket> brackets = new TreeMap<>();

    /** The entry of an exit. */
    private final Map<Long, Long> entries = new TreeMap<>();

    /** The linked orders, and the entries of brackets, of which something may have come since a look. */
    private final TreeSet<Long> touchedOrders = new TreeSet<>();

    private final TreeSet<Long> touchedEntries = new TreeSet<>();

    /** Is told that something was touched here; null as long as nothing was ever linked. */
    private Set<Integer> touchedMarkets;

    private Integer market;

    /** Places among open orders that are kept for exits. */
    private int reserved;

    boolean isEmpty() {
        return partners.isEmpty() && brackets.isEmpty();
    }

    /** From now on the market's index is added to a set when something is touched. */
    void tell(Set<Integer> markets, int index) {
        touchedMarkets = markets;
        market = index;
    }

    private void touchOrder(long order) {
        touchedOrders.add(order);
        touchedMarkets.add(market);
    }

    private void touchEntry(long entry) {
        touchedEntries.add(entry);
        touchedMarkets.add(market);
    }

    /** An order of the market has traded, moved or ended: what is linked with it has to be looked at. */
    void touch(long order) {
        if (isEmpty()) {
            return;
        }
        if (partners.containsKey(order)) {
            touchOrder(order);
        }
        long entry = entries.getOrDefault(order, order);
        if (brackets.containsKey(entry)) {
            touchEntry(entry);
        }
    }

    /** Those to look at, by id; who has looked and found nothing takes them out. */
    NavigableSet<Long> touchedOrders() {
        return touchedOrders;
    }

    /** As above, of the entries of brackets. */
    NavigableSet<Long> touchedEntries() {
        return touchedEntries;
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
        touchOrder(order);
        touchOrder(other);
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
        touchEntry(bracket.entry);
        if (bracket.isArmed()) {
            armed(bracket);
        }
    }

    /** A bracket has got its exits. */
    void armed(Bracket bracket) {
        entries.put(bracket.takeProfit, bracket.entry);
        entries.put(bracket.stop, bracket.entry);
    }

    void remove(Bracket bracket) {
        brackets.remove(bracket.entry);
        entries.remove(bracket.takeProfit);
        entries.remove(bracket.stop);
    }

    /** The brackets by entry. */
    Collection<Bracket> brackets() {
        return brackets.values();
    }

    /** The bracket of an entry, or null. */
    Bracket bracket(long entry) {
        return brackets.isEmpty() ? null : brackets.get(entry);
    }

    /** The bracket of an exit, or null. */
    Bracket bracketOfExit(long exit) {
        return brackets.get(entries.getOrDefault(exit, 0L));
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
