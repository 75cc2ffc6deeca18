package io.rialto.view;

import io.rialto.protocol.MarketUncrossedDecoder;
import io.rialto.protocol.OrderTriggeredDecoder;
import io.rialto.protocol.OrderWaitingDecoder;
import io.rialto.protocol.TriggerMovedDecoder;
import io.rialto.protocol.WaitingAmendedDecoder;

/** Takes the events of orders that wait for a price and of call auctions. Part of an {@link EventVisitor}. */
public interface TriggerVisitor {
    /** Takes event number {@code sequence}. */
    default void onOrderWaiting(long sequence, OrderWaitingDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onTriggerMoved(long sequence, TriggerMovedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onWaitingAmended(long sequence, WaitingAmendedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onMarketUncrossed(long sequence, MarketUncrossedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onOrderTriggered(long sequence, OrderTriggeredDecoder event) {}
}
