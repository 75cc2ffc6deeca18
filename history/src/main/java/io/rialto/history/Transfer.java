package io.rialto.history;

/**
 * A deposit or a withdrawal.
 *
 * @param sequence of its event; the cursor for the page after it
 * @param actor who did it
 * @param amount minor units, positive
 */
public record Transfer(
        long sequence,
        long timeNanos,
        long actor,
        long account,
        int asset,
        Kind kind,
        long amount,
        String note) {
    /** Which way the money went. */
    public enum Kind {
        DEPOSIT,
        WITHDRAWAL
    }
}
