package io.rialto.history;

/**
 * One change of an order's state.
 *
 * @param price the order's new price, or the trade's; 1e-9 of quote per base
 * @param quantity base minor units: the total when ACCEPTED, REDUCED or AMENDED, what rests when
 *     RESTED, the trade's when TRADED, what was filled when CLOSED
 * @param trade 0 but for {@code TRADED}
 * @param reason why it closed, or SELF_TRADE for a reduction by self-trade prevention; else empty
 */
public record OrderEvent(
        long sequence,
        long timeNanos,
        Kind kind,
        long price,
        long quantity,
        long trade,
        String reason) {
    /** What happened to the order. */
    public enum Kind {
        ACCEPTED,
        RESTED,
        REDUCED,
        AMENDED,
        WAITING,
        MOVED,
        /** What the venue does with it while it rests; the quantity is what it shows at a time. */
        MANAGED,
        /** When it trades or ends another ends, whose number is the reason. */
        LINKED,
        /** It shows its next part. */
        SHOWN,
        TRIGGERED,
        TRADED,
        CLOSED
    }
}
