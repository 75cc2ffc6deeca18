package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;

import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.PlaceOrder;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.Side;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A client of the stream: sends requests and keeps what comes, in order. */
final class StreamClient implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<ServerMessage> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private final AtomicLong nextCorrelation = new AtomicLong(1);
    private final boolean reads;
    private WebSocket socket;

    private StreamClient(boolean reads) {
        this.reads = reads;
    }

    /** A stream of a user, signed in by header. */
    static StreamClient open(Api user) {
        return open(user.url, user.token, true);
    }

    /** A stream that takes nothing from its socket after the handshake. */
    static StreamClient openDeaf(Api user) {
        return open(user.url, user.token, false);
    }

    static StreamClient open(String url, String token, boolean reads) {
        return open(url, reads, token.isEmpty() ? "" : "Bearer " + token);
    }

    /**
     * A stream with an Authorization header, or without one where it is empty.
     *
     * @throws RefusedException if the upgrade is
     */
    static StreamClient withHeader(String url, String authorization) {
        try {
            return open(url, true, authorization);
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof WebSocketHandshakeException refused) {
                throw new RefusedException(refused.getResponse().statusCode());
            }
            throw failure;
        }
    }

    /** An upgrade was answered with another status. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        RefusedException(int status) {
            super("status " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private static StreamClient open(String url, boolean reads, String authorization) {
        StreamClient client = new StreamClient(reads);
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
        if (!authorization.isEmpty()) {
            builder.header("Authorization", authorization);
        }
        client.socket = builder.buildAsync(
                        URI.create(url.replace("http:", "ws:") + "/api/v1/stream"), client)
                .orTimeout(90, TimeUnit.SECONDS)
                .join();
        return client;
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        if (reads) {
            webSocket.request(1);
        }
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        partial.writeBytes(bytes);
        if (last) {
            try {
                received.add(ServerMessage.parseFrom(partial.toByteArray()));
            } catch (InvalidProtocolBufferException malformed) {
                closed.completeExceptionally(malformed);
            }
            partial.reset();
        }
        webSocket.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed.complete(code + " " + reason);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    /** Begins to read; for a deaf one. */
    void listen() {
        socket.request(1);
    }

    long send(ClientMessage.Builder message) {
        long correlation = nextCorrelation.getAndIncrement();
        sendBytes(message.setCorrelationId(correlation).build().toByteArray());
        return correlation;
    }

    void sendBytes(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true)
                .orTimeout(90, TimeUnit.SECONDS)
                .join();
    }

    void sendText(String text) {
        socket.sendText(text, true).orTimeout(90, TimeUnit.SECONDS).join();
    }

    /** The next message that is not a heartbeat. */
    ServerMessage next() {
        while (true) {
            ServerMessage message = poll();
            if (!message.hasHeartbeat()) {
                return message;
            }
        }
    }

    /** All that has come and was not looked at. */
    List<ServerMessage> received() {
        List<ServerMessage> all = new ArrayList<>();
        received.drainTo(all);
        return all;
    }

    private ServerMessage poll() {
        try {
            ServerMessage message = received.poll(90, TimeUnit.SECONDS);
            String ended = closed.handle((how, why) -> why == null ? how : why.toString())
                    .getNow("it is open");
            assertThat(message).as("a message in time; %s", ended).isNotNull();
            return message;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** Reads on until a message is as wanted. */
    ServerMessage await(Predicate<ServerMessage> wanted) {
        while (true) {
            ServerMessage message = poll();
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    /** Sends, and reads on until the answer. */
    ServerMessage ask(ClientMessage.Builder message) {
        long correlation = send(message);
        return await(answer -> answer.getCorrelationId() == correlation);
    }

    ServerMessage place(long market, Side side, long price, long quantity) {
        return ask(order(market, side, price, quantity));
    }

    static ClientMessage.Builder order(long market, Side side, long price, long quantity) {
        return ClientMessage.newBuilder()
                .setPlaceOrder(PlaceOrder.newBuilder()
                        .setMarket(market)
                        .setSide(side)
                        .setPrice(price)
                        .setQuantity(quantity));
    }

    /** Code and reason of the close that comes. */
    String awaitClose() {
        return closed.orTimeout(90, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
