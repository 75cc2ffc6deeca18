package io.rialto.gateway;

import com.google.protobuf.MessageLite;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GenericFutureListener;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;

/**
 * Writes a socket's messages straight to its Netty channel, one WebSocket frame each, gathered in
 * one buffer and flushed once for all that were ready. What the client has not read is bounded:
 * beyond that the socket is closed. Owned by one event loop.
 */
final class WebSocketWriter implements SocketWriter {
    private static final int CLOSE_MILLIS = 5_000;

    /** What is gathered at most before the channel gets it. */
    private static final int BATCH_BYTES = 64 << 10;

    private final ServerWebSocket socket;
    private final ChannelHandlerContext channel;
    private final Mailbox mailbox;
    private final GatewayMetrics metrics;
    private final int waitingBytesMax;
    private final int toldAbove;
    private final Runnable flush = this::flush;
    private final GenericFutureListener<Future<Void>> told = written -> this.taken.run();
    private final FrameBatch frames = new FrameBatch();
    private Runnable taken = () -> {};
    private int unflushed;
    private long lastSentAt = System.nanoTime();
    private long closingSince;
    private boolean closing;

    WebSocketWriter(
            ServerWebSocket socket, Mailbox mailbox, GatewayMetrics metrics, int waitingBytesMax) {
        this.socket = socket;
        this.channel = ((WebSocketInternal) socket).channelHandlerContext();
        this.mailbox = mailbox;
        this.metrics = metrics;
        this.waitingBytesMax = waitingBytesMax;
        this.toldAbove = Outflow.underWayMax(waitingBytesMax) / 4;
    }

    @Override
    public void write(byte[] message) {
        if (!closing) {
            frames.add(message);
            written();
        }
    }

    @Override
    public void write(MessageLite message) {
        if (!closing) {
            frames.add(message);
            written();
        }
    }

    private void written() {
        if (unflushed++ == 0) {
            mailbox.flushLater(flush);
        }
        if (frames.length() > BATCH_BYTES) {
            hand();
        }
        if (waitingBytes() > waitingBytesMax) {
            tooSlow("more than " + waitingBytesMax + " bytes unread");
        }
    }

    /** Gives what is gathered to the channel, past the encoder of single frames. */
    private void hand() {
        if (frames.length() > 0) {
            ByteBuf bytes = channel.alloc().directBuffer(frames.length());
            frames.moveTo(bytes);
            // Most of the time nothing waits for what is written. Where something does, half of
            // what
            // it waits for was handed over, or is gathered and will be, in one piece above this.
            boolean isMuch = bytes.readableBytes() + pendingBytes() > toldAbove;
            var _ = channel.write(
                    bytes, isMuch ? channel.newPromise().addListener(told) : channel.voidPromise());
        }
    }

    @Override
    public void tooSlow(String how) {
        if (!closing) {
            metrics.streamClosedSlow();
            close(POLICY, "slow reader: " + how);
        }
    }

    @Override
    public void close(short code, String reason) {
        if (closing) {
            return;
        }
        flush();
        closing = true;
        closingSince = System.nanoTime();
        socket.close(code, reason);
    }

    @Override
    public boolean isClosing() {
        return closing;
    }

    @Override
    public long lastSentAt() {
        return lastSentAt;
    }

    @Override
    public void sweep(long now) {
        if (closing && now - closingSince > CLOSE_MILLIS * 1_000_000L) {
            var _ = channel.channel().close();
        }
    }

    private void flush() {
        if (unflushed > 0) {
            metrics.streamSent(unflushed);
            unflushed = 0;
            hand();
            lastSentAt = System.nanoTime();
            channel.flush();
        }
    }

    @Override
    public void onTaken(Runnable runnable) {
        taken = runnable;
    }

    @Override
    public long waitingBytes() {
        return frames.length() + pendingBytes();
    }

    private long pendingBytes() {
        ChannelOutboundBuffer buffer = channel.channel().unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }
}
