package io.rialto.app;

import com.google.protobuf.InvalidProtocolBufferException;

import io.rialto.protocol.v1.Authenticate;
import io.rialto.protocol.v1.BookDelta;
import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.Pace;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.SubscribeAccount;
import io.rialto.protocol.v1.SubscribeBook;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Subscribes to its account and to every change of a book, and then does not read until it is told to. */
final class StalledSubscriber implements WebSocket.Listener {
    private final CompletableFuture<Void> authenticated = new CompletableFuture<>();
    private final CompletableFuture<Void> subscribed = new CompletableFuture<>();
    private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();
    private WebSocket socket;
    private volatile boolean isReading = true;
    private volatile long update = -1;
    private volatile int gaps;
    private volatile String closed = "";

    private StalledSubscriber() {}

    /** Connects; returns when it is subscribed, and has stopped reading. */
    static StalledSubscriber connect(HttpClient http, URI venue, String token, long market) {
        StalledSubscriber subscriber = new StalledSubscriber();
        URI address = URI.create(venue.toString().replaceFirst("^http", "ws") + "/api/v1/stream");
        subscriber.socket =
                http.newWebSocketBuilder().buildAsync(address, subscriber).join();
        subscriber.send(ClientMessage.newBuilder()
                .setCorrelationId(1)
                .setAuthenticate(Authenticate.newBuilder().setToken(token)));
        subscriber.authenticated.join();
        subscriber.send(ClientMessage.newBuilder()
                .setCorrelationId(2)
                .setSubscribeAccount(SubscribeAccount.newBuilder()));
        subscriber.send(ClientMessage.newBuilder()
                .setCorrelationId(3)
                .setSubscribeBook(
                        SubscribeBook.newBuilder().setMarket(market).setPace(Pace.PACE_RAW)));
        subscriber.subscribed.join();
        return subscriber;
    }

    private void send(ClientMessage.Builder message) {
        socket.sendBinary(ByteBuffer.wrap(message.build().toByteArray()), true).join();
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        fragments.writeBytes(bytes);
        if (last) {
            take(fragments.toByteArray());
            fragments.reset();
        }
        if (isReading) {
            webSocket.request(1);
        }
        return null;
    }

    private void take(byte[] bytes) {
        ServerMessage message;
        try {
            message = ServerMessage.parseFrom(bytes);
        } catch (InvalidProtocolBufferException malformed) {
            throw new AssertionError(malformed);
        }
        switch (message.getContentCase()) {
            case AUTHENTICATED -> authenticated.complete(null);
            case BOOK_SNAPSHOT -> {
                update = message.getBookSnapshot().getUpdate();
                isReading = false;
                subscribed.complete(null);
            }
            case BOOK_DELTA -> takeDelta(message.getBookDelta());
            default -> {
                // Subscribed, what happens to the account, heartbeats.
            }
        }
    }

    // Called by one thread at a time.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void takeDelta(BookDelta delta) {
        if (delta.getPreviousUpdate() != update) {
            gaps++;
        }
        update = delta.getUpdate();
    }

    /** Reads again, to the end. */
    void readOn() {
        isReading = true;
        socket.request(1);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed = "closed with " + code + ": " + reason;
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed = "failed: " + error;
    }

    /** The book's update read last. */
    long update() {
        return update;
    }

    /** How often a delta did not follow the one before it. */
    int gaps() {
        return gaps;
    }

    /** Why the connection ended; empty while it has not. */
    String closed() {
        return closed;
    }
}
