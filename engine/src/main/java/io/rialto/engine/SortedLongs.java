package io.rialto.engine;

import java.util.Arrays;

/** Numbers that are collected and then read in rising order; reused, and allocates only by growth. */
final class SortedLongs {

    private long[] values = new long[64];
    private int count;

    void clear() {
        count = 0;
    }

    void add(long value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
        }
        values[count++] = value;
    }

    int count() {
        return count;
    }

    long get(int index) {
        return values[index];
    }

    /** A heap sort: in place, which the library's is not always. */
    void sort() {
        for (int at = (count >> 1) - 1; at >= 0; at--) {
            sink(at, count);
        }
        for (int last = count - 1; last > 0; last--) {
            long highest = values[0];
            values[0] = values[last];
            values[last] = highest;
            sink(0, last);
        }
    }

    private void sink(int from, int end) {
        long value = values[from];
        int at = from;
        for (int child = 2 * at + 1; child < end; child = 2 * at + 1) {
            if (child + 1 < end && values[child + 1] > values[child]) {
                child++;
            }
            if (values[child] <= value) {
                break;
            }
            values[at] = values[child];
            at = child;
        }
        values[at] = value;
    }
}
