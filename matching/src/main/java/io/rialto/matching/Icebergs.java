package io.rialto.matching;

import java.util.Arrays;

/** What the orders of a book show of themselves that do not show all, by handle. Most books have none. */
final class Icebergs {
    private long[] display = new long[0];
    private long[] shown = new long[0];
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    void freeze(int handle, long displayLots, long shownLots) {
        if (handle >= display.length) {
            int size = Math.max(handle + 1, 2 * display.length);
            display = Arrays.copyOf(display, size);
            shown = Arrays.copyOf(shown, size);
        }
        count += display[handle] == 0 ? 1 : 0;
        display[handle] = displayLots;
        shown[handle] = shownLots;
    }

    /** The order is gone, or was none of these. */
    void melt(int handle) {
        if (displayLots(handle) != 0) {
            display[handle] = 0;
            count--;
        }
    }

    /** Of so much only so much can be shown. */
    void limit(int handle, long lots) {
        if (displayLots(handle) != 0) {
            shown[handle] = Math.min(shown[handle], lots);
        }
    }

    /** The next part is shown of what is left. */
    void surface(int handle, long lots) {
        if (displayLots(handle) != 0) {
            shown[handle] = Math.min(display[handle], lots);
        }
    }

    /**
     * A part of what is shown is taken.
     *
     * @return whether nothing is shown now
     */
    boolean take(int handle, long lots) {
        if (displayLots(handle) == 0) {
            return false;
        }
        shown[handle] -= lots;
        return shown[handle] == 0;
    }

    /** What of an order of so many lots is shown. */
    long turn(int handle, long lots) {
        return displayLots(handle) == 0 ? lots : shown[handle];
    }

    /** 0 for an order that shows all. */
    long displayLots(int handle) {
        return count > 0 && handle < display.length ? display[handle] : 0;
    }

    /** What an order of so many lots trades when its price has gone round so often. */
    long turn(int handle, long lots, int round) {
        long first = turn(handle, lots);
        if (round == 0) {
            return first;
        }
        long each = displayLots(handle);
        return each == 0 ? 0 : Math.max(0, Math.min(each, lots - first - (round - 1) * each));
    }
}
