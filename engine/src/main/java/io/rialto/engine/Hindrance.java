package io.rialto.engine;

import io.rialto.ledger.Ledger;

import java.util.Arrays;

/**
 * Why orders of a market that follow a price could not go where they belong: their accounts could not
 * pay for it, or a limit of the market forbade it. While nothing of that is another, looking again would
 * find the same. A state has nothing of this: it only spares looks.
 */
final class Hindrance {
    private static final int AT_FIRST = 4;

    /** The balances that would have to pay. */
    private int[] slots = new int[AT_FIRST];

    /** What was available of each. */
    private long[] available = new long[AT_FIRST];

    private int count;
    private MarketSpec spec;
    private long lastPrice;

    /** Forgets what hindered before. */
    void begin(Market market) {
        count = 0;
        spec = market.spec;
        lastPrice = market.lastPrice;
    }

    boolean isAny() {
        return count > 0;
    }

    void add(int slot, long availableNow) {
        for (int place = 0; place < count; place++) {
            if (slots[place] == slot) {
                return;
            }
        }
        if (count == slots.length) {
            slots = Arrays.copyOf(slots, 2 * count);
            available = Arrays.copyOf(available, 2 * count);
        }
        slots[count] = slot;
        available[count] = availableNow;
        count++;
    }

    /** Positions and open orders in the market are the caller's to watch. O(accounts hindered). */
    boolean isAsItWas(Market market, Ledger ledger) {
        boolean isIt = count == 0 || (spec.equals(market.spec) && lastPrice == market.lastPrice);
        for (int place = 0; isIt && place < count; place++) {
            isIt = ledger.available(slots[place]) == available[place];
        }
        return isIt;
    }
}
