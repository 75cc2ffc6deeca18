package io.rialto.history;

/**
 * Something that became of a code for money.
 *
 * @param sequence of its event; the cursor for the page after it
 * @param timeNanos log time
 * @param code number of the code
 * @param issuer whose money it is
 * @param asset of the money
 * @param amount minor units
 * @param expiresAt nanoseconds since 1970
 * @param claimant who claimed it; 0 for nobody
 */
public record CodeEvent(
        long sequence,
        long timeNanos,
        long code,
        Kind kind,
        long issuer,
        int asset,
        long amount,
        long expiresAt,
        long claimant,
        String note) {
    /** What it was. */
    public enum Kind {
        /** It was there when the history began. */
        KNOWN,
        ISSUED,
        CLAIMED,
        EXPIRED
    }
}
