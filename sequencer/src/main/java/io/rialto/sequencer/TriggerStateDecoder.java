package io.rialto.sequencer;

import io.rialto.engine.Condition;
import io.rialto.engine.EventSink;
import io.rialto.engine.OrderType;
import io.rialto.engine.TimeInForce;
import io.rialto.engine.TriggerRecords;
import io.rialto.money.Check;
import io.rialto.protocol.TradedRangeStateDecoder;
import io.rialto.protocol.WaitingOrderStateDecoder;

import org.agrona.DirectBuffer;

/** Decodes the records of orders that wait for a price, for a {@link StateDecoder}. */
final class TriggerStateDecoder {
    private final WaitingOrderStateDecoder waitingOrder = new WaitingOrderStateDecoder();
    private final TradedRangeStateDecoder tradedRange = new TradedRangeStateDecoder();
    private final TriggerRecords.WaitingRecord record = new TriggerRecords.WaitingRecord();

    void waitingOrder(DirectBuffer buffer, int body, TriggerRecords sink) {
        WaitingOrderStateDecoder from = waitingOrder;
        from.wrap(
                buffer,
                body,
                WaitingOrderStateDecoder.BLOCK_LENGTH,
                WaitingOrderStateDecoder.SCHEMA_VERSION);
        EventSink.OrderAccepted terms = record.terms;
        terms.market = from.market();
        terms.order = from.order();
        terms.account = from.account();
        boolean valid = WireText.get(
                buffer,
                body + WaitingOrderStateDecoder.clientOrderIdEncodingOffset(),
                terms.clientOrderId);
        Check.that(valid, "a snapshot has a malformed client order id");
        terms.price = from.price();
        terms.quantity = from.quantity();
        terms.expiresAt = from.expiresAt();
        terms.makerFeePpm = from.makerFeePpm();
        terms.takerFeePpm = from.takerFeePpm();
        terms.side = WireNumber.side(from.sideRaw());
        terms.orderType = OrderType.of(from.orderTypeRaw());
        terms.timeInForce = TimeInForce.of(from.timeInForceRaw());
        terms.selfTradePrevention = WireNumber.prevention(from.selfTradePreventionRaw());
        record.condition = Condition.of(from.conditionRaw());
        record.triggerPrice = from.triggerPrice();
        record.trail = from.trail();
        record.isProtected = from.isProtected() != 0;
        record.held = from.held();
        record.acceptedAt = from.acceptedAt();
        sink.waitingOrder(record);
    }

    void tradedRange(DirectBuffer buffer, int body, TriggerRecords sink) {
        tradedRange.wrap(
                buffer,
                body,
                TradedRangeStateDecoder.BLOCK_LENGTH,
                TradedRangeStateDecoder.SCHEMA_VERSION);
        sink.tradedRange(tradedRange.market(), tradedRange.lowPrice(), tradedRange.highPrice());
    }
}
