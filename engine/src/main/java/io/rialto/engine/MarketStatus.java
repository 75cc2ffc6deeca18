package io.rialto.engine;

/** Whether a market takes orders. */
public enum MarketStatus {
    OPEN(1),
    /** Nothing is accepted, cancels neither. */
    PAUSED(2),
    /** No orders; those open were cancelled. */
    CLOSED(3);

    private static final MarketStatus[] BY_NUMBER = byNumber();

    private final int number;

    MarketStatus(int number) {
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
    public static MarketStatus of(int number) {
        MarketStatus value = number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        if (value == null) {
            throw new IllegalArgumentException("no MarketStatus has number " + number);
        }
        return value;
    }

    private static MarketStatus[] byNumber() {
        int highest = 0;
        for (MarketStatus value : values()) {
            highest = Math.max(highest, value.number);
        }
        MarketStatus[] table = new MarketStatus[highest + 1];
        for (MarketStatus value : values()) {
            table[value.number] = value;
        }
        return table;
    }
}
