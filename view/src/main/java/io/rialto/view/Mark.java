package io.rialto.view;

/**
 * What a market is valued at (VENUE-RULES 4).
 *
 * @param price 1e-9 of quote; 0 where there is none
 */
public record Mark(long price, MarkSource source) {
    static final Mark UNKNOWN = new Mark(0, MarkSource.NONE);

    /** Whether there is one. */
    public boolean isKnown() {
        return source != MarkSource.NONE;
    }
}
