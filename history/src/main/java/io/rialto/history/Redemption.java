package io.rialto.history;

/**
 * Shares of a fund that became contracts of its constituents, or the reverse.
 *
 * @param sequence of its event; the cursor for the page after it
 * @param timeNanos log time
 * @param actor whose command it was
 * @param account whose shares
 * @param market the fund
 * @param quantity hundredths of a share; negative where constituents became shares
 * @param fee quote minor units
 */
public record Redemption(
        long sequence,
        long timeNanos,
        long actor,
        long account,
        long market,
        long quantity,
        long fee) {}
