package io.rialto.engine;

import java.util.Arrays;

/**
 * When orders expire: a binary heap of (instant, market, order), smallest first, so the order of
 * expiry follows from the entries alone and is the same after a restore.
 *
 * <p>An order that ends early leaves its entry behind; whoever takes the first entry out must look
 * whether the order still stands. {@link #left} counts what was left behind, and its caller clears
 * out when that is more than half. Entering and taking cost O(log n); no allocation but by growth.
 */
final class Expiries {

    private static final int ENTRIES_AT_FIRST = 64;

    private long[] instants = new long[ENTRIES_AT_FIRST];
    private long[] orders = new long[ENTRIES_AT_FIRST];
    private int[] markets = new int[ENTRIES_AT_FIRST];
    private int count;
    private int left;

    boolean isEmpty() {
        return count == 0;
    }

    /** The instant of the first entry. */
    long firstInstant() {
        return instants[0];
    }

    /** The market index of the first entry. */
    int firstMarket() {
        return markets[0];
    }

    /** The order id of the first entry. */
    long firstOrder() {
        return orders[0];
    }

    void add(long instant, int marketIndex, long order) {
        if (count == instants.length) {
            instants = Arrays.copyOf(instants, count * 2);
            orders = Arrays.copyOf(orders, count * 2);
            markets = Arrays.copyOf(markets, count * 2);
        }
        int at = count++;
        set(at, instant, marketIndex, order);
        while (at > 0 && isBefore(at, (at - 1) >> 1)) {
            swap(at, (at - 1) >> 1);
            at = (at - 1) >> 1;
        }
    }

    /** Takes the first entry out. */
    void removeFirst() {
        count--;
        set(0, instants[count], markets[count], orders[count]);
        sink(0);
    }

    /** An order ended and its entry stays for now. */
    void leave() {
        left++;
    }

    /** An entry whose order had ended was taken out. */
    void collect() {
        left--;
    }

    /** Whether more than half of the entries were left behind, and enough to bother. */
    boolean isMostlyLeft() {
        return left > ENTRIES_AT_FIRST && left > count >> 1;
    }

    /** Begins anew; what still stands is then entered again by {@link #keep}. */
    int startClearing() {
        int entries = count;
        count = 0;
        left = 0;
        return entries;
    }

    /** The market index of an entry while clearing. */
    int market(int entry) {
        return markets[entry];
    }

    /** The order id of an entry while clearing. */
    long order(int entry) {
        return orders[entry];
    }

    /** Keeps an entry while clearing; entries must be kept in rising order of their index. */
    void keep(int entry) {
        set(count++, instants[entry], markets[entry], orders[entry]);
    }

    /** Ends clearing: a heap again. */
    void endClearing() {
        for (int at = (count >> 1) - 1; at >= 0; at--) {
            sink(at);
        }
    }

    private void sink(int from) {
        int at = from;
        while (true) {
            int child = 2 * at + 1;
            if (child >= count) {
                return;
            }
            if (child + 1 < count && isBefore(child + 1, child)) {
                child++;
            }
            if (!isBefore(child, at)) {
                return;
            }
            swap(child, at);
            at = child;
        }
    }

    private boolean isBefore(int left, int right) {
        if (instants[left] != instants[right]) {
            return instants[left] < instants[right];
        }
        if (markets[left] != markets[right]) {
            return markets[left] < markets[right];
        }
        return orders[left] < orders[right];
    }

    private void swap(int left, int right) {
        long instant = instants[left];
        int market = markets[left];
        long order = orders[left];
        set(left, instants[right], markets[right], orders[right]);
        set(right, instant, market, order);
    }

    private void set(int at, long instant, int marketIndex, long order) {
        instants[at] = instant;
        markets[at] = marketIndex;
        orders[at] = order;
    }
}
