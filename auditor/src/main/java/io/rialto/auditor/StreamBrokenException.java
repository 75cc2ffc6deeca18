package io.rialto.auditor;

/** The stream itself cannot be read on: that is a violation too, and the end of the audit. */
public final class StreamBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Invariant invariant;

    /** Of the event after the last one read. */
    public StreamBrokenException(Invariant invariant, RuntimeException cause) {
        super(cause.getMessage(), cause);
        this.invariant = invariant;
    }

    /** Which invariant does not hold. */
    public Invariant invariant() {
        return invariant;
    }
}
