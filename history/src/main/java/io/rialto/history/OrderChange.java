package io.rialto.history;

import io.rialto.protocol.CloseReason;
import io.rialto.protocol.OrderType;
import io.rialto.protocol.SelfTradePrevention;
import io.rialto.protocol.Side;
import io.rialto.protocol.TimeInForce;

/** What became of one order within a transaction; sums are relative unless it is new. */
final class OrderChange {
    final long market;
    final long order;

    /** Taken in within the transaction: then its terms are here. */
    boolean isNew;

    long account;
    String clientOrderId = "";
    Side side = Side.NULL_VAL;
    OrderType orderType = OrderType.NULL_VAL;
    TimeInForce timeInForce = TimeInForce.NULL_VAL;
    SelfTradePrevention selfTradePrevention = SelfTradePrevention.NULL_VAL;
    boolean postOnly;
    long budget;
    long expiresAt;
    int makerFeePpm;
    int takerFeePpm;
    long acceptedAt;
    long acceptedSequence;

    /** The new ones, where they changed. */
    long price;

    long quantity;
    boolean priceChanged;
    boolean quantityChanged;
    long filled;
    long filledNotional;
    long fees;
    long held;
    CloseReason closeReason = CloseReason.NULL_VAL;
    long changedAt;
    long changedSequence;

    OrderChange(long market, long order) {
        this.market = market;
        this.order = order;
    }

    void price(long newPrice) {
        price = newPrice;
        priceChanged = true;
    }

    void quantity(long newQuantity) {
        quantity = newQuantity;
        quantityChanged = true;
    }

    String closeReasonName() {
        return closeReason == CloseReason.NULL_VAL ? "" : closeReason.name();
    }

    /** Names an order. */
    record Key(long market, long order) {}
}
