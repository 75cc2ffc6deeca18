package io.rialto.matching;

import io.rialto.money.Check;

import java.util.Arrays;

/**
 * Finds an order's handle by its id.
 *
 * <p>Order ids of a market ascend without large gaps, so they index arrays instead of being hashed:
 * a root, nodes of 256 pages and pages of 64 ids. A page or node in which no order rests any more
 * is given back and used again, so memory follows the resting orders, and only the root, an int for
 * 16,384 ids, follows the distance between the oldest and the newest.
 *
 * <p>An entry of root and nodes holds the number of what it points to and how many are in use
 * there. Number 0 is empty for ever, so that a lookup need not ask whether there is anything.
 */
final class OrderIndex {

    private static final int PAGE_BITS = 6;
    private static final int NODE_BITS = 8;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;
    private static final int NODE_MASK = (1 << NODE_BITS) - 1;

    /** Bits of an entry that count what is in use: 0 to 64 ids, 0 to 256 pages. */
    private static final int PAGE_COUNT_BITS = PAGE_BITS + 1;

    private static final int NODE_COUNT_BITS = NODE_BITS + 1;
    private static final int ROOT_MAX = 1 << 28;

    private int[] root = new int[4];
    private int[] nodes = new int[2 << NODE_BITS];
    private int[] pages = new int[4 << PAGE_BITS];
    private final FreeNumbers freeNodes = new FreeNumbers();
    private final FreeNumbers freePages = new FreeNumbers();

    /** What the root's first entry stands for: ids from here × 16,384. */
    private long rootBase;

    /** The handle of a resting order, or NONE. */
    int handleOf(long orderId) {
        long branch = (orderId >>> (PAGE_BITS + NODE_BITS)) - rootBase;
        if (branch < 0 || branch >= root.length) {
            return Slab.NONE;
        }
        int node = root[(int) branch] >>> NODE_COUNT_BITS;
        int page = nodes[nodeEntry(node, orderId)] >>> PAGE_COUNT_BITS;
        return pages[pageEntry(page, orderId)] - 1;
    }

    void put(long orderId, int handle) {
        int branch = branchFor(orderId >>> (PAGE_BITS + NODE_BITS));
        if (root[branch] == 0) {
            root[branch] = takeNode() << NODE_COUNT_BITS;
        }
        int inNode = nodeEntry(root[branch] >>> NODE_COUNT_BITS, orderId);
        if (nodes[inNode] == 0) {
            nodes[inNode] = takePage() << PAGE_COUNT_BITS;
            root[branch]++;
        }
        int inPage = pageEntry(nodes[inNode] >>> PAGE_COUNT_BITS, orderId);
        Check.that(pages[inPage] == 0, "an order id rests once");
        pages[inPage] = handle + 1;
        nodes[inNode]++;
    }

    /** Forgets the id of a resting order. */
    void remove(long orderId) {
        int branch = (int) ((orderId >>> (PAGE_BITS + NODE_BITS)) - rootBase);
        int node = root[branch] >>> NODE_COUNT_BITS;
        int inNode = nodeEntry(node, orderId);
        int page = nodes[inNode] >>> PAGE_COUNT_BITS;
        pages[pageEntry(page, orderId)] = 0;
        nodes[inNode]--;
        if (nodes[inNode] == page << PAGE_COUNT_BITS) {
            nodes[inNode] = 0;
            freePages.give(page);
            root[branch]--;
            if (root[branch] == node << NODE_COUNT_BITS) {
                root[branch] = 0;
                freeNodes.give(node);
            }
        }
    }

    /** Pages that hold a resting order's id. */
    int pagesInUse() {
        return freePages.used();
    }

    private int branchFor(long branch) {
        long offset = branch - rootBase;
        if (offset < 0 || offset >= root.length) {
            makeRootReach(branch);
        }
        return (int) (branch - rootBase);
    }

    private void makeRootReach(long branch) {
        int first = 0;
        while (first < root.length && root[first] == 0) {
            first++;
        }
        if (first == root.length) {
            rootBase = branch;
            return;
        }
        int last = root.length - 1;
        while (root[last] == 0) {
            last--;
        }
        long newBase = Math.min(branch, rootBase + first);
        long span = Math.max(branch, rootBase + last) - newBase + 1;
        Check.that(span <= ROOT_MAX, "order ids of a market ascend without large gaps");
        int to = (int) (rootBase + first - newBase);
        int used = last - first + 1;
        int[] old = root;
        if (span > root.length) {
            root = new int[Integer.highestOneBit((int) span) << 1];
        }
        System.arraycopy(old, first, root, to, used);
        Arrays.fill(root, 0, to, 0);
        Arrays.fill(root, to + used, root.length, 0);
        rootBase = newBase;
    }

    private int takeNode() {
        int node = freeNodes.take();
        if (node << NODE_BITS == nodes.length) {
            nodes = Arrays.copyOf(nodes, nodes.length << 1);
        }
        return node;
    }

    private int takePage() {
        int page = freePages.take();
        if (page << PAGE_BITS == pages.length) {
            pages = Arrays.copyOf(pages, pages.length << 1);
        }
        return page;
    }

    private static int nodeEntry(int node, long orderId) {
        return (node << NODE_BITS) + ((int) (orderId >>> PAGE_BITS) & NODE_MASK);
    }

    private static int pageEntry(int page, long orderId) {
        return (page << PAGE_BITS) + ((int) orderId & PAGE_MASK);
    }
}
