package io.rialto.engine;

import io.rialto.money.Side;

/** What an order waits for before it enters the market. */
public enum Condition {
    /** The last trade is at the trigger price or worse for it: above to buy, below to sell. */
    STOP(1),
    /** The last trade is at the trigger price or better for it: below to buy, above to sell. */
    TAKE_PROFIT(2),
    /** As a stop whose trigger price follows the best trade since at a fixed distance. */
    TRAILING_STOP(3);

    private static final Condition[] BY_NUMBER = {STOP, STOP, TAKE_PROFIT, TRAILING_STOP};

    private final int number;

    Condition(int number) {
        this.number = number;
    }

    /** The number on the wire and in snapshots. */
    public int number() {
        return number;
    }

    /**
     * The value with that number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Condition of(int number) {
        if (number < 1 || number >= BY_NUMBER.length) {
            throw new IllegalArgumentException("no Condition has number " + number);
        }
        return BY_NUMBER[number];
    }

    /** Whether an order of that side is triggered by a price at or above its trigger. */
    boolean isRising(Side side) {
        return (side == Side.BUY) == (this != TAKE_PROFIT);
    }
}
