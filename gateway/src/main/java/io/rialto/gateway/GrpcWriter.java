package io.rialto.gateway;

import com.google.protobuf.MessageLite;

import io.vertx.core.buffer.Buffer;
import io.vertx.grpc.common.GrpcMessage;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.server.GrpcServerResponse;

/** Writes a stream's messages as those of a call of gRPC. */
final class GrpcWriter implements SocketWriter {
    private static final String IDENTITY = "identity";

    private final GrpcServerResponse<Buffer, Buffer> response;
    private final GatewayMetrics metrics;
    private final int waitingBytesMax;
    private Runnable taken = () -> {};
    private int waitingBytes;
    private long lastSentAt = System.nanoTime();
    private boolean closing;

    GrpcWriter(
            GrpcServerResponse<Buffer, Buffer> response,
            GatewayMetrics metrics,
            int waitingBytesMax) {
        this.response = response;
        this.metrics = metrics;
        this.waitingBytesMax = waitingBytesMax;
    }

    @Override
    public void write(byte[] message) {
        if (closing) {
            return;
        }
        waitingBytes += message.length;
        if (waitingBytes > waitingBytesMax) {
            tooSlow("unread");
            return;
        }
        metrics.streamSent(1);
        lastSentAt = System.nanoTime();
        response.writeMessage(GrpcMessage.message(IDENTITY, Buffer.buffer(message)))
                .onComplete(written -> {
                    waitingBytes -= message.length;
                    taken.run();
                });
    }

    @Override
    public void write(MessageLite message) {
        write(message.toByteArray());
    }

    @Override
    public void tooSlow(String how) {
        if (!closing) {
            metrics.streamClosedSlow();
            closing = true;
            // Nothing else would reach a client that does not read.
            response.cancel();
        }
    }

    @Override
    public void close(short code, String reason) {
        if (!closing) {
            closing = true;
            end(response, status(code), reason);
        }
    }

    /** Ends a call with a status. */
    static void end(
            GrpcServerResponse<Buffer, Buffer> response, GrpcStatus status, String message) {
        var _ = response.status(status).statusMessage(message).end();
    }

    private static GrpcStatus status(short code) {
        return switch (code) {
            case GOING_AWAY -> GrpcStatus.UNAVAILABLE;
            case TOO_LARGE -> GrpcStatus.RESOURCE_EXHAUSTED;
            case INVALID_PAYLOAD, UNSUPPORTED -> GrpcStatus.INVALID_ARGUMENT;
            default -> GrpcStatus.UNAUTHENTICATED;
        };
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
        // HTTP/2 ends a stream without the client's help.
    }
}
