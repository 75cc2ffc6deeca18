package io.rialto.matching;

import io.rialto.money.Side;

/**
 * The price levels of one side of a book, by rank.
 *
 * <p>A price's <i>rank</i> is smaller the better the price is: the price itself for sells, its
 * distance from 2^62 for buys. So both sides are one structure, best first.
 *
 * <p>A window of ranks is a ring: the level of a rank is found by the rank's low bits, the next
 * occupied one by a bitset. What lies outside the window is in a radix tree, a few times slower and
 * otherwise the same. The window follows the traffic: when enough orders came from outside, it
 * moves or grows to catch them if it can, within a number of ticks that is proportional to the
 * levels present. The work of that is paid for by the arrivals that caused it.
 */
final class Ladder {

    /** No such rank; greater than every rank. */
    static final long NO_RANK = SparseRanks.NO_RANK;

    /** One more than the highest price. */
    static final long PRICE_LIMIT = 1L << 62;

    /** Ticks of a new ladder's window, a power of two, at least the 64 of a bitset's word. */
    static final int TICKS_MIN = 64;

    /** Ticks up to which a window may grow however few levels there are. */
    private static final int TICKS_FREE = 1 << 10;

    private static final int TICKS_MAX = 1 << 20;

    /** Above TICKS_FREE, a window has at most this many ticks for each occupied level: 1 KiB. */
    private static final int TICKS_PER_LEVEL = 32;

    private static final int RECONSIDER_MIN = 16;

    private final Slab slab;
    private final int sideBit;
    private final SparseRanks far = new SparseRanks();
    private final FarTraffic traffic = new FarTraffic();
    private TickBits occupied = new TickBits(TICKS_MIN);

    /** The window: ranks from low to low + mask. Low may be negative, where no rank is. */
    private long low;

    private long mask = TICKS_MIN - 1;
    private long bestRank = NO_RANK;
    private int levels;
    private int orders;

    Ladder(Slab slab, Side side) {
        this.slab = slab;
        this.sideBit = side == Side.BUY ? 0 : 1;
    }

    long rank(long priceTicks) {
        return sideBit == 0 ? PRICE_LIMIT - priceTicks : priceTicks;
    }

    long priceTicks(long rank) {
        return sideBit == 0 ? PRICE_LIMIT - rank : rank;
    }

    /** The best occupied rank, or NO_RANK. */
    long bestRank() {
        return bestRank;
    }

    int levels() {
        return levels;
    }

    int orders() {
        return orders;
    }

    /** Ticks that the window covers. */
    int windowTicks() {
        return (int) mask + 1;
    }

    /** Occupied levels that are outside the window. */
    int levelsOutside() {
        return far.size();
    }

    /** Puts an order at the tail of the level of its rank. */
    void append(long rank, int handle) {
        orders++;
        int level = isInside(rank) ? levelInside(rank) : levelOutside(rank);
        slab.append(level, handle);
    }

    /** Takes an order out of the level of its rank. */
    void unlink(long rank, int handle) {
        orders--;
        if (slab.unlink(level(rank), handle)) {
            vacate(rank);
        }
    }

    /** The level of an occupied rank. */
    int level(long rank) {
        return isInside(rank) ? linkInside(rank) : linkOutside(far.find(rank));
    }

    boolean isOccupied(long rank) {
        return isInside(rank)
                ? occupied.contains((int) (rank & mask))
                : far.find(rank) != SparseRanks.NO_SLOT;
    }

    /** The best occupied rank that is worse than the given one, or NO_RANK. */
    long nextRank(long rank) {
        long from = Math.max(rank + 1, low);
        long inside = isInside(from) ? nextInside(from) : NO_RANK;
        if (far.size() == 0 || (inside != NO_RANK && rank >= low)) {
            return inside;
        }
        return Math.min(inside, far.ceiling(rank + 1));
    }

    private boolean isInside(long rank) {
        return ((rank - low) & ~mask) == 0;
    }

    /** The lowest occupied rank of the window that is not below one inside it, or NO_RANK. */
    private long nextInside(long from) {
        int start = (int) (from & mask);
        int seam = (int) (low & mask);
        int found = occupied.nextFrom(start);
        if (start >= seam) {
            if (found != TickBits.NONE) {
                return rankInside(found);
            }
            found = occupied.nextFrom(0);
        }
        return found != TickBits.NONE && found < seam ? rankInside(found) : NO_RANK;
    }

    private int levelInside(long rank) {
        traffic.inside();
        if (occupied.add((int) (rank & mask))) {
            occupy(rank);
        }
        return linkInside(rank);
    }

