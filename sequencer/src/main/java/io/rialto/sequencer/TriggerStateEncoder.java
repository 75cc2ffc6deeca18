package io.rialto.sequencer;

import io.rialto.engine.EventSink;
import io.rialto.engine.TriggerRecords;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.TradedRangeStateEncoder;
import io.rialto.protocol.WaitingOrderStateEncoder;

import org.agrona.MutableDirectBuffer;

/** Encodes the records of orders that wait for a price, for a {@link StateEncoder}. */
final class TriggerStateEncoder {
    private static final int BODY = MessageHeaderEncoder.ENCODED_LENGTH;

    private final MutableDirectBuffer buffer;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final WaitingOrderStateEncoder waitingOrder = new WaitingOrderStateEncoder();
    private final TradedRangeStateEncoder tradedRange = new TradedRangeStateEncoder();

    TriggerStateEncoder(MutableDirectBuffer buffer) {
        this.buffer = buffer;
    }

    /** Returns where the record ends. */
    int waitingOrder(TriggerRecords.WaitingRecord order) {
        EventSink.OrderAccepted terms = order.terms;
        waitingOrder
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(terms.market)
                .order(terms.order)
                .account(terms.account)
                .price(terms.price)
                .quantity(terms.quantity)
                .expiresAt(terms.expiresAt)
                .triggerPrice(order.triggerPrice)
                .trail(order.trail)
                .held(order.held)
                .acceptedAt(order.acceptedAt)
                .makerFeePpm(terms.makerFeePpm)
                .takerFeePpm(terms.takerFeePpm)
                .isProtected(WireNumber.of(order.isProtected));
        WireText.put(
                terms.clientOrderId,
                buffer,
                BODY + WaitingOrderStateEncoder.clientOrderIdEncodingOffset());
        number(WaitingOrderStateEncoder.sideEncodingOffset(), WireNumber.of(terms.side));
        number(WaitingOrderStateEncoder.orderTypeEncodingOffset(), terms.orderType.number());
        number(WaitingOrderStateEncoder.timeInForceEncodingOffset(), terms.timeInForce.number());
        number(
                WaitingOrderStateEncoder.selfTradePreventionEncodingOffset(),
                WireNumber.of(terms.selfTradePrevention));
        number(WaitingOrderStateEncoder.conditionEncodingOffset(), order.condition.number());
        return waitingOrder.limit();
    }

    /** Returns where the record ends. */
    int tradedRange(long market, long lowPrice, long highPrice) {
        tradedRange
                .wrapAndApplyHeader(buffer, 0, messageHeader)
                .market(market)
                .lowPrice(lowPrice)
                .highPrice(highPrice);
        return tradedRange.limit();
    }

    private void number(int offset, int number) {
        buffer.putByte(BODY + offset, (byte) number);
    }
}
