package io.rialto.history;

import io.rialto.protocol.StatusCause;

/**
 * Something that was done to a market.
 *
 * @param sequence of its event; the cursor for the page after it
 * @param status after the event for CREATED and STATUS, else empty
 * @param makerFeePpm with {@code takerFeePpm} after the event for CREATED and FEES, else 0
 * @param cause why its status changed; COMMAND for all else
 */
public record MarketEvent(
        long sequence,
        long timeNanos,
        long actor,
        long market,
        Kind kind,
        String status,
        int makerFeePpm,
        int takerFeePpm,
        String reason,
        StatusCause cause) {
    /** What was done. */
    public enum Kind {
        CREATED,
        STATUS,
        FEES
    }
}
