package io.rialto.auditor;

import io.rialto.protocol.Condition;
import io.rialto.protocol.OrderTriggeredDecoder;
import io.rialto.protocol.OrderWaitingDecoder;
import io.rialto.protocol.TriggerMovedDecoder;
import io.rialto.protocol.WaitingAmendedDecoder;

/** Follows the orders that wait for a price: none enters that no trade has triggered. */
final class TriggerAudit {
    private final OrderAudit orders;

    TriggerAudit(OrderAudit orders) {
        this.orders = orders;
    }

    void waiting(long sequence, OrderWaitingDecoder event) {
        AuditedOrder order = orders.open(sequence, event.market(), event.order());
        if (order == null) {
            return;
        }
        boolean isNew = order.level == null
                && !order.isWaiting
                && order.filled == 0
                && event.account() == order.account.id
                && event.triggerPrice() > 0;
        orders.require(Invariant.ORDERS, isNew, sequence, order, "waits though it does not");
        order.isWaiting = true;
        order.condition = event.condition();
        order.triggerPrice = event.triggerPrice();
        order.market.waiting++;
    }

    void moved(long sequence, TriggerMovedDecoder event) {
        AuditedOrder order = waitingOrder(sequence, event.market(), event.order());
        if (order == null) {
            return;
        }
        boolean isBetter = order.condition == Condition.TRAILING_STOP
                && (order.isBuy
                        ? event.triggerPrice() < order.triggerPrice
                        : event.triggerPrice() > order.triggerPrice);
        orders.require(Invariant.ORDERS, isBetter, sequence, order, "trails the wrong way");
        order.triggerPrice = event.triggerPrice();
    }

    void amended(long sequence, WaitingAmendedDecoder event) {
        AuditedOrder order = waitingOrder(sequence, event.market(), event.order());
        if (order != null) {
            order.price = event.price();
            order.quantity = event.quantity();
            order.remaining = event.quantity();
        }
    }

    void triggered(long sequence, OrderTriggeredDecoder event) {
        AuditedOrder order = waitingOrder(sequence, event.market(), event.order());
        if (order == null) {
            return;
        }
        AuditedMarket market = order.market;
        boolean isTightened =
                order.isBuy ? event.price() <= order.price : event.price() >= order.price;
        boolean isDue = event.lastPrice() == market.lastPrice && isTightened && order.isTriggered();
        orders.require(Invariant.ORDERS, isDue, sequence, order, "is triggered by no trade");
        order.stopWaiting();
        order.price = event.price();
    }

    private AuditedOrder waitingOrder(long sequence, long market, long id) {
        AuditedOrder order = orders.open(sequence, market, id);
        if (order == null) {
            return null;
        }
        orders.require(Invariant.ORDERS, order.isWaiting, sequence, order, "does not wait");
        return order;
    }
}
