package io.rialto.engine;

/** The records of a state about orders that wait for a price. Part of a {@link StateSink}. */
public interface TriggerRecords {

    /** By market; steady triggers before trailing ones, falling before rising, nearest first. */
    void waitingOrder(WaitingRecord order);

    /** By market: between which prices it has traded and triggers are still to be looked at. */
    void tradedRange(long market, long lowPrice, long highPrice);

    /** An order that waits; reused from call to call. */
    final class WaitingRecord {
        public final EventSink.OrderAccepted terms = new EventSink.OrderAccepted();
        public Condition condition = Condition.STOP;
        public long triggerPrice;
        public long trail;

        /** Whether its bound is the market's protection from its trigger price. */
        public boolean isProtected;

        public long held;
        public long acceptedAt;
    }
}
