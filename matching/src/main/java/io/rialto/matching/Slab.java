package io.rialto.matching;

import io.rialto.money.Check;

import java.util.Arrays;

/**
 * The orders and price levels of one book as records of 32 bytes in one array.
 *
 * <p>A <i>link</i> names a record: an order's is its handle (0, 1, 2 …), a level's is negative (-1,
 * -2, -3 …). A level is the sentinel of a circular list of its orders, the oldest next to it; so an
 * order is linked and unlinked without asking whether its neighbour is an order or the level. The
 * levels lie below the orders in the array and grow downwards: growing either moves the origin,
 * never a link.
 *
 * <p>A removed order's record is reused, last in, first out. Nothing is allocated but by growth,
 * which doubles.
 */
final class Slab {

    /** No record. As a link it would be a level, so it never stands for an order. */
    static final int NONE = -1;

    private static final int RECORD_SHIFT = 2;
    private static final int RECORD_WORDS = 1 << RECORD_SHIFT;

    // The words of a record. An order's second is positive while it rests and 0 when it is free.
    private static final int LINKS = 0;
    private static final int LOTS = 1;
    private static final int KEY = 2;
    private static final int ORDER_ID = 3;
    private static final int LEVEL_ORDERS = 3;

    /** Makes records fall on cache lines where the array itself does, behind its 16-byte header. */
    private static final int ALIGNMENT_WORDS = 6;

    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private long[] words;

    /** Index of the first word of the order with handle 0. */
    private int origin;

    private int levelsMax;
    private int ordersMax;
    private int handlesUsed;
    private int firstFree = NONE;

    /** What matching reads only to tell self-trades, by handle: group in the high half, account. */
    private long[] owners;

    Slab(int levelsMax, int ordersMax) {
        this.ordersMax = ordersMax;
        this.owners = new long[ordersMax];
        this.words = new long[ALIGNMENT_WORDS + ordersMax * RECORD_WORDS];
        this.origin = ALIGNMENT_WORDS;
        ensureLevels(levelsMax);
    }

    // Orders.

    int take(long key, long lots, long orderId, int account, int group) {
        int handle = firstFree;
        if (handle == NONE) {
            if (handlesUsed == ordersMax) {
                growOrders();
            }
            handle = handlesUsed++;
        } else {
            firstFree = next(handle);
        }
        int at = at(handle);
        words[at + LOTS] = lots;
        words[at + KEY] = key;
        words[at + ORDER_ID] = orderId;
        owners[handle] = ((long) group << 32) | (account & LOW_HALF);
        return handle;
    }

    void free(int handle) {
        int at = at(handle);
        words[at + LOTS] = 0;
        words[at + LINKS] = firstFree & LOW_HALF;
        firstFree = handle;
    }

    boolean isResting(int handle) {
        return handle >= 0 && handle < handlesUsed && words[at(handle) + LOTS] > 0;
    }

    /** One more than the highest handle ever used. */
    int handlesMax() {
        return handlesUsed;
    }

    /** What the owner of the slab wants to know of an order of an order: where it rests. */
    long key(int handle) {
        return words[at(handle) + KEY];
    }

    /** Gives a resting order that is in no level another key and quantity. */
    void change(int handle, long key, long lots) {
        int at = at(handle);
        words[at + KEY] = key;
        words[at + LOTS] = lots;
    }

    long orderId(int handle) {
        return words[at(handle) + ORDER_ID];
    }

    int account(int handle) {
        return (int) owners[handle];
    }

    int group(int handle) {
        return (int) (owners[handle] >>> 32);
    }

    void group(int handle, int group) {
        owners[handle] = ((long) group << 32) | (owners[handle] & LOW_HALF);
    }

    /** What is left of an order, or of all orders of a level together. */
    long lots(int link) {
        return words[at(link) + LOTS];
    }

    void lots(int link, long lots) {
        words[at(link) + LOTS] = lots;
    }

