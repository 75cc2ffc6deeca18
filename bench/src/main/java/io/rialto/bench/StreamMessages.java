package io.rialto.bench;

import io.rialto.protocol.v1.CancelOrder;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.PlaceOrder;
import io.rialto.protocol.v1.Side;
import io.rialto.protocol.v1.TimeInForce;

/** Makes the WebSocket frames of one account's work; request {@code i} has the correlation i + 1. */
final class StreamMessages {
    private static final byte BINARY = (byte) 0x82;
    private static final int MASKED = 0x80;
    private static final int SHORT_MAX = 125;
    private static final int LENGTH_FOLLOWS = 126;

    private final EdgeWork work;
    private final long market;
    private final boolean isKeyed;
    private long keys;

    StreamMessages(EdgeWork work, long market, boolean isKeyed) {
        this.work = work;
        this.market = market;
        this.isKeyed = isKeyed;
    }

    EdgeMessages next(int count) {
        EdgeMessages messages = new EdgeMessages(count);
        for (int i = 0; i < count; i++) {
            byte[] payload = message(i + 1L, work.next()).toByteArray();
            messages.add(header(payload.length));
            messages.add(payload);
            messages.end();
        }
        return messages;
    }

    private ClientMessage message(long correlation, EdgeWork.Operation operation) {
        ClientMessage.Builder message = ClientMessage.newBuilder().setCorrelationId(correlation);
        if (isKeyed) {
            message.setIdempotencyKey("k" + ++keys);
        }
        return switch (operation) {
            case EdgeWork.Place place ->
                message.setPlaceOrder(PlaceOrder.newBuilder()
                                .setMarket(market)
                                .setClientOrderId("o" + place.id())
                                .setSide(place.isBuy() ? Side.SIDE_BUY : Side.SIDE_SELL)
                                .setTimeInForce(
                                        place.isImmediate()
                                                ? TimeInForce.TIME_IN_FORCE_IOC
                                                : TimeInForce.TIME_IN_FORCE_GTC)
                                .setPrice(place.priceTicks() * EdgeAccounts.TICK)
                                .setQuantity(place.lots() * EdgeAccounts.LOT))
                        .build();
            case EdgeWork.Cancel cancel ->
                message.setCancelOrder(CancelOrder.newBuilder()
                                .setMarket(market)
                                .setClientOrderId("o" + cancel.id()))
                        .build();
        };
    }

    /** Clients must mask (RFC 6455); a mask of zeroes leaves the bytes as they are. */
    static byte[] header(int length) {
        return length <= SHORT_MAX
                ? new byte[] {BINARY, (byte) (MASKED | length), 0, 0, 0, 0}
                : new byte[] {
                    BINARY,
                    (byte) (MASKED | LENGTH_FOLLOWS),
                    (byte) (length >> 8),
                    (byte) length,
                    0,
                    0,
                    0,
                    0
                };
    }
}
