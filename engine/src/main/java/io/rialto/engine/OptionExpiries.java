package io.rialto.engine;

import java.util.TreeSet;

/** When options expire: by instant, then market. Those that ended before are for the caller to skip. */
final class OptionExpiries {
    private record Expiry(long instant, int market) implements Comparable<Expiry> {
        @Override
        public int compareTo(Expiry other) {
            int byInstant = Long.compare(instant, other.instant);
            return byInstant != 0 ? byInstant : Integer.compare(market, other.market);
        }
    }

    private final TreeSet<Expiry> all = new TreeSet<>();

    boolean isEmpty() {
        return all.isEmpty();
    }

    void add(long instant, int marketIndex) {
        all.add(new Expiry(instant, marketIndex));
    }

    /** The first instant; {@link Long#MAX_VALUE} where there is none. */
    long next() {
        return all.isEmpty() ? Long.MAX_VALUE : all.first().instant();
    }

    /** The market index of the first. */
    int first() {
        return all.first().market();
    }

    /** Takes the first out. */
    int take() {
        Expiry first = all.first();
        all.remove(first);
        return first.market();
    }
}
