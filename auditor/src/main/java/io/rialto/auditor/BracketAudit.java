package io.rialto.auditor;

import io.rialto.protocol.BracketPlacedDecoder;
import io.rialto.protocol.Condition;
import io.rialto.protocol.ExitsPlacedDecoder;

/** Follows entries and their exits: two sell, with one hold, no more than was bought. */
final class BracketAudit {
    private final OrderAudit orders;

    BracketAudit(OrderAudit orders) {
        this.orders = orders;
    }

    void placed(long sequence, BracketPlacedDecoder event) {
        AuditedOrder entry = orders.open(sequence, event.market(), event.entry());
        if (entry == null) {
            return;
        }
        boolean isNew = entry.level == null
                && entry.filled == 0
                && entry.isBuy
                && event.account() == entry.account.id
                && event.stopPrice() < event.takeProfitPrice();
        orders.require(Invariant.ORDERS, isNew, sequence, entry, "is no entry of a bracket");
        entry.market.entries.put(entry.id, entry);
    }

    void exits(long sequence, ExitsPlacedDecoder event) {
        AuditedOrder stop = orders.open(sequence, event.market(), event.stop());
        AuditedOrder takeProfit = orders.open(sequence, event.market(), event.takeProfit());
        if (stop == null || takeProfit == null) {
            return;
        }
        AuditedMarket market = stop.market;
        // An entry that had left before the snapshot that the auditor began with is not known.
        AuditedOrder entry = market.entries.remove(event.entry());
        boolean areExits = isExit(stop, Condition.STOP, entry)
                && isExit(takeProfit, Condition.TAKE_PROFIT, entry);
        orders.require(Invariant.ORDERS, areExits, sequence, stop, "is no exit of its entry");
        stop.entry = entry;
        takeProfit.entry = entry;
        takeProfit.holder = stop;
        market.reachedBy(stop.triggerPrice, takeProfit.triggerPrice);
    }

    private static boolean isExit(AuditedOrder order, Condition condition, AuditedOrder entry) {
        return order.isWaiting
                && !order.isBuy
                && order.condition == condition
                && (entry == null || order.account == entry.account);
    }

    /** Whether an order that waits to sell what another has bought is not larger than that. */
    static boolean isCovered(AuditedOrder order) {
        return order.entry == null || !order.isWaiting || order.quantity <= order.entry.filled;
    }
}
