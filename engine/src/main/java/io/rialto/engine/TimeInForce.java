package io.rialto.engine;

/** How long an order stands. */
public enum TimeInForce {
    /** Until cancelled. */
    GTC(1),
    /** What fills at once, the rest is cancelled. */
    IOC(2),
    /** All at once or nothing. */
    FOK(3),
    /** Until the given instant. */
    GTD(4),
    /** Until the end of the trading day, which the sender resolves to an instant. */
    DAY(5);

    private static final TimeInForce[] BY_NUMBER = byNumber();

    private final int number;

    TimeInForce(int number) {
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
    public static TimeInForce of(int number) {
        TimeInForce value = number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        if (value == null) {
            throw new IllegalArgumentException("no TimeInForce has number " + number);
        }
        return value;
    }

    private static TimeInForce[] byNumber() {
        int highest = 0;
        for (TimeInForce value : values()) {
            highest = Math.max(highest, value.number);
        }
        TimeInForce[] table = new TimeInForce[highest + 1];
        for (TimeInForce value : values()) {
            table[value.number] = value;
        }
        return table;
    }
}
