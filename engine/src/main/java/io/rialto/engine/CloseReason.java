package io.rialto.engine;

/** Why an order ended. */
public enum CloseReason {
    FILLED(1),
    /** On request. */
    CANCELLED(2),
    /** By cancel-replace. */
    REPLACED(3),
    /** By cancel all. */
    MASS_CANCELLED(4),
    /** Its time had come. */
    EXPIRED(5),
    /** What an IOC or market order could not fill. */
    REMAINDER(6),
    /** Self-trade prevention. */
    SELF_TRADE(7),
    MARKET_CLOSED(8),
    /** Its universe was reset. */
    RESET(10),
    /** A kill switch was pulled. */
    KILLED(20),
    /** Its account's dead-man's switch was not renewed. */
    DEAD_MAN(21),
    /** The order that it is linked with has traded or ended. */
    LINKED(22),
    /** The position that it was to reduce is not there any more. */
    REDUCED(23),
    /** An option that its account wrote was exercised, and its funds went there. */
    ASSIGNED(18),
    /** Its account may no longer know of the market. */
    MARKET_HIDDEN(30);

    private static final CloseReason[] BY_NUMBER = byNumber();

    private final int number;

    CloseReason(int number) {
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
    public static CloseReason of(int number) {
        CloseReason value = number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        if (value == null) {
            throw new IllegalArgumentException("no CloseReason has number " + number);
        }
        return value;
    }

    private static CloseReason[] byNumber() {
        int highest = 0;
        for (CloseReason value : values()) {
            highest = Math.max(highest, value.number);
        }
        CloseReason[] table = new CloseReason[highest + 1];
        for (CloseReason value : values()) {
            table[value.number] = value;
        }
        return table;
    }
}
