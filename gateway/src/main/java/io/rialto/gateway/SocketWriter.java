package io.rialto.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;

/**
 * Writes a socket's messages straight to its Netty channel, one WebSocket frame each, and flushes
 * once for all that were ready. What the client has not read is bounded: beyond that the socket is
 * closed. Owned by one event loop.
 */
final class SocketWriter {
    /** RFC 6455: the endpoint's policy was violated. */
    static final short POLICY = 1008;

    private static final int CLOSE_MILLIS = 5_000;

    private final ServerWebSocket socket;
    private final ChannelHandlerContext channel;
    private final Mailbox mailbox;
    private final GatewayMetrics metrics;
    private final int waitingBytesMax;
    private final Runnable flush = this::flush;
    private int unflushed;
    private long lastSentAt = System.nanoTime();
    private long closingSince;
    private boolean closing;

    SocketWriter(
            ServerWebSocket socket, Mailbox mailbox, GatewayMetrics metrics, int waitingBytesMax) {
        this.socket = socket;
        this.channel = ((WebSocketInternal) socket).channelHandlerContext();
        this.mailbox = mailbox;
        this.metrics = metrics;
        this.waitingBytesMax = waitingBytesMax;
    }

    void write(byte[] message) {
        if (closing) {
            return;
        }
        var _ = channel.write(
                new BinaryWebSocketFrame(Unpooled.wrappedBuffer(message)), channel.voidPromise());
        if (unflushed++ == 0) {
            mailbox.flushLater(flush);
        }
        if (waitingBytes() > waitingBytesMax) {
            tooSlow();
        }
    }

    /** Closes because the client does not keep up with what it asked for. */
    void tooSlow() {
        if (!closing) {
            metrics.streamClosedSlow();
            close(POLICY, "slow reader: more than " + waitingBytesMax + " bytes unread");
        }
    }

    /** Closes with a reason; nothing is written after it. */
    void close(short code, String reason) {
        if (closing) {
            return;
        }
        flush();
        closing = true;
        closingSince = System.nanoTime();
        socket.close(code, reason);
    }

    boolean isClosing() {
        return closing;
    }

    long lastSentAt() {
        return lastSentAt;
    }

    /** Cuts off a client that does not answer the closing handshake. */
    void sweep(long now) {
        if (closing && now - closingSince > CLOSE_MILLIS * 1_000_000L) {
            var _ = channel.channel().close();
        }
    }

    private void flush() {
        if (unflushed > 0) {
            metrics.streamSent(unflushed);
            unflushed = 0;
            lastSentAt = System.nanoTime();
            channel.flush();
        }
    }

    private long waitingBytes() {
        Channel transport = channel.channel();
        ChannelOutboundBuffer buffer = transport.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }
}
