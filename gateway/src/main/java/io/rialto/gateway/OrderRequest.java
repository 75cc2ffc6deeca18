package io.rialto.gateway;

import io.rialto.protocol.Condition;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;
import io.rialto.view.OrderTrigger;

/**
 * The terms of an order as a client gave them, in the venue's units. Nothing is judged here: that
 * is the engine's.
 *
 * @param clientOrderId empty for none
 * @param price 1e-9 of quote per base; 0 for none
 * @param quantity base minor units; 0 for none
 * @param budget quote minor units; 0 for none
 * @param expiresAt nanoseconds since 1970; 0 for none
 * @param trigger what it waits for; then it has neither budget nor is it post-only
 */
record OrderRequest(
        long market,
        String clientOrderId,
        Side side,
        OrderType orderType,
        TimeInForce timeInForce,
        SelfTradePrevention selfTradePrevention,
        boolean postOnly,
        long price,
        long quantity,
        long budget,
        long expiresAt,
        OrderTrigger trigger) {

    OrderRequest {
        if (trigger.condition() != Condition.NULL_VAL && (budget != 0 || postOnly)) {
            throw new ProblemException(
                    Refusal.FIELD_INVALID,
                    "Leave out \"budget\" and \"postOnly\" of an order with a condition");
        }
        if (trigger.condition() == Condition.NULL_VAL && !trigger.equals(OrderTrigger.NONE)) {
            throw new ProblemException(Refusal.FIELD_MISSING, "Add field \"condition\"");
        }
    }

    /** Whether it waits for a price before it enters the market. */
    boolean isConditional() {
        return trigger.condition() != Condition.NULL_VAL;
    }

    void hash(PayloadHash hash) {
        hash.add(market)
                .add(clientOrderId)
                .add(side.value())
                .add(orderType.value())
                .add(timeInForce.value())
                .add(selfTradePrevention.value())
                .add(postOnly ? 1 : 0)
                .add(price)
                .add(quantity)
                .add(budget)
                .add(expiresAt);
        if (isConditional()) {
            hash.add(trigger.condition().value()).add(trigger.price()).add(trigger.trail());
        }
    }
}
