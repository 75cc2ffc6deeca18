package io.rialto.view;

import io.rialto.protocol.MarketStatus;

/**
 * A market opened, paused or closed.
 *
 * @param status that it has now
 * @param reason that was given; may be empty
 * @param timeNanos log time, nanoseconds since 1970
 * @param sequence of the event
 */
public record MarketStatusChange(
        long market, MarketStatus status, String reason, long timeNanos, long sequence) {}
