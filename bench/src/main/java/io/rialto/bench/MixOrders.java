package io.rialto.bench;

import io.rialto.protocol.CommandDeniedDecoder;
import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.protocol.OrderAmendedDecoder;
import io.rialto.protocol.OrderClosedDecoder;
import io.rialto.protocol.OrderReducedDecoder;
import io.rialto.protocol.OrderRestedDecoder;
import io.rialto.protocol.Side;
import io.rialto.protocol.TradedDecoder;

import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The open orders of a venue, kept from its events, so that a mix has something to cancel. */
final class MixOrders {
    /** An order that was accepted; it stands in the book while its place is not −1. */
    static final class Order {
        final long id;
        final long account;
        final Side side;
        long quantity;
        long remaining;
        private int place = -1;

        Order(long id, long account, Side side, long quantity) {
            this.id = id;
            this.account = account;
            this.side = side;
            this.quantity = quantity;
            remaining = quantity;
        }
    }

    private static final class Market {
        final Long2ObjectHashMap<Order> byId = new Long2ObjectHashMap<>();
        final List<Order> resting = new ArrayList<>();
    }

    private final Long2ObjectHashMap<Market> markets = new Long2ObjectHashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventFrameDecoder frame = new EventFrameDecoder();
    private final OrderAcceptedDecoder accepted = new OrderAcceptedDecoder();
    private final OrderRestedDecoder rested = new OrderRestedDecoder();
    private final OrderReducedDecoder reduced = new OrderReducedDecoder();
    private final OrderAmendedDecoder amended = new OrderAmendedDecoder();
    private final TradedDecoder traded = new TradedDecoder();
    private final OrderClosedDecoder closed = new OrderClosedDecoder();

    private int resting;
    private long trades;
    private long denials;
    private long events;

    int resting() {
        return resting;
    }

    long trades() {
        return trades;
    }

    long denials() {
        return denials;
    }

    long events() {
        return events;
    }

    /** Begins to count anew. */
    void clearCounts() {
        trades = 0;
        denials = 0;
        events = 0;
    }

    int resting(long market) {
        return market(market).resting.size();
    }

    Order resting(long market, int place) {
        return market(market).resting.get(place);
    }

    void onFrame(DirectBuffer bytes, int offset) {
        frame.wrapAndApplyHeader(bytes, offset, header);
        events += frame.count();
        frame.skipTrace();
        int length = frame.eventsLength();
        int at = frame.limit() + EventFrameDecoder.eventsHeaderLength();
        int end = at + length;
        while (at < end) {
            int size = bytes.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
            onEvent(bytes, at + Short.BYTES);
            at += Short.BYTES + size;
        }
    }

    private void onEvent(DirectBuffer bytes, int at) {
        header.wrap(bytes, at);
        switch (header.templateId()) {
            case OrderAcceptedDecoder.TEMPLATE_ID -> {
                accepted.wrapAndApplyHeader(bytes, at, header);
                market(accepted.market())
                        .byId
                        .put(
                                accepted.order(),
                                new Order(
                                        accepted.order(),
                                        accepted.account(),
                                        accepted.side(),
                                        accepted.quantity()));
            }
            case OrderRestedDecoder.TEMPLATE_ID -> {
                rested.wrapAndApplyHeader(bytes, at, header);
                Market market = market(rested.market());
                Order order = market.byId.get(rested.order());
                order.remaining = rested.remaining();
                order.place = market.resting.size();
                market.resting.add(order);
                resting++;
            }
            case OrderReducedDecoder.TEMPLATE_ID -> {
                reduced.wrapAndApplyHeader(bytes, at, header);
                Order order = market(reduced.market()).byId.get(reduced.order());
                order.quantity = reduced.quantity();
                order.remaining = reduced.remaining();
            }
            case OrderAmendedDecoder.TEMPLATE_ID -> {
                amended.wrapAndApplyHeader(bytes, at, header);
                Market market = market(amended.market());
                Order order = market.byId.get(amended.order());
                order.quantity = amended.quantity();
                remove(market, order);
            }
            case TradedDecoder.TEMPLATE_ID -> {
                traded.wrapAndApplyHeader(bytes, at, header);
                trades++;
                market(traded.market()).byId.get(traded.makerOrder()).remaining =
                        traded.makerRemaining();
            }
            case OrderClosedDecoder.TEMPLATE_ID -> {
                closed.wrapAndApplyHeader(bytes, at, header);
                Market market = market(closed.market());
                remove(market, market.byId.remove(closed.order()));
            }
            case CommandDeniedDecoder.TEMPLATE_ID -> denials++;
            default -> {
                // Of no order.
            }
        }
    }

    private void remove(Market market, Order order) {
        if (order.place >= 0) {
            Order last = market.resting.removeLast();
            if (last != order) {
                market.resting.set(order.place, last);
                last.place = order.place;
            }
            order.place = -1;
            resting--;
        }
    }

    private Market market(long id) {
        return markets.computeIfAbsent(id, absent -> new Market());
    }
}
