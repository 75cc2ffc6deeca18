package io.rialto.gateway;

import com.google.protobuf.InvalidProtocolBufferException;

import io.rialto.fuzz.FuzzTarget;
import io.rialto.protocol.v1.AmendOrder;
import io.rialto.protocol.v1.CancelAll;
import io.rialto.protocol.v1.CancelOrder;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.ItemTerms;
import io.rialto.protocol.v1.ListItem;
import io.rialto.protocol.v1.OrderType;
import io.rialto.protocol.v1.PlaceOrder;
import io.rialto.protocol.v1.PreviewOrder;
import io.rialto.protocol.v1.ReplaceOrder;
import io.rialto.protocol.v1.Side;
import io.rialto.protocol.v1.Transfer;
import io.rialto.sequencer.FuzzedVenue;
import io.rialto.sequencer.RequestContext;

import org.agrona.concurrent.UnsafeBuffer;

import java.util.List;

/**
 * Messages on the WebSocket: any bytes. Refused as no message or by a problem; a command that comes
 * of one is encoded, and the venue answers it once.
 */
public final class StreamMessagesTarget implements FuzzTarget {
    private static final long TRADER = 5;

    @Override
    public void run(byte[] bytes) {
        FuzzedVenue venue = new FuzzedVenue();
        try {
            ClientMessage message = ClientMessage.parseFrom(bytes);
            StrictMessages.check(message);
            StreamCommands.read(message).ifPresent(asked -> send(venue, asked.command()));
        } catch (InvalidProtocolBufferException | ProblemException refused) {
            // As documented.
        }
        venue.audit();
    }

    static void send(FuzzedVenue venue, Command command) {
        CommandEncoder encoder = new CommandEncoder();
        PayloadHash hash = new PayloadHash();
        command.hash(hash);
        RequestContext context = new RequestContext().as(TRADER).key(1, 2, hash.value());
        int length = encoder.encode(context, command);
        venue.send(buffer -> {
            buffer.putBytes(0, encoder.buffer(), 0, length);
            return length;
        });
        byte[] answer = venue.lastAnswer();
        CommandAnswer decoded =
                new CommandAnswer.Decoder().decode(new UnsafeBuffer(answer), 0, answer.length);
        Wire.outcome(decoded, true);
        if (!decoded.isDone()) {
            Measures.NONE.denial(decoded).toJson();
        }
    }

    @Override
    public List<byte[]> seeds() {
        PlaceOrder order = PlaceOrder.newBuilder()
                .setMarket(1)
                .setClientOrderId("mine")
                .setSide(Side.SIDE_BUY)
                .setOrderType(OrderType.ORDER_TYPE_LIMIT)
                .setPrice(100_000_000_000L)
                .setQuantity(1_000_000)
                .build();
        return List.of(
                ClientMessage.newBuilder()
                        .setTransfer(Transfer.newBuilder()
                                .setRecipient(6)
                                .setAsset(2)
                                .setAmount(1)
                                .setNote("note"))
                        .build()
                        .toByteArray(),
                ClientMessage.newBuilder()
                        .setListItem(ListItem.newBuilder()
                                .setTerms(ItemTerms.newBuilder()
                                        .setName("a clock")
                                        .setAsset(2)))
                        .build()
                        .toByteArray(),
                ClientMessage.newBuilder().setPlaceOrder(order).build().toByteArray(),
                ClientMessage.newBuilder()
                        .setPreviewOrder(PreviewOrder.newBuilder().setOrder(order))
                        .build()
                        .toByteArray(),
                ClientMessage.newBuilder()
                        .setReplaceOrder(
                                ReplaceOrder.newBuilder().setOrder(order).setCancelOrderId(1))
                        .build()
                        .toByteArray(),
                ClientMessage.newBuilder()
                        .setAmendOrder(AmendOrder.newBuilder().setMarket(1).setOrderId(1))
                        .build()
                        .toByteArray(),
                ClientMessage.newBuilder()
                        .setCancelOrder(
                                CancelOrder.newBuilder().setMarket(1).setClientOrderId("mine"))
                        .build()
                        .toByteArray(),
                ClientMessage.newBuilder()
                        .setCancelAll(CancelAll.newBuilder().setMarket(1))
                        .build()
                        .toByteArray());
    }
}
