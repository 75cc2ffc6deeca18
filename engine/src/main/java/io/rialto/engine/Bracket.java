package io.rialto.engine;

import io.rialto.matching.SelfTradePrevention;

/** An entry order and what is known of its exits; kept until the entry has left and they are placed. */
final class Bracket {
    private static final long STANDS = -1;

    final long entry;
    final int seat;
    final SelfTradePrevention selfTradePrevention;
    final Exits exits;

    /** The exits' numbers; 0 until there is something to sell. */
    long takeProfit;

    long stop;

    /** The exits' quantity. */
    long armedLots;

    private long leftLots = STANDS;

    Bracket(long entry, int seat, SelfTradePrevention selfTradePrevention, Exits exits) {
        this.entry = entry;
        this.seat = seat;
        this.selfTradePrevention = selfTradePrevention;
        this.exits = exits;
    }

    /** The entry has left the book, or never rested, having bought so much. */
    void leave(long filledLots) {
        if (stands()) {
            leftLots = filledLots;
        }
    }

    /** Whether the entry may still buy. */
    boolean stands() {
        return leftLots == STANDS;
    }

    /** What the entry had bought when it left. */
    long leftLots() {
        return leftLots;
    }

    boolean isArmed() {
        return takeProfit != 0;
    }
}
