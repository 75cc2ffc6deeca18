package io.rialto.view;

import io.rialto.protocol.Condition;

/**
 * What an order waits, or waited, for.
 *
 * @param condition {@code NULL_VAL} for an order that entered at once
 * @param price 1e-9 of quote per base, as it is now
 * @param trail distance that a trailing stop keeps, 1e-9 of quote per base; else 0
 */
public record OrderTrigger(Condition condition, long price, long trail) {
    /** Of an order that entered at once. */
    public static final OrderTrigger NONE = new OrderTrigger(Condition.NULL_VAL, 0, 0);

    OrderTrigger at(long newPrice) {
        return new OrderTrigger(condition, newPrice, trail);
    }
}
