package io.rialto.matching;

/**
 * A set of indices below a power of two, as bits with a second level that tells which words have
 * any; so finding the next member costs the same however far it is, up to 4,096 indices, and a word
 * for every further 4,096 to cross.
 */
final class TickBits {

    /** No such member. */
    static final int NONE = -1;

    private final long[] bits;
    private final long[] summary;

    /**
     * @param size a power of two, at least 64
     */
    TickBits(int size) {
        bits = new long[size >>> 6];
        summary = new long[(bits.length + 63) >>> 6];
    }

    /**
     * @return whether it was not a member before
     */
    boolean add(int index) {
        int word = index >>> 6;
        long old = bits[word];
        long bit = 1L << index;
        if ((old & bit) != 0) {
            return false;
        }
        bits[word] = old | bit;
        summary[word >>> 6] |= 1L << word;
        return true;
    }

    void remove(int index) {
        int word = index >>> 6;
        long left = bits[word] & ~(1L << index);
        bits[word] = left;
        if (left == 0) {
            summary[word >>> 6] &= ~(1L << word);
        }
    }

    boolean contains(int index) {
        return (bits[index >>> 6] & (1L << index)) != 0;
    }

    /** The highest member below the limit, or NONE. */
    int lastBefore(int limit) {
        int word = (limit - 1) >> 6;
        if (word < 0) {
            return NONE;
        }
        long left = bits[word] & (-1L >>> -limit);
        while (left == 0) {
            word--;
            if (word < 0) {
                return NONE;
            }
            left = bits[word];
        }
        return (word << 6) + 63 - Long.numberOfLeadingZeros(left);
    }

    /** The lowest member that is not below the index, or NONE. */
    int nextFrom(int index) {
        int word = index >>> 6;
        long here = bits[word] >>> index;
        if (here != 0) {
            return index + Long.numberOfTrailingZeros(here);
        }
        return firstOfWords(word + 1);
    }

    private int firstOfWords(int from) {
        if (from == bits.length) {
            return NONE;
        }
        int at = from >>> 6;
        long words = summary[at] & (-1L << from);
        while (words == 0) {
            at++;
            if (at == summary.length) {
                return NONE;
            }
            words = summary[at];
        }
        int word = (at << 6) + Long.numberOfTrailingZeros(words);
        return (word << 6) + Long.numberOfTrailingZeros(bits[word]);
    }
}
