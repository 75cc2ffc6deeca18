package io.rialto.engine;

/** How an order states its price. */
public enum OrderType {
    LIMIT(1),
    MARKET(2);

    private static final OrderType[] BY_NUMBER = byNumber();

    private final int number;

    OrderType(int number) {
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
    public static OrderType of(int number) {
        OrderType value = number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        if (value == null) {
            throw new IllegalArgumentException("no OrderType has number " + number);
        }
        return value;
    }

    private static OrderType[] byNumber() {
        int highest = 0;
        for (OrderType value : values()) {
            highest = Math.max(highest, value.number);
        }
        OrderType[] table = new OrderType[highest + 1];
        for (OrderType value : values()) {
            table[value.number] = value;
        }
        return table;
    }
}
