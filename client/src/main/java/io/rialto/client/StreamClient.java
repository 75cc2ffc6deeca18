package io.rialto.client;

import com.google.protobuf.InvalidProtocolBufferException;

import io.rialto.protocol.v1.Authenticate;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.ServerMessage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A connection to a venue's WebSocket: requests with their answers as futures, everything else to a
 * listener. Requests leave in the order of the calls to {@link #request}; the venue applies the
 * commands among them in that order. Once the connection is lost every open future fails with
 * {@link ConnectionLostException}, and what became of its request is not known.
 */
public final class StreamClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Listener listener;
    private final AtomicLong nextCorrelation = new AtomicLong(1);
    private final Map<Long, CompletableFuture<ServerMessage>> open = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<ByteBuffer> outgoing = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean sending = new AtomicBoolean();
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private WebSocket socket;

    private StreamClient(Listener listener) {
        this.listener = listener;
    }

    /** Takes what the venue sends unasked, in order, on the connection's own thread. */
    @FunctionalInterface
    public interface Listener {
        void onMessage(ServerMessage message);
    }

    /** The connection ended while a request was unanswered. */
    public static final class ConnectionLostException extends IOException {
        private static final long serialVersionUID = 1L;

        ConnectionLostException(String reason) {
            super("the connection to the venue was lost: " + reason);
        }
    }

    /**
     * Connects and signs in.
     *
     * @param base the venue's address, such as {@code http://127.0.0.1:8080}
     * @param sudo whether to use the administrator's rights of the token's account
     * @throws IOException when the venue cannot be reached or refuses the token
     */
    public static StreamClient connect(
            HttpClient http, URI base, String token, boolean sudo, Listener listener)
            throws IOException {
        StreamClient client = new StreamClient(listener);
        URI address = URI.create(base.toString().replaceFirst("^http", "ws") + "/api/v1/stream");
        client.socket = await(http.newWebSocketBuilder()
                .connectTimeout(PATIENCE)
                .buildAsync(address, client.new Incoming()));
        ServerMessage answer = await(client.request(ClientMessage.newBuilder()
                .setAuthenticate(Authenticate.newBuilder().setToken(token).setSudo(sudo))));
        if (!answer.hasAuthenticated()) {
            client.close();
            throw new IOException(
                    "the venue refused the token: " + answer.getFailure().getDetail());
        }
        return client;
    }

    /** Sends a request; the correlation id is set here. Any thread may call. */
    public CompletableFuture<ServerMessage> request(ClientMessage.Builder request) {
        long correlation = nextCorrelation.getAndIncrement();
        CompletableFuture<ServerMessage> answer = new CompletableFuture<>();
        open.put(correlation, answer);
        outgoing.add(
                ByteBuffer.wrap(request.setCorrelationId(correlation).build().toByteArray()));
        sendNext();
        if (lost.isDone()) {
            fail(lost.getNow("closed"));
        }
        return answer;
    }

    /** Completes with the reason when the connection ends. */
    public CompletableFuture<String> lost() {
        return lost;
    }

    // java.net.http allows one send at a time: whoever takes the flag sends until the queue is
    // empty.
    private void sendNext() {
        while (!outgoing.isEmpty() && sending.compareAndSet(false, true)) {
            ByteBuffer next = outgoing.poll();
            if (next == null) {
                sending.set(false);
                continue;
            }
            CompletableFuture<WebSocket> sent = socket.sendBinary(next, true);
            if (!sent.isDone()) {
                var _ = sent.whenComplete((done, error) -> sent(error));
                return;
            }
            sending.set(false);
            if (sent.isCompletedExceptionally()) {
                fail("sending failed");
            }
        }
    }

    private void sent(Throwable error) {
        sending.set(false);
        if (error == null) {
            sendNext();
        } else {
            fail(error.toString());
        }
    }

    private void fail(String reason) {
        lost.complete(reason);
        for (Long correlation : List.copyOf(open.keySet())) {
            CompletableFuture<ServerMessage> answer = open.remove(correlation);
            if (answer != null) {
                answer.completeExceptionally(new ConnectionLostException(reason));
            }
        }
    }

    private void deliver(ServerMessage message) {
        CompletableFuture<ServerMessage> answer =
                message.getCorrelationId() == 0 ? null : open.remove(message.getCorrelationId());
        if (answer != null) {
            answer.complete(message);
        } else {
            listener.onMessage(message);
        }
    }

    private static <T> T await(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new IOException(
                    String.valueOf(failed.getCause().getMessage()), failed.getCause());
        } catch (TimeoutException late) {
            throw new IOException(
                    "the venue did not answer within " + PATIENCE.toSeconds() + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        lost.complete("closed by this client");
        if (socket != null) {
            socket.abort();
        }
        fail("closed by this client");
    }

    /** Puts the fragments of a message together, and the parts of what comes in several. */
    private final class Incoming implements WebSocket.Listener {
        private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();
        private final Whole whole = new Whole();

        @Override
        public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            fragments.writeBytes(bytes);
            if (last) {
                try {
                    whole.add(ServerMessage.parseFrom(fragments.toByteArray()))
                            .ifPresent(StreamClient.this::deliver);
                } catch (InvalidProtocolBufferException malformed) {
                    fail("the venue sent what is not a ServerMessage");
                    webSocket.abort();
                }
                fragments.reset();
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            fail("closed by the venue with code " + code + (reason.isEmpty() ? "" : ": " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            fail(String.valueOf(error.getMessage()));
        }
    }
}
