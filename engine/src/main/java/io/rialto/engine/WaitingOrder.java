package io.rialto.engine;

/** An order that waits for a price, and what for. Reused when it has left. */
final class WaitingOrder {
    /** As decided when it was accepted; it is placed as it stands here. */
    final WorkingOrder order = new WorkingOrder();

    Condition condition = Condition.STOP;
    long triggerTicks;

    /** Distance that a trailing stop keeps; else 0. */
    long trailTicks;

    /** Whether its bound is the market's protection from its trigger price. */
    boolean isProtected;

    long acceptedAt;

    /** Where {@link ClientOrderIds} keeps its client's id, or NONE. */
    int clientOrderId;

    /** The numbers of others of its account in the market, or {@link WaitingOrders#NONE}. */
    int nextOfSeat;

    int previousOfSeat;

    boolean isRising() {
        return condition.isRising(order.side);
    }

    /** Whether the trade that triggers it may lie anywhere in a range; else it is the last one. */
    boolean isSteady() {
        return condition != Condition.TRAILING_STOP;
    }

    /** Whether its partner holds for it too. */
    boolean isShared() {
        return order.held == 0;
    }

    void describe(TriggerRecords.WaitingRecord into) {
        order.describe(into.terms);
        into.condition = condition;
        into.triggerPrice = order.market.price(triggerTicks);
        into.trail = order.market.price(trailTicks);
        into.isProtected = isProtected;
        into.held = order.held;
        into.acceptedAt = acceptedAt;
    }
}
