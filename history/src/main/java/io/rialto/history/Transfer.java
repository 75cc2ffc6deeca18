package io.rialto.history;

/**
 * A deposit, a withdrawal, a gift of the house or a transfer between accounts.
 *
 * @param sequence of its event; the cursor for the page after it
 * @param actor who did it
 * @param account whose money came or went; of a transfer who paid
 * @param amount minor units, positive
 * @param counterparty of a transfer who got it, else 0
 */
public record Transfer(
        long sequence,
        long timeNanos,
        long actor,
        long account,
        int asset,
        Kind kind,
        long amount,
        String note,
        long counterparty) {
    /** Which way the money went. */
    public enum Kind {
        DEPOSIT,
        WITHDRAWAL,
        GIFT,
        TRANSFER
    }
}
