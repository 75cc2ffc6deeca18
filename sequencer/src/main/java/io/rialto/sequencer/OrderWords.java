package io.rialto.sequencer;

import io.rialto.engine.OrderType;
import io.rialto.engine.PlaceOrder;
import io.rialto.engine.TimeInForce;

/** The numbers on the wire that every command with the terms of an order has. */
final class OrderWords {
    private OrderWords() {}

    /** Reads them into terms; false, with the terms as they were, where one means nothing. */
    static boolean read(
            PlaceOrder terms, int side, int orderType, int timeInForce, int prevention) {
        boolean isDefault = prevention == WireNumber.MARKET_DEFAULT;
        if (!WireNumber.isSide(side)
                || !WireNumber.isOrderType(orderType)
                || !WireNumber.isTimeInForce(timeInForce)
                || !(isDefault || WireNumber.isPrevention(prevention))) {
            return false;
        }
        terms.side = WireNumber.side(side);
        terms.orderType = OrderType.of(orderType);
        terms.timeInForce = TimeInForce.of(timeInForce);
        terms.marketDefaultPrevention = isDefault;
        if (!isDefault) {
            terms.selfTradePrevention = WireNumber.prevention(prevention);
        }
        return true;
    }
}