    private int levelOutside(long rank) {
        if (levels == 0) {
            low = rank - windowTicks() / 4;
            return levelInside(rank);
        }
        traffic.outside(rank);
        if (traffic.outsideCount() >= Math.max(RECONSIDER_MIN, windowTicks() / 8)) {
            reconsiderWindow();
            if (isInside(rank)) {
                return levelInside(rank);
            }
        }
        int slot = far.find(rank);
        if (slot == SparseRanks.NO_SLOT) {
            slot = addFar(rank);
            occupy(rank);
        }
        return linkOutside(slot);
    }

    private void occupy(long rank) {
        levels++;
        if (rank < bestRank) {
            bestRank = rank;
        }
    }

    private void vacate(long rank) {
        levels--;
        if (isInside(rank)) {
            occupied.remove((int) (rank & mask));
        } else {
            far.remove(rank);
        }
        if (rank == bestRank) {
            bestRank = nextRank(rank);
        }
    }

    // Where the window lies.

    /** Looks for a window with what the present one holds and what lately arrived outside it. */
    private void reconsiderWindow() {
        long ticksMax = Math.clamp((long) levels * TICKS_PER_LEVEL, TICKS_FREE, TICKS_MAX);
        ticksMax = Math.max(Long.highestOneBit(ticksMax), windowTicks());
        traffic.sort();
        long from = traffic.quantile(1);
        long to = traffic.quantile(15);
        if (far.size() < levels) {
            from = Math.min(from, nextInside(low));
            to = Math.max(to, lastInside());
        }
        if (to - from < ticksMax) {
            moveWindow(from, to, ticksMax);
        } else if (traffic.isMostlyOutside()
                && traffic.quantile(12) - traffic.quantile(4) < ticksMax) {
            moveWindow(traffic.quantile(4), traffic.quantile(12), ticksMax);
        }
        traffic.reset();
    }

    /** Lets the window cover a range of ranks that is not longer than ticksMax. */
    private void moveWindow(long from, long to, long ticksMax) {
        long span = to - from + 1;
        long wanted = Math.min(span + span / 2, ticksMax);
        int ticks = Math.max(windowTicks(), ceilingPowerOfTwo((int) wanted));
        long newLow = from - (ticks - span) / 2;
        evictOutside(newLow, newLow + ticks);
        if (ticks > windowTicks()) {
            growWindow(ticks);
        }
        low = newLow;
        admitInside();
    }

    private void evictOutside(long from, long to) {
        for (int at = occupied.nextFrom(0);
                at != TickBits.NONE;
                at = at == mask ? TickBits.NONE : occupied.nextFrom(at + 1)) {
            long rank = rankInside(at);
            if (rank < from || rank >= to) {
                occupied.remove(at);
                slab.moveLevel(link(at), linkOutside(addFar(rank)));
            }
        }
    }

    /**
     * Gives window and far levels their places for a larger window: the far ones first, the highest
     * foremost, so that every place is free when something moves there.
     */
    private void growWindow(int ticks) {
        slab.ensureLevels((ticks + far.slotsMax()) << 1);
        for (int slot = far.slotsMax() - 1; slot >= 0; slot--) {
            if (slab.orders(linkOutside(slot)) > 0) {
                slab.moveLevel(linkOutside(slot), link(ticks + slot));
            }
        }
        TickBits grown = new TickBits(ticks);
        for (int at = occupied.nextFrom(0);
                at != TickBits.NONE;
                at = at == mask ? TickBits.NONE : occupied.nextFrom(at + 1)) {
            int to = (int) (rankInside(at) & (ticks - 1));
            grown.add(to);
            slab.moveLevel(link(at), link(to));
        }
        occupied = grown;
        mask = ticks - 1L;
    }

    private void admitInside() {
        long end = low + mask;
        for (long rank = far.ceiling(Math.max(low, 0)); rank <= end; rank = far.ceiling(rank)) {
            int slot = far.find(rank);
            far.remove(rank);
            occupied.add((int) (rank & mask));
            slab.moveLevel(linkOutside(slot), linkInside(rank));
        }
    }

    private int addFar(long rank) {
        int slot = far.add(rank);
        int needed = windowTicks() + slot + 1;
        slab.ensureLevels(needed << 1);
        return slot;
    }

    private long lastInside() {
        int seam = (int) (low & mask);
        int last = occupied.lastBefore(seam);
        return rankInside(last != TickBits.NONE ? last : occupied.lastBefore((int) mask + 1));
    }

    private long rankInside(int at) {
        return low + ((at - low) & mask);
    }

    private int linkInside(long rank) {
        return link((int) (rank & mask));
    }

    private int linkOutside(int slot) {
        return link(windowTicks() + slot);
    }

    /** The two sides' levels alternate, so that neither side's growth moves the other's. */
    private int link(int number) {
        return ~((number << 1) | sideBit);
    }

    private static int ceilingPowerOfTwo(int value) {
        return value <= 1 ? 1 : Integer.highestOneBit(value - 1) << 1;
    }
}
