package io.rialto.sequencer;

/**
 * How what an order buys is to be sold again; all 1e-9 of quote per base.
 *
 * @param takeProfitPrice trigger of the exit above
 * @param takeProfitLimit what it enters at as a limit order; 0 for a market order
 * @param stopPrice trigger of the exit below
 * @param stopLimit what it enters at as a limit order; 0 for a market order
 */
public record ExitTerms(
        long takeProfitPrice, long takeProfitLimit, long stopPrice, long stopLimit) {}
