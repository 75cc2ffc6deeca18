package io.rialto.view;

import io.rialto.protocol.MarketUncrossedDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OrderTriggeredDecoder;
import io.rialto.protocol.OrderWaitingDecoder;
import io.rialto.protocol.TriggerMovedDecoder;
import io.rialto.protocol.WaitingAmendedDecoder;

import org.agrona.DirectBuffer;

/** Passes on the events of orders that wait for a price and of call auctions, for an {@link EventDispatcher}. */
final class TriggerDispatcher {
    private final OrderWaitingDecoder orderWaiting = new OrderWaitingDecoder();
    private final TriggerMovedDecoder triggerMoved = new TriggerMovedDecoder();
    private final WaitingAmendedDecoder waitingAmended = new WaitingAmendedDecoder();
    private final MarketUncrossedDecoder marketUncrossed = new MarketUncrossedDecoder();
    private final OrderTriggeredDecoder orderTriggered = new OrderTriggeredDecoder();

    /** Returns whether it is such an event. */
    boolean dispatch(
            DirectBuffer buffer,
            int offset,
            MessageHeaderDecoder header,
            long sequence,
            TriggerVisitor visitor) {
        switch (header.templateId()) {
            case OrderWaitingDecoder.TEMPLATE_ID ->
                visitor.onOrderWaiting(
                        sequence, orderWaiting.wrapAndApplyHeader(buffer, offset, header));
            case TriggerMovedDecoder.TEMPLATE_ID ->
                visitor.onTriggerMoved(
                        sequence, triggerMoved.wrapAndApplyHeader(buffer, offset, header));
            case WaitingAmendedDecoder.TEMPLATE_ID ->
                visitor.onWaitingAmended(
                        sequence, waitingAmended.wrapAndApplyHeader(buffer, offset, header));
            case OrderTriggeredDecoder.TEMPLATE_ID ->
                visitor.onOrderTriggered(
                        sequence, orderTriggered.wrapAndApplyHeader(buffer, offset, header));
            case MarketUncrossedDecoder.TEMPLATE_ID ->
                visitor.onMarketUncrossed(
                        sequence, marketUncrossed.wrapAndApplyHeader(buffer, offset, header));
            default -> {
                return false;
            }
        }
        return true;
    }
}
