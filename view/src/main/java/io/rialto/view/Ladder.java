package io.rialto.view;

import io.rialto.protocol.Side;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The levels of one side, sorted with the best at the end of an array: most of what happens, happens
 * there and moves little. Finding is O(log n).
 */
final class Ladder {
    private static final int FIRST_CAPACITY = 64;

    private final Side side;
    private Level[] levels = new Level[FIRST_CAPACITY];
    private int count;

    Ladder(Side side) {
        this.side = side;
    }

    int count() {
        return count;
    }

    /** The level {@code depth} steps from the best, which is 0. */
    Level fromBest(int depth) {
        return levels[count - 1 - depth];
    }

    /** The level of that price, made if there is none. */
    Level at(long price) {
        int index = find(price);
        if (index < count && levels[index].price == price) {
            return levels[index];
        }
        if (count == levels.length) {
            levels = Arrays.copyOf(levels, 2 * count);
        }
        System.arraycopy(levels, index, levels, index + 1, count - index);
        Level level = new Level(side, price);
        levels[index] = level;
        count++;
        return level;
    }

    boolean contains(long price) {
        int index = find(price);
        return index < count && levels[index].price == price;
    }

    void remove(Level level) {
        int index = find(level.price);
        count--;
        System.arraycopy(levels, index + 1, levels, index, count - index);
        levels[count] = null;
    }

    List<BookLevel> toInfo(int depth) {
        int size = Math.min(depth, count);
        List<BookLevel> result = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            result.add(fromBest(i).toInfo());
        }
        return result;
    }

    // The first index whose price is not worse than the one asked for.
    private int find(long price) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (worse(levels[middle].price, price)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean worse(long left, long right) {
        return side == Side.BUY ? left < right : left > right;
    }
}
