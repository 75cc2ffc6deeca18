package io.rialto.history;

/**
 * A change of a position other than by a trade.
 *
 * @param sequence of its event
 * @param timeNanos log time
 * @param source the fund, or the option; of a trade its market
 * @param quantity base minor units that came; negative went
 * @param price what each counts at, 1e-9 of quote
 * @param fee quote minor units
 */
public record PositionChange(
        long market,
        long sequence,
        long account,
        long timeNanos,
        Cause cause,
        long source,
        long quantity,
        long price,
        long fee) {
    /** Why. */
    public enum Cause {
        /** Shares of a fund were redeemed, or made. */
        REDEEMED,
        /** An option was exercised. */
        EXERCISED,
        /** A trade was undone. */
        BUSTED
    }
}
