package io.rialto.engine;

/** What is traded in a market. Numbers are those of the wire. */
public enum MarketKind {
    /** An asset for another: both sides deliver. */
    SPOT(1),

    /** Contracts that pay what an outcome turns out to be (VENUE-RULES 4). */
    OUTCOME(2),

    /** Contracts that are redeemable for contracts of other markets. */
    FUND(3),

    /** Contracts that may become a position in another market at a strike. */
    OPTION(4);

    private final int number;

    MarketKind(int number) {
        this.number = number;
    }

    /** The number of the wire. */
    public int number() {
        return number;
    }

    /**
     * The kind of a number.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static MarketKind of(int number) {
        return switch (number) {
            case 1 -> SPOT;
            case 2 -> OUTCOME;
            case 3 -> FUND;
            case 4 -> OPTION;
            default -> throw new IllegalArgumentException("no kind of market: " + number);
        };
    }
}
