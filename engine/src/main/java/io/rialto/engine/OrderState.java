package io.rialto.engine;

/** Of an order after a command. */
public enum OrderState {
    /** There is none, or not any more. */
    ABSENT(0),
    /** Rests, nothing filled. */
    OPEN(1),
    /** Rests, partly filled. */
    PARTIALLY_FILLED(2),
    FILLED(3),
    /** Ended with a part unfilled. */
    CANCELLED(4),
    /** Ended by time. */
    EXPIRED(5),
    /** Waits for a price outside the book. */
    WAITING(6);

    private static final OrderState[] BY_NUMBER = byNumber();

    private final int number;

    OrderState(int number) {
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
    public static OrderState of(int number) {
        OrderState value = number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        if (value == null) {
            throw new IllegalArgumentException("no OrderState has number " + number);
        }
        return value;
    }

    private static OrderState[] byNumber() {
        int highest = 0;
        for (OrderState value : values()) {
            highest = Math.max(highest, value.number);
        }
        OrderState[] table = new OrderState[highest + 1];
        for (OrderState value : values()) {
            table[value.number] = value;
        }
        return table;
    }
}
