package io.rialto.money;

/** A text that is not a decimal number of the unit wanted. */
public final class DecimalException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Kind {
        /** Not a plain decimal number. */
        MALFORMED,
        /** It has more decimals than the unit. */
        TOO_FINE,
        /** It does not fit in 64 bits. */
        TOO_LARGE
    }

    private final Kind kind;

    DecimalException(Kind kind) {
        super("decimal " + kind);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
