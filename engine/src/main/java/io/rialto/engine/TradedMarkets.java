package io.rialto.engine;

import java.util.Arrays;

/** The markets that have traded while orders waited there, by index, until they are looked at. */
final class TradedMarkets {
    private int[] indices = new int[8];
    private int count;

    int count() {
        return count;
    }

    /** The market index at a place. */
    int get(int place) {
        return indices[place];
    }

    /** A trade in a market that is watched. */
    void traded(Market market, long priceTicks) {
        if (!market.waiting.hasTraded()) {
            add(market.index);
        }
        market.waiting.traded(priceTicks);
    }

    private void add(int marketIndex) {
        int place = Arrays.binarySearch(indices, 0, count, marketIndex);
        if (place >= 0) {
            return;
        }
        if (count == indices.length) {
            indices = Arrays.copyOf(indices, count * 2);
        }
        place = ~place;
        System.arraycopy(indices, place, indices, place + 1, count - place);
        indices[place] = marketIndex;
        count++;
    }

    /** Takes out the market at a place. */
    void remove(int place) {
        count--;
        System.arraycopy(indices, place + 1, indices, place, count - place);
    }
}
