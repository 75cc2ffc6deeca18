package io.rialto.gateway;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import com.google.protobuf.util.JsonFormat;

import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.Trade;
import io.rialto.protocol.v1.TradesSnapshot;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

import java.util.List;
import java.util.Set;

/**
 * Writes a stream's messages as Server-Sent Events: the content's name, its JSON as Protobuf has it,
 * and as id the event of the venue that it tells of. Owned by one event loop.
 */
final class EventStreamWriter implements SocketWriter {
    private static final long CLOSE_NANOS = 5_000_000_000L;
    private static final String SEQUENCE = "sequence";
    private static final String SNAPSHOT = "tradesSnapshot";
    private static final String TRADE = "trade";
    private static final Set<String> TRADES = Set.of(SNAPSHOT, TRADE, "heartbeat");
    private static final OneofDescriptor CONTENT =
            ServerMessage.getDescriptor().getOneofs().getFirst();
    private static final JsonFormat.Printer PRINTER = JsonFormat.printer()
            .omittingInsignificantWhitespace()
            .alwaysPrintFieldsWithNoPresence();

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final GatewayMetrics metrics;
    private final int waitingBytesMax;
    private final boolean hasTrades;
    private final long resumeAfter;
    private Runnable taken = () -> {};
    private int waitingBytes;
    private long lastSentAt = System.nanoTime();
    private long closingSince;
    private boolean closing;

    /**
     * @param hasTrades whether trades are told: then ids are such that none is missed after them
     * @param resumeAfter the event up to which the client has heard of trades; 0 for of none
     */
    EventStreamWriter(HttpServerRequest request, Venue venue, boolean hasTrades, long resumeAfter) {
        this.hasTrades = hasTrades;
        this.request = request;
        this.response = request.response();
        this.metrics = venue.metrics();
        this.waitingBytesMax = venue.config().stream().waitingBytesMax();
        this.resumeAfter = resumeAfter;
    }

    /** Sends the headers, and when a client that is cut off is to come again. */
    void begin() {
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        send("retry: 1000\n\n");
    }

    @Override
    public void write(byte[] message) {
        if (!closing) {
            try {
                write(ServerMessage.parseFrom(message));
            } catch (InvalidProtocolBufferException impossible) {
                throw new IllegalStateException("a message of our own", impossible);
            }
        }
    }

    @Override
    public void write(MessageLite message) {
        if (closing || !(message instanceof ServerMessage told)) {
            return;
        }
        switch (told.getContentCase()) {
            case SUBSCRIBED, CONTENT_NOT_SET -> {
                // What follows shows it.
            }
            case TRADES_SNAPSHOT -> trades(told.getTradesSnapshot());
            default -> {
                FieldDescriptor content = told.getOneofFieldDescriptor(CONTENT);
                event(content.getJsonName(), (Message) told.getField(content));
            }
        }
        if (told.hasFailure()) {
            close(POLICY, told.getFailure().getCode());
        }
    }

    /** Only what was missed, where all of that is there. */
    private void trades(TradesSnapshot snapshot) {
        List<Trade> trades = snapshot.getTradesList();
        boolean isAll = resumeAfter > 0
                && !trades.isEmpty()
                && trades.getFirst().getSequence() <= resumeAfter;
        if (!isAll) {
            event(SNAPSHOT, snapshot);
            return;
        }
        trades.stream()
                .filter(trade -> trade.getSequence() > resumeAfter)
                .forEach(trade -> event(TRADE, trade));
    }

    private void event(String name, Message content) {
        FieldDescriptor sequence = content.getDescriptorForType().findFieldByName(SEQUENCE);
        // A command's trades are told behind what it did to the book.
        boolean hasId = sequence != null && (!hasTrades || TRADES.contains(name));
        String id = hasId ? "id: " + content.getField(sequence) + "\n" : "";
        try {
            send(id + "event: " + name + "\ndata: " + PRINTER.print(content) + "\n\n");
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException("no message has parts of unknown types", impossible);
        }
    }

    private void send(String text) {
        Buffer bytes = Buffer.buffer(text);
        waitingBytes += bytes.length();
        if (waitingBytes > waitingBytesMax) {
            tooSlow("unread");
            return;
        }
        metrics.streamSent(1);
        lastSentAt = System.nanoTime();
        response.write(bytes).onComplete(written -> {
            waitingBytes -= bytes.length();
            taken.run();
        });
    }

    @Override
    public void tooSlow(String how) {
        if (!closing) {
            metrics.streamClosedSlow();
            closing = true;
            // Nothing else would reach a client that does not read.
            request.connection().close();
        }
    }

    @Override
    public void close(short code, String reason) {
        if (!closing) {
            send("event: closed\ndata: "
                    + new JsonObject().put("code", code).put("reason", reason).encode()
                    + "\n\n");
            closing = true;
            closingSince = System.nanoTime();
            response.end().onComplete(ended -> request.connection().close());
        }
    }

    @Override
    public boolean isClosing() {
        return closing;
    }

    @Override
    public long waitingBytes() {
        return waitingBytes;
    }

    @Override
    public void onTaken(Runnable told) {
        taken = told;
    }

    @Override
    public long lastSentAt() {
        return lastSentAt;
    }

    @Override
    public void sweep(long now) {
        if (closing && now - closingSince > CLOSE_NANOS) {
            request.connection().close();
        }
    }
}
