package io.rialto.history;

/**
 * Something that an administrator has undone, or settled otherwise.
 *
 * @param sequence of its event
 * @param timeNanos log time
 * @param actor who did it
 * @param trade the one that was undone; 0 where it was no trade
 * @param previousPrice of a settlement, 1e-9 of quote; of a trade its price
 * @param price what a settlement is corrected to, 1e-9 of quote
 */
public record Correction(
        long sequence,
        long timeNanos,
        long actor,
        long market,
        Kind kind,
        long trade,
        long previousPrice,
        long price,
        String reason) {
    /** What was done. */
    public enum Kind {
        /** A trade was undone. */
        BUSTED,
        /** Everything in the market was undone. */
        VOIDED,
        /** The market never traded and ended. */
        WITHDRAWN,
        /** The market ended with everything in its universe. */
        RESET,
        /** Another settlement price. */
        SETTLEMENT
    }
}
