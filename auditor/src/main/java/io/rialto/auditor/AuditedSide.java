package io.rialto.auditor;

import java.util.Arrays;

/**
 * One side of a book: its levels sorted from the worst price to the best, which is where most comes
 * and goes. Finding a level takes the logarithm of their number.
 */
final class AuditedSide {
    private static final int FIRST_CAPACITY = 16;

    private final boolean isBuy;
    private AuditedLevel[] levels = new AuditedLevel[FIRST_CAPACITY];
    private int count;

    AuditedSide(boolean isBuy) {
        this.isBuy = isBuy;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The best level; not of an empty side. */
    AuditedLevel best() {
        return levels[count - 1];
    }

    /** Puts an order last in the queue of its price. */
    void append(AuditedOrder order) {
        int index = find(order.price);
        if (index < 0) {
            index = -index - 1;
            if (count == levels.length) {
                levels = Arrays.copyOf(levels, 2 * count);
            }
            System.arraycopy(levels, index, levels, index + 1, count - index);
            levels[index] = new AuditedLevel(order.price);
            count++;
        }
        levels[index].append(order);
    }

    /** Takes an order that stands here off. */
    void remove(AuditedOrder order) {
        AuditedLevel level = order.level;
        level.remove(order);
        if (level.isEmpty()) {
            int index = find(level.price);
            count--;
            System.arraycopy(levels, index + 1, levels, index, count - index);
            levels[count] = null;
        }
    }

    /** The index of a price's level, or where it would be inserted as a negative number. */
    private int find(long price) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = isBuy
                    ? Long.compare(levels[middle].price, price)
                    : Long.compare(price, levels[middle].price);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }
}
