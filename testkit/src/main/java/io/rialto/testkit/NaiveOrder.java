package io.rialto.testkit;

import io.rialto.engine.OrderType;
import io.rialto.engine.PlaceOrder;
import io.rialto.engine.TimeInForce;
import io.rialto.matching.SelfTradePrevention;
import io.rialto.money.Side;

/** An order of the naive venue: everything in one place, nothing clever. Units as on the wire. */
final class NaiveOrder {
    final long market;
    final long id;
    final long account;
    final String clientId;
    final Side side;
    final OrderType type;
    final TimeInForce timeInForce;
    final SelfTradePrevention prevention;
    final boolean postOnly;
    final long budget;
    final long expiresAt;
    final int makerPpm;
    final int takerPpm;
    final long group;

    long price;
    long quantity;
    long filled;
    long held;
    long makerNotional;
    long takerNotional;
    long makerFees;
    long takerFees;

    NaiveOrder(
            PlaceOrder terms, long id, long account, long group, long price, NaiveMarket market) {
        this.market = terms.market;
        this.id = id;
        this.account = account;
        this.group = group;
        this.clientId = terms.clientOrderId.toString();
        this.side = terms.side;
        this.type = terms.orderType;
        this.timeInForce = terms.timeInForce;
        this.prevention =
                terms.marketDefaultPrevention
                        ? market.spec.selfTradePrevention()
                        : terms.selfTradePrevention;
        this.postOnly = terms.postOnly;
        this.budget = terms.budget;
        this.expiresAt = terms.expiresAt;
        this.makerPpm = market.makerPpm;
        this.takerPpm = market.takerPpm;
        this.price = price;
        this.quantity = terms.quantity;
    }

    long remaining() {
        return quantity - filled;
    }

    /** The side's price priority: would this order, incoming, trade against one resting there? */
    boolean reaches(long restingPrice) {
        return side == Side.BUY ? restingPrice <= price : restingPrice >= price;
    }
}
