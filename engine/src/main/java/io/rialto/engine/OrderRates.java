package io.rialto.engine;

import java.util.Arrays;

/**
 * How fast accounts enter orders in the markets that limit it. Each order uses up its share of a
 * second; an account that has used up the second that lies before it waits.
 */
final class OrderRates {
    private static final long SECOND = 1_000_000_000;

    /** Until when what an account has entered has used up its rate, by seat. */
    private long[] usedUntil = new long[0];

    /** Whether one more order would be too many. */
    boolean isExceeded(Market market, int seat, long now) {
        long share = SECOND / market.guard.orderRate;
        return Math.max(now, usedUntil(seat)) + share - now > SECOND;
    }

    /** An order was entered; nothing where it is not limited. */
    void count(Market market, int seat, long now) {
        if (market.guard.orderRate != 0) {
            long share = SECOND / market.guard.orderRate;
            set(market, seat, Math.max(now, usedUntil(seat)) + share);
        }
    }

    long usedUntil(int seat) {
        return seat == Seats.NONE || seat >= usedUntil.length ? 0 : usedUntil[seat];
    }

    void set(Market market, int seat, long until) {
        market.guard.rateUsedUntil = Math.max(market.guard.rateUsedUntil, until);
        if (seat >= usedUntil.length) {
            usedUntil = Arrays.copyOf(usedUntil, Math.max(64, (seat + 1) * 2));
        }
        usedUntil[seat] = until;
    }
}
