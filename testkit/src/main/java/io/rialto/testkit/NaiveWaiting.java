package io.rialto.testkit;

import io.rialto.engine.Condition;
import io.rialto.engine.ConditionalOrder;
import io.rialto.money.Side;

/** An order of the naive venue that waits for a price. */
final class NaiveWaiting {
    final NaiveOrder order;
    final Condition condition;
    final long trail;
    boolean isProtected;
    long trigger;

    /** When it queued at its trigger. */
    long stamp;

    NaiveWaiting(NaiveOrder order, ConditionalOrder wanted, long trigger) {
        this.order = order;
        this.condition = wanted.condition;
        this.trail = wanted.trail;
        this.isProtected = wanted.terms.price == 0;
        this.trigger = trigger;
    }

    boolean trails() {
        return condition == Condition.TRAILING_STOP;
    }

    /** Triggered by prices above. */
    boolean rises() {
        return (order.side == Side.BUY) == (condition != Condition.TAKE_PROFIT);
    }
}
