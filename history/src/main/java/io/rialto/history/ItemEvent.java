package io.rialto.history;

/**
 * Something that became of an item at auction.
 *
 * @param sequence of its event; the cursor for the page after it
 * @param timeNanos log time
 * @param actor whose command it was
 * @param listing number of the item
 * @param account the seller; of a sale the new owner, of a payment who paid; else 0
 * @param asset what it is paid with
 * @param amount minor units: the price at which anyone may have it, 0 for none; of a sale and of a
 *     payment what was paid
 * @param name what it is, as its terms last said before
 * @param words its description, or the reason for what was done
 */
public record ItemEvent(
        long sequence,
        long timeNanos,
        long actor,
        long listing,
        Kind kind,
        long account,
        int asset,
        long amount,
        String name,
        String words) {
    /** What it was. */
    public enum Kind {
        /** It was there when the history began. */
        KNOWN,
        LISTED,
        EDITED,
        DELETED,
        SOLD,
        /** A part of its price. */
        PAID
    }
}
