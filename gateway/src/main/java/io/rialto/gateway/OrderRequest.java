package io.rialto.gateway;

import io.rialto.protocol.OrderType;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;

/**
 * The terms of an order as a client gave them, in the venue's units. Nothing is judged here: that
 * is the engine's.
 *
 * @param clientOrderId empty for none
 * @param price 1e-9 of quote per base; 0 for none
 * @param quantity base minor units; 0 for none
 * @param budget quote minor units; 0 for none
 * @param expiresAt nanoseconds since 1970; 0 for none
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
        long expiresAt) {
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
    }
}
