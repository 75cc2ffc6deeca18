package io.rialto.engine;

/**
 * The terms of an order that waits for a price before it enters the market: {@link #terms} are what it
 * enters with. Reused from command to command.
 */
public final class ConditionalOrder {
    /**
     * A limit order, or a market order that is immediate or cancel. {@code price} is the limit, or the
     * bound of the market order; 0 for the market's protection from the trigger price. No budget, no
     * post-only, no fill-or-kill.
     */
    public final PlaceOrder terms = new PlaceOrder();

    public Condition condition = Condition.STOP;

    /** Of a stop or take-profit, 1e-9 of quote per base; else 0. */
    public long triggerPrice;

    /** Distance of a trailing stop from the best trade, 1e-9 of quote per base; else 0. */
    public long trail;
}
