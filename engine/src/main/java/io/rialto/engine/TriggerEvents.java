package io.rialto.engine;

/** What happens to orders that wait for a price. Part of an {@link EventSink}; units as there. */
public interface TriggerEvents {

    /** An order that was just accepted, and holds, waits outside the book. */
    void orderWaiting(
            long market,
            long order,
            long account,
            Condition condition,
            long triggerPrice,
            long trail);

    /** The trigger price of a trailing stop followed the market. */
    void triggerMoved(long market, long order, long account, long triggerPrice);

    /** A waiting order has another price (limit or bound) or total quantity. */
    void waitingAmended(long market, long order, long account, long price, long quantity);

    /**
     * A waiting order enters the market, with the limit or bound that it now has. What follows is what
     * became of it, as after an acceptance.
     *
     * @param lastPrice of the last trade before
     */
    void orderTriggered(long market, long order, long account, long price, long lastPrice);
}