    void addLots(int link, long lots) {
        words[at(link) + LOTS] += lots;
    }

    // Queues.

    int next(int link) {
        return (int) words[at(link) + LINKS];
    }

    int orders(int level) {
        return (int) words[at(level) + LEVEL_ORDERS];
    }

    /** Puts an order at the tail of a level. */
    void append(int level, int handle) {
        int levelAt = at(level);
        int orderAt = at(handle);
        words[levelAt + LOTS] += words[orderAt + LOTS];
        words[levelAt + LEVEL_ORDERS]++;
        int tail = (int) (words[levelAt + LINKS] >>> 32);
        words[orderAt + LINKS] = links(level, tail);
        setPrevious(levelAt, handle);
        setNext(at(tail), handle);
    }

    /**
     * Takes an order out of its level.
     *
     * @return whether the level is empty now
     */
    boolean unlink(int level, int handle) {
        int levelAt = at(level);
        int orderAt = at(handle);
        words[levelAt + LOTS] -= words[orderAt + LOTS];
        words[levelAt + LEVEL_ORDERS]--;
        long links = words[orderAt + LINKS];
        int next = (int) links;
        int previous = (int) (links >>> 32);
        setPrevious(at(next), previous);
        setNext(at(previous), next);
        return next == previous;
    }

    // Levels.

    /** Makes room for at least the levels -1 to -atLeast, the new ones empty. */
    void ensureLevels(int atLeast) {
        if (atLeast <= levelsMax) {
            return;
        }
        int levels = Math.max(atLeast, levelsMax + levelsMax / 4);
        long grown = ALIGNMENT_WORDS + ((long) levels + ordersMax) * RECORD_WORDS;
        Check.that(grown < Integer.MAX_VALUE, "a book's slab fits into one array");
        long[] newWords = new long[(int) grown];
        int newOrigin = ALIGNMENT_WORDS + levels * RECORD_WORDS;
        int usedWords = (levelsMax + handlesUsed) * RECORD_WORDS;
        int lowest = at(-levelsMax);
        System.arraycopy(words, lowest, newWords, newOrigin - levelsMax * RECORD_WORDS, usedWords);
        words = newWords;
        origin = newOrigin;
        for (int level = -levels; level < -levelsMax; level++) {
            clearLevel(level);
        }
        levelsMax = levels;
    }

    /** Gives a level another link, of an empty level; costs the same however many orders it has. */
    void moveLevel(int from, int to) {
        if (from == to) {
            return;
        }
        int fromAt = at(from);
        int toAt = at(to);
        Check.that(words[toAt + LEVEL_ORDERS] == 0, "a level moves to an empty place");
        System.arraycopy(words, fromAt, words, toAt, RECORD_WORDS);
        long links = words[fromAt + LINKS];
        setPrevious(at((int) links), to);
        setNext(at((int) (links >>> 32)), to);
        clearLevel(from);
    }

    private void clearLevel(int level) {
        int at = at(level);
        words[at + LINKS] = links(level, level);
        words[at + LOTS] = 0;
        words[at + LEVEL_ORDERS] = 0;
    }

    private void growOrders() {
        long grown = words.length + (long) ordersMax * RECORD_WORDS;
        Check.that(grown < Integer.MAX_VALUE, "a book's slab fits into one array");
        words = Arrays.copyOf(words, (int) grown);
        ordersMax <<= 1;
        owners = Arrays.copyOf(owners, ordersMax);
    }

    private int at(int link) {
        return origin + (link << RECORD_SHIFT);
    }

    private static long links(int next, int previous) {
        return ((long) previous << 32) | (next & LOW_HALF);
    }

    private void setNext(int at, int next) {
        words[at + LINKS] = (words[at + LINKS] & ~LOW_HALF) | (next & LOW_HALF);
    }

    private void setPrevious(int at, int previous) {
        words[at + LINKS] = ((long) previous << 32) | (words[at + LINKS] & LOW_HALF);
    }
}
