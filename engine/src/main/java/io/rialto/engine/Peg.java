package io.rialto.engine;

/** What price of the market an order follows. */
public enum Peg {
    /** None: it stays at its price. */
    NONE(0),
    /** The best price to buy. */
    BID(1),
    /** The best price to sell. */
    ASK(2),
    /** The middle between the two. */
    MID(3);

    private final int number;

    Peg(int number) {
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
    public static Peg of(int number) {
        if (number < 0 || number >= values().length) {
            throw new IllegalArgumentException("no Peg has number " + number);
        }
        return values()[number];
    }
}
