package io.rialto.engine;

import io.rialto.money.Check;

/**
 * Finds the record of an idempotency key by its hash: linear hashing (Litwin, 1980) with buckets of
 * one cache line. It grows by one bucket at a time, so no command ever waits for a rehash, and a
 * key that is not there costs one line. Buckets that overflow chain to others.
 */
final class KeyIndex {
    static final int NONE = Records.NONE;

    private static final int BUCKET_WIDTH = 8;
    private static final int ENTRIES = 7;

    /** One more than the handle of the bucket that this one overflows into; 0 for none. */
    private static final int OVERFLOW = 7;

    private static final int KEYS_PER_BUCKET = 4;

    private final Records keys;
    private final Records buckets = new Records(BUCKET_WIDTH);
    private final Records overflows = new Records(BUCKET_WIDTH);
    private int bucketCount = 1;
    private int mask;
    private int count;

    /**
     * @param keys what is indexed: its first three fields are the scope and the two halves of a key
     */
    KeyIndex(Records keys) {
        this.keys = keys;
        buckets.allocate();
    }

    /** The record of the key, or {@link #NONE}. */
    int find(long scope, long high, long low) {
        int tag = tag(scope, high, low);
        int bucket = bucketOf(tag);
        long[] page = buckets.page(bucket);
        int at = buckets.offset(bucket);
        while (true) {
            for (int i = at; i < at + ENTRIES; i++) {
                if ((int) (page[i] >>> 32) == tag) {
                    int handle = (int) page[i] - 1;
                    if (keys.get(handle, 1) == high
                            && keys.get(handle, 2) == low
                            && keys.get(handle, 0) == scope) {
                        return handle;
                    }
                }
            }
            int next = (int) page[at + OVERFLOW] - 1;
            if (next == NONE) {
                return NONE;
            }
            page = overflows.page(next);
            at = overflows.offset(next);
        }
    }

    /**
     * Enters a record that is not yet there.
     *
     * @param tag that of its first three fields
     */
    void insert(int tag, int handle) {
        put(bucketOf(tag), entry(tag, handle));
        count++;
        if (count > (long) bucketCount * KEYS_PER_BUCKET) {
            split();
        }
    }

    /** Takes out a record that is there, by the tag that it was entered with. */
    void remove(int tag, int handle) {
        int bucket = bucketOf(tag);
        long wanted = entry(tag, handle);
        long[] page = buckets.page(bucket);
        int at = buckets.offset(bucket);
        while (true) {
            for (int i = at; i < at + ENTRIES; i++) {
                if (page[i] == wanted) {
                    page[i] = 0;
                    count--;
                    trim(bucket);
                    return;
                }
            }
            int next = (int) page[at + OVERFLOW] - 1;
            Check.that(next != NONE, "a key to be removed is in its bucket");
            page = overflows.page(next);
            at = overflows.offset(next);
        }
    }

    /** Brings the bucket of a tag near; what is returned means nothing. */
    long touch(int tag) {
        int bucket = bucketOf(tag);
        return buckets.get(bucket, 0) + buckets.get(bucket, OVERFLOW);
    }

    private void put(int bucket, long entry) {
        long[] page = buckets.page(bucket);
        int at = buckets.offset(bucket);
        while (true) {
            for (int i = at; i < at + ENTRIES; i++) {
                if (page[i] == 0) {
                    page[i] = entry;
                    return;
                }
            }
            if (page[at + OVERFLOW] == 0) {
                page[at + OVERFLOW] = overflows.allocate() + 1L;
            }
            int next = (int) page[at + OVERFLOW] - 1;
            page = overflows.page(next);
            at = overflows.offset(next);
        }
    }

    /** Adds a bucket and moves to it what its hash now says. */
    private void split() {
        int added = buckets.allocate();
        Check.that(added == bucketCount, "buckets are numbered without gaps");
        bucketCount++;
        mask = Integer.highestOneBit(added) * 2 - 1;
        int from = added & (mask >>> 1);
        long[] page = buckets.page(from);
        int at = buckets.offset(from);
        while (true) {
            for (int i = at; i < at + ENTRIES; i++) {
                if (page[i] != 0 && ((int) (page[i] >>> 32) & mask) == added) {
                    put(added, page[i]);
                    page[i] = 0;
                }
            }
            int next = (int) page[at + OVERFLOW] - 1;
            if (next == NONE) {
                break;
            }
            page = overflows.page(next);
            at = overflows.offset(next);
        }
        trim(from);
    }

    /** Gives back buckets of a chain that hold nothing. */
    private void trim(int bucket) {
        long[] page = buckets.page(bucket);
        int at = buckets.offset(bucket);
        while (page[at + OVERFLOW] != 0) {
            int next = (int) page[at + OVERFLOW] - 1;
            long[] nextPage = overflows.page(next);
            int nextAt = overflows.offset(next);
            if (isEmpty(nextPage, nextAt)) {
                page[at + OVERFLOW] = nextPage[nextAt + OVERFLOW];
                nextPage[nextAt + OVERFLOW] = 0;
                overflows.free(next);
            } else {
                page = nextPage;
                at = nextAt;
            }
        }
    }

    private static long entry(int tag, int handle) {
        return ((long) tag << 32) | (handle + 1L);
    }

    private static boolean isEmpty(long[] page, int at) {
        for (int i = at; i < at + ENTRIES; i++) {
            if (page[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private int bucketOf(int tag) {
        int bucket = tag & mask;
        return bucket < bucketCount ? bucket : bucket & (mask >>> 1);
    }

    /**
     * 32 bits that keys are told apart and put into buckets by, never 0. Keys are hashes already, but
     * who chooses them may choose them badly.
     */
    static int tag(long scope, long high, long low) {
        long mixed = (high ^ Long.rotateLeft(low, 31) ^ (scope * 0xD6E8_FEB8_6659_FD93L))
                * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
        int tag = (int) (mixed >>> 32);
        return tag == 0 ? 1 : tag;
    }
}
