package io.rialto.history;

/**
 * A market of contracts that was settled, as it was first; later prices are among the corrections.
 *
 * @param sequence of its event; the cursor for the page after it
 * @param timeNanos log time
 * @param actor whose command it was; 0 where an option lapsed
 * @param price what a contract paid, 1e-9 of quote
 * @param positions how many were paid
 */
public record Settlement(
        long sequence,
        long timeNanos,
        long actor,
        long market,
        long price,
        long positions,
        String reason) {}
