package io.rialto.engine;

/** Why a market's status changed. */
public enum StatusCause {
    /** An administrator's command. */
    COMMAND(1),
    /** A trade would have printed outside the band. */
    CIRCUIT_BREAKER(2),
    /** The market opened at the price of its call auction. */
    AUCTION(3),
    /** Its outcome was paid. */
    SETTLEMENT(4),
    /** It was undone, or withdrawn before it traded. */
    CORRECTION(5);

    private final int number;

    StatusCause(int number) {
        this.number = number;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }
}
