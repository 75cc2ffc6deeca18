package io.rialto.matching;

import java.util.Arrays;

/**
 * A sorted set of ranks that may lie anywhere, each with a small number of its own, its slot.
 *
 * <p>A radix tree of nodes with 64 branches, in which a node exists only where ranks part, so its
 * depth is at most eleven and mostly two or three, and its size follows the number of ranks and not
 * their distance. D. R. Morrison, PATRICIA, 1968, with six bits at a time and a bitmap of the
 * branches taken.
 */
final class SparseRanks {

    /** No such rank; greater than every rank. */
    static final long NO_RANK = Long.MAX_VALUE;

    /** No such slot. */
    static final int NO_SLOT = -1;

    private static final int DIGIT_BITS = 6;
    private static final int DIGIT_MASK = (1 << DIGIT_BITS) - 1;

    /** No such branch: refers to neither a node nor a rank. */
    private static final int NO_BRANCH = Integer.MIN_VALUE;

    // A branch refers to a node by its number, to a rank by the complement of its slot.
    private int root = NO_BRANCH;
    private int size;

    private long[] taken = new long[2];
    private long[] prefixes = new long[2];
    private int[] shifts = new int[2];
    private int[] branches = new int[2 << DIGIT_BITS];
    private final FreeNumbers freeNodes = new FreeNumbers();

    private long[] ranks = new long[4];
    private final FreeNumbers freeSlots = new FreeNumbers();

    int size() {
        return size;
    }

    /** One more than the highest slot ever used. */
    int slotsMax() {
        return freeSlots.highest();
    }

    /** The slot of a rank, or NO_SLOT. */
    int find(long rank) {
        int at = root;
        while (at >= 0) {
            int digit = digit(rank, shifts[at]);
            if (isOutside(rank, at) || (taken[at] & (1L << digit)) == 0) {
                return NO_SLOT;
            }
            at = branches[(at << DIGIT_BITS) + digit];
        }
        return at != NO_BRANCH && ranks[~at] == rank ? ~at : NO_SLOT;
    }

    /** Adds a rank that is not in the set, and returns its slot. */
    int add(long rank) {
        int slot = takeSlot(rank);
        int parent = NO_BRANCH;
        int at = root;
        while (at >= 0 && !isOutside(rank, at)) {
            int digit = digit(rank, shifts[at]);
            if ((taken[at] & (1L << digit)) == 0) {
                setBranch(at, digit, ~slot);
                return slot;
            }
            parent = at;
            at = branches[(at << DIGIT_BITS) + digit];
        }
        int branch = at == NO_BRANCH ? ~slot : fork(at, rank, slot);
        replace(parent, rank, branch);
        return slot;
    }

    /** Removes a rank that is in the set; its slot may be used again. */
    void remove(long rank) {
        int grandparent = NO_BRANCH;
        int parent = NO_BRANCH;
        int at = root;
        while (at >= 0) {
            grandparent = parent;
            parent = at;
            at = branches[(at << DIGIT_BITS) + digit(rank, shifts[at])];
        }
        freeSlots.give(~at + 1);
        size--;
        if (parent == NO_BRANCH) {
            root = NO_BRANCH;
            return;
        }
        taken[parent] &= ~(1L << digit(rank, shifts[parent]));
        if (Long.bitCount(taken[parent]) == 1) {
            replace(grandparent, rank, firstBranch(parent));
            freeNodes.give(parent + 1);
        }
    }

    /** The lowest rank that is not below the given one, or NO_RANK. */
    long ceiling(long rank) {
        int above = NO_BRANCH;
        int at = root;
        while (at >= 0) {
            if (isOutside(rank, at)) {
                return lowest(prefixes[at] > rank ? at : above);
            }
            int digit = digit(rank, shifts[at]);
            long higher = taken[at] & (-2L << digit);
            if (higher != 0) {
                above = branches[(at << DIGIT_BITS) + Long.numberOfTrailingZeros(higher)];
            }
            if ((taken[at] & (1L << digit)) == 0) {
                return lowest(above);
            }
            at = branches[(at << DIGIT_BITS) + digit];
        }
        return lowest(at != NO_BRANCH && ranks[~at] >= rank ? at : above);
    }

    private long lowest(int branch) {
        int at = branch;
        while (at >= 0) {
            at = firstBranch(at);
        }
        return at == NO_BRANCH ? NO_RANK : ranks[~at];
    }

    private int firstBranch(int node) {
        return branches[(node << DIGIT_BITS) + Long.numberOfTrailingZeros(taken[node])];
    }

    /** A new node from which an old branch and a new rank part. */
    private int fork(int oldBranch, long rank, int slot) {
        long oldRank = oldBranch >= 0 ? prefixes[oldBranch] : ranks[~oldBranch];
        int highestDifference = 63 - Long.numberOfLeadingZeros(rank ^ oldRank);
        int shift = highestDifference / DIGIT_BITS * DIGIT_BITS;
        int node = takeNode();
        shifts[node] = shift;
        prefixes[node] = rank & (-1L << shift << DIGIT_BITS);
        taken[node] = 0;
        setBranch(node, digit(oldRank, shift), oldBranch);
        setBranch(node, digit(rank, shift), ~slot);
        return node;
    }

    private void replace(int parent, long rank, int branch) {
        if (parent == NO_BRANCH) {
            root = branch;
        } else {
            setBranch(parent, digit(rank, shifts[parent]), branch);
        }
    }

    private void setBranch(int node, int digit, int branch) {
        taken[node] |= 1L << digit;
        branches[(node << DIGIT_BITS) + digit] = branch;
    }

    private boolean isOutside(long rank, int node) {
        return (rank ^ prefixes[node]) >>> shifts[node] >>> DIGIT_BITS != 0;
    }

    private static int digit(long rank, int shift) {
        return (int) (rank >>> shift) & DIGIT_MASK;
    }

    private int takeSlot(long rank) {
        int slot = freeSlots.take() - 1;
        if (slot == ranks.length) {
            ranks = Arrays.copyOf(ranks, ranks.length << 1);
        }
        ranks[slot] = rank;
        size++;
        return slot;
    }

    private int takeNode() {
        int node = freeNodes.take() - 1;
        if (node == taken.length) {
            taken = Arrays.copyOf(taken, taken.length << 1);
            prefixes = Arrays.copyOf(prefixes, prefixes.length << 1);
            shifts = Arrays.copyOf(shifts, shifts.length << 1);
            branches = Arrays.copyOf(branches, branches.length << 1);
        }
        return node;
    }
}
