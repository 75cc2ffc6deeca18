package io.rialto.view;

import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.StatusCause;

/**
 * A market's status changed.
 *
 * @param status that it has now
 * @param cause why
 * @param reason that was given; may be empty
 * @param timeNanos log time, nanoseconds since 1970
 * @param sequence of the event
 */
public record MarketStatusChange(
        long market,
        MarketStatus status,
        StatusCause cause,
        String reason,
        long timeNanos,
        long sequence) {}
