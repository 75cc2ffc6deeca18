package io.rialto.engine;

/**
 * How what an entry order buys is to be sold again; all 1e-9 of quote per base.
 *
 * @param takeProfitPrice trigger of the exit above
 * @param takeProfitLimit what it enters at as a limit order; 0 for a market order with the market's
 *     protection from its trigger
 * @param stopPrice trigger of the exit below
 * @param stopLimit as {@code takeProfitLimit}
 */
public record Exits(long takeProfitPrice, long takeProfitLimit, long stopPrice, long stopLimit) {
    /** How many orders they are. */
    static final int COUNT = 2;

    /** Whether they stand on either side of a price; 0 for none. */
    boolean enclose(long price) {
        return takeProfitLimit >= 0
                && stopLimit >= 0
                && stopPrice > 0
                && stopPrice < takeProfitPrice
                && (price <= 0 || (stopPrice < price && price < takeProfitPrice));
    }
}
