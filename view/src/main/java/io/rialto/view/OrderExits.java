package io.rialto.view;

/**
 * How what an order buys is to be sold again; all 1e-9 of quote per base, 0 for none.
 *
 * @param takeProfitPrice trigger of the exit above
 * @param takeProfitLimit what it enters at as a limit order; 0 for a market order
 * @param stopPrice trigger of the exit below
 * @param stopLimit what it enters at as a limit order; 0 for a market order
 */
public record OrderExits(
        long takeProfitPrice, long takeProfitLimit, long stopPrice, long stopLimit) {
    /** Of an order that is not the entry of a bracket. */
    public static final OrderExits NONE = new OrderExits(0, 0, 0, 0);
}
