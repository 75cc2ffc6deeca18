package io.rialto.view;

/**
 * Rates at which an account's orders are accepted from a traded volume on.
 *
 * @param volume quote minor units that it traded in the market in 30 days; 0 for the market's own rates
 * @param makerFeePpm millionths of the notional; negative is a rebate
 */
public record FeeTier(long volume, int makerFeePpm, int takerFeePpm) {}
