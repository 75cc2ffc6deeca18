package io.rialto.engine;

/** Why a market counts no more. */
public enum VoidCause {
    /** Everything in it was undone. */
    UNDONE(1),
    /** It never traded. */
    WITHDRAWN(2),
    /** Its universe was reset, which takes all money back. */
    RESET(3);

    private final int number;

    VoidCause(int number) {
        this.number = number;
    }

    /** The number on the wire. */
    public int number() {
        return number;
    }
}
