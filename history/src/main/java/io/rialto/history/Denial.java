package io.rialto.history;

import io.rialto.protocol.Code;

/**
 * A command that was understood and refused.
 *
 * @param sequence of its event; the cursor for the page after it
 * @param commandTemplate of the command in the SBE schema
 * @param needed with {@code available} the numbers that explain it
 */
public record Denial(
        long sequence,
        long timeNanos,
        long actor,
        long account,
        int commandTemplate,
        Code code,
        long market,
        long order,
        String clientOrderId,
        long needed,
        long available) {}
