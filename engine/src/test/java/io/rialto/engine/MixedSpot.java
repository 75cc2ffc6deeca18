package io.rialto.engine;

import io.rialto.money.Check;

import java.util.TreeMap;

/**
 * The naive twin of what is reserved of the asset that a spot market trades: whatever is still to be
 * sold, be it in the book or waiting for its trigger; of two exits of one entry once.
 */
final class MixedSpot {
    /** By the key of one exit, that of the other. */
    private final TreeMap<Long, Long> exits = new TreeMap<>();

    private final MixedTwin twin;
    private final int asset;
    private long triggered;
    private long linked;
    private long pairs;

    MixedSpot(MixedTwin twin, int asset) {
        this.twin = twin;
        this.asset = asset;
    }

    /** How many orders entered the market when their trigger was reached. */
    long triggered() {
        return triggered;
    }

    /** How many orders ended with another. */
    long linked() {
        return linked;
    }

    /** How often an entry had bought and its exits were placed. */
    long pairs() {
        return pairs;
    }

    void paired(long one, long other) {
        exits.put(one, other);
        exits.put(other, one);
        pairs++;
    }

    void triggers() {
        triggered++;
    }

    void ended(long key, CloseReason reason) {
        linked += reason == CloseReason.LINKED ? 1 : 0;
        Long other = exits.remove(key);
        if (other != null) {
            exits.remove(other);
        }
    }

    void check(Engine engine) {
        long[] expected = new long[twin.accounts() + 1];
        twin.orders().forEach((key, order) -> {
            if (!order.buys && twin.market(order.market) == null) {
                expected[order.account] += reserves(key, order);
            }
        });
        for (int account = 1; account <= twin.accounts(); account++) {
            Check.that(
                    engine.held(account, asset) == expected[account],
                    "what is to be sold is reserved, of two exits once");
        }
    }

    private long reserves(long key, MixedOrder order) {
        Long other = exits.get(key);
        if (other == null) {
            return order.remaining;
        }
        return key > other ? 0 : Math.max(order.remaining, twin.orders().get(other).remaining);
    }
}
