package io.rialto.sequencer;

import io.rialto.engine.Condition;
import io.rialto.engine.TriggerEvents;
import io.rialto.protocol.OrderTriggeredEncoder;
import io.rialto.protocol.OrderWaitingEncoder;
import io.rialto.protocol.TriggerMovedEncoder;
import io.rialto.protocol.WaitingAmendedEncoder;

import org.agrona.MutableDirectBuffer;

/** Encodes the events of orders that wait for a price, for an {@link EventPublisher}. */
final class TriggerPublisher implements TriggerEvents {
    private static final long ORDER_WAITING =
            FrameWriter.header(OrderWaitingEncoder.BLOCK_LENGTH, OrderWaitingEncoder.TEMPLATE_ID);
    private static final long TRIGGER_MOVED =
            FrameWriter.header(TriggerMovedEncoder.BLOCK_LENGTH, TriggerMovedEncoder.TEMPLATE_ID);
    private static final long WAITING_AMENDED = FrameWriter.header(
            WaitingAmendedEncoder.BLOCK_LENGTH, WaitingAmendedEncoder.TEMPLATE_ID);
    private static final long ORDER_TRIGGERED = FrameWriter.header(
            OrderTriggeredEncoder.BLOCK_LENGTH, OrderTriggeredEncoder.TEMPLATE_ID);

    private final FrameWriter frames;
    private final MutableDirectBuffer buffer;
    private final OrderWaitingEncoder orderWaiting = new OrderWaitingEncoder();
    private final TriggerMovedEncoder triggerMoved = new TriggerMovedEncoder();
    private final WaitingAmendedEncoder waitingAmended = new WaitingAmendedEncoder();
    private final OrderTriggeredEncoder orderTriggered = new OrderTriggeredEncoder();

    TriggerPublisher(FrameWriter frames) {
        this.frames = frames;
        buffer = frames.buffer();
    }

    @Override
    public void orderWaiting(
            long market,
            long order,
            long account,
            Condition condition,
            long triggerPrice,
            long trail) {
        int body = frames.event(ORDER_WAITING, OrderWaitingEncoder.BLOCK_LENGTH);
        orderWaiting
                .wrap(buffer, body)
                .market(market)
                .order(order)
                .account(account)
                .triggerPrice(triggerPrice)
                .trail(trail);
        buffer.putByte(
                body + OrderWaitingEncoder.conditionEncodingOffset(), (byte) condition.number());
    }

    @Override
    public void triggerMoved(long market, long order, long account, long triggerPrice) {
        int body = frames.event(TRIGGER_MOVED, TriggerMovedEncoder.BLOCK_LENGTH);
        triggerMoved
                .wrap(buffer, body)
                .market(market)
                .order(order)
                .account(account)
                .triggerPrice(triggerPrice);
    }

    @Override
    public void waitingAmended(long market, long order, long account, long price, long quantity) {
        int body = frames.event(WAITING_AMENDED, WaitingAmendedEncoder.BLOCK_LENGTH);
        waitingAmended
                .wrap(buffer, body)
                .market(market)
                .order(order)
                .account(account)
                .price(price)
                .quantity(quantity);
    }

    @Override
    public void orderTriggered(long market, long order, long account, long price, long lastPrice) {
        int body = frames.event(ORDER_TRIGGERED, OrderTriggeredEncoder.BLOCK_LENGTH);
        orderTriggered
                .wrap(buffer, body)
                .market(market)
                .order(order)
                .account(account)
                .price(price)
                .lastPrice(lastPrice);
    }
}
