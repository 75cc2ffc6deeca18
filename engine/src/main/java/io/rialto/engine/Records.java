package io.rialto.engine;

import java.util.Arrays;

/**
 * A slab of records of so many longs each, named by handles from 0. Grows page by page, so that it
 * never copies what it holds; hands out freed records first, the latest before the others.
 */
final class Records {
    static final int NONE = -1;

    private static final int PAGE_SHIFT = 10;
    private static final int PAGE_MASK = (1 << PAGE_SHIFT) - 1;

    private final int width;
    private long[][] pages = new long[4][];
    private int pageCount;
    private int made;
    private int firstFree = NONE;

    Records(int width) {
        this.width = width;
    }

    /** A record whose first field is 0, and the others too unless it was given back otherwise. */
    int allocate() {
        if (firstFree != NONE) {
            int handle = firstFree;
            firstFree = (int) get(handle, 0);
            set(handle, 0, 0);
            return handle;
        }
        reserve(made);
        return made++;
    }

    /** Makes room for a handle that is given out by another slab. */
    void reserve(int handle) {
        while (handle >> PAGE_SHIFT >= pageCount) {
            if (pageCount == pages.length) {
                pages = Arrays.copyOf(pages, pageCount * 2);
            }
            pages[pageCount++] = new long[width << PAGE_SHIFT];
        }
    }

    /** Gives a record back. */
    void free(int handle) {
        set(handle, 0, firstFree);
        firstFree = handle;
    }

    long get(int handle, int field) {
        return pages[handle >> PAGE_SHIFT][(handle & PAGE_MASK) * width + field];
    }

    void set(int handle, int field, long value) {
        pages[handle >> PAGE_SHIFT][(handle & PAGE_MASK) * width + field] = value;
    }

    /** The page that holds a record, to reach several of its fields from {@link #offset} on. */
    long[] page(int handle) {
        return pages[handle >> PAGE_SHIFT];
    }

    /** Where in its page a record begins. */
    int offset(int handle) {
        return (handle & PAGE_MASK) * width;
    }
}
