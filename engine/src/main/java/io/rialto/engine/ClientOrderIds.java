package io.rialto.engine;

import java.util.Arrays;

/**
 * The client order ids of all open orders, exact: account and 36 characters lead to market and
 * handle. Open addressing with linear probing; a removal closes the gap, so that no look-up passes
 * graves. Entries are compared in full. No allocation but by growth.
 */
final class ClientOrderIds {

    static final int NONE = -1;

    private static final int ID_WORDS = 5;
    private static final int RECORD_SHIFT = 3;
    private static final int ACCOUNT = 5;
    private static final int PLACE = 6;
    private static final int HASH = 7;
    private static final int ENTRIES_AT_FIRST = 64;

    private long[] words = new long[ENTRIES_AT_FIRST << RECORD_SHIFT];
    private int used;
    private int open;
    private int firstFree = NONE;

    /** Upper half of the hash and entry + 1; 0 is empty. */
    private long[] table = new long[ENTRIES_AT_FIRST * 2];

    /** The account's open order with that id, as an entry, or NONE. */
    int find(int accountIndex, ClientOrderId id) {
        long hash = hash(accountIndex, id);
        int mask = table.length - 1;
        for (int i = (int) hash & mask; table[i] != 0; i = (i + 1) & mask) {
            int entry = (int) table[i] - 1;
            if (table[i] >>> 32 == hash >>> 32 && is(entry, accountIndex, id)) {
                return entry;
            }
        }
        return NONE;
    }

    /** Enters an id that is not there yet. */
    int add(int accountIndex, ClientOrderId id, int marketIndex, int handle) {
        int entry = take();
        int at = at(entry);
        for (int i = 0; i < ID_WORDS; i++) {
            words[at + i] = id.word(i);
        }
        words[at + ACCOUNT] = accountIndex;
        words[at + PLACE] = ((long) marketIndex << 32) | (handle & 0xFFFF_FFFFL);
        words[at + HASH] = hash(accountIndex, id);
        open++;
        if (open * 2 > table.length) {
            growTable();
        }
        enter(entry);
        return entry;
    }

    void remove(int entry) {
        int mask = table.length - 1;
        int gap = (int) words[at(entry) + HASH] & mask;
        while ((int) table[gap] != entry + 1) {
            gap = (gap + 1) & mask;
        }
        for (int i = (gap + 1) & mask; table[i] != 0; i = (i + 1) & mask) {
            int home = (int) words[at((int) table[i] - 1) + HASH] & mask;
            if (((i - home) & mask) >= ((i - gap) & mask)) {
                table[gap] = table[i];
                gap = i;
            }
        }
        table[gap] = 0;
        words[at(entry) + HASH] = firstFree;
        firstFree = entry;
        open--;
    }

    int marketIndex(int entry) {
        return (int) (words[at(entry) + PLACE] >>> 32);
    }

    int handle(int entry) {
        return (int) words[at(entry) + PLACE];
    }

    /** Copies the id out; clears it where there is no entry. */
    void get(int entry, ClientOrderId into) {
        if (entry == NONE) {
            into.clear();
            return;
        }
        for (int i = 0; i < ID_WORDS; i++) {
            into.word(i, words[at(entry) + i]);
        }
    }

    private int take() {
        if (firstFree != NONE) {
            int entry = firstFree;
            firstFree = (int) words[at(entry) + HASH];
            return entry;
        }
        if ((used + 1) << RECORD_SHIFT > words.length) {
            words = Arrays.copyOf(words, words.length * 2);
        }
        return used++;
    }

    private boolean is(int entry, int accountIndex, ClientOrderId id) {
        int at = at(entry);
        boolean same = words[at + ACCOUNT] == accountIndex;
        for (int i = 0; i < ID_WORDS; i++) {
            same &= words[at + i] == id.word(i);
        }
        return same;
    }

    private void growTable() {
        long[] old = table;
        table = new long[old.length * 2];
        for (long slot : old) {
            if (slot != 0) {
                enter((int) slot - 1);
            }
        }
    }

    private void enter(int entry) {
        long hash = words[at(entry) + HASH];
        int mask = table.length - 1;
        int i = (int) hash & mask;
        while (table[i] != 0) {
            i = (i + 1) & mask;
        }
        table[i] = (hash & 0xFFFF_FFFF_0000_0000L) | (entry + 1);
    }

    private static int at(int entry) {
        return entry << RECORD_SHIFT;
    }

    private static long hash(int accountIndex, ClientOrderId id) {
        long hash = accountIndex;
        for (int i = 0; i < ID_WORDS; i++) {
            hash = (hash ^ id.word(i)) * 0x9E37_79B9_7F4A_7C15L;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
