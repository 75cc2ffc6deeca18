package io.rialto.gateway;

import io.rialto.identity.Scope;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One WebSocket of the Binance face: streams by name at {@code /ws} and {@code /stream}, requests at
 * {@code /ws-api/v3}. Owned by one event loop.
 */
final class BinanceSocket {
    private static final int STREAMS_MAX = 1_024;
    private static final short GOING_AWAY = 1001;
    private static final String API_KEY = "apiKey";

    private final ServerWebSocket socket;
    private final Loop loop;
    private final BinanceHub hub;
    private final BinanceFace face;
    private final boolean isApi;
    private final boolean isCombined;
    private final boolean tellsLimits;
    private final String address;
    private final BinanceLife life = new BinanceLife(System.nanoTime());
    private final Map<String, BinanceStream> streams = new LinkedHashMap<>();
    private final BinanceFollowing following;
    private boolean closed;

    BinanceSocket(
            ServerWebSocket socket,
            Loop loop,
            BinanceHub hub,
            BinanceFace face,
            String path,
            String query) {
        this.socket = socket;
        this.loop = loop;
        this.hub = hub;
        this.face = face;
        this.isApi = path.startsWith("/ws-api/");
        this.isCombined = path.startsWith("/stream");
        this.tellsLimits = !("&" + query + "&").contains("&returnRateLimits=false&");
        this.address = socket.remoteAddress().hostAddress();
        this.following = new BinanceFollowing(loop, hub, this, isCombined);
        socket.setWriteQueueMaxSize(loop.venue().config().stream().waitingBytesMax());
        socket.frameHandler(frame -> life.heard(System.nanoTime()));
        socket.pongHandler(pong -> life.heard(System.nanoTime()));
        socket.textMessageHandler(this::onText);
        socket.exceptionHandler(failure -> close(SocketWriter.POLICY, "malformed"));
    }

    Mailbox mailbox() {
        return loop.mailbox();
    }

    /** Subscribes to what an address named; what is no stream's name is a name of the client's own. */
    void subscribe(List<String> names) {
        names.stream()
                .limit(STREAMS_MAX)
                .forEach(name -> BinanceStream.of(name, anybody(reply(null)))
                        .ifPresentOrElse(this::add, () -> following.listen(name)));
    }

    private BinanceCall anybody(BinanceCall.Reply reply) {
        return new BinanceCall(loop, Map.of(), Optional.empty(), reply);
    }

    private void add(BinanceStream stream) {
        if (streams.put(stream.name(), stream) == null) {
            onView(() -> hub.listen(stream, this));
        }
    }

    private void onView(Runnable work) {
        // A view that has ended has nobody to tell.
        var _ = loop.venue().view().query(0, Duration.ZERO, view -> {
            work.run();
            return true;
        });
    }

    private void onText(String text) {
        life.heard(System.nanoTime());
        Optional<JsonObject> request = parsed(text);
        Object id = request.map(json -> json.getValue("id")).orElse(null);
        BinanceSocketReply reply = reply(id);
        anybody(reply).guarded(() -> {
            face.weigh(address, 1, reply);
            if (request.isEmpty()) {
                send(new JsonObject()
                        .put("code", 3)
                        .put("msg", "Invalid JSON: expected an object"));
                return;
            }
            String method = Objects.requireNonNullElse(request.get().getString("method"), "");
            if (isApi) {
                onRequest(reply, method, request.get());
            } else {
                onSubscription(id, method, request.get());
            }
        });
    }

    /** A request; empty for what is none. */
    private static Optional<JsonObject> parsed(String text) {
        try {
            JsonObject request = new JsonObject(text);
            // The word null is JSON and no object; Vert.x makes one without a map of it.
            return Optional.ofNullable(request.getMap()).map(fields -> request);
        } catch (RuntimeException noJson) {
            return Optional.empty();
        }
    }

    private void onSubscription(Object id, String method, JsonObject request) {
        List<String> names;
        try {
            JsonArray given = request.getJsonArray("params", new JsonArray());
            names = BinanceMarkets.texts(given);
        } catch (ClassCastException | NullPointerException wrong) {
            refuse(id, "Invalid request: params must be an array of strings");
            return;
        }
        switch (method) {
            case "SUBSCRIBE" -> subscribe(id, names);
            case "UNSUBSCRIBE" -> {
                names.forEach(this::remove);
                done(id, null);
            }
            case "LIST_SUBSCRIPTIONS" -> {
                List<String> all = new ArrayList<>(streams.keySet());
                all.addAll(following.listenKeys());
                done(id, new JsonArray(all));
            }
            default -> refuse(id, "Invalid request: unknown method");
        }
    }

    private void subscribe(Object id, List<String> names) {
        if (streams.size() + following.size() + names.size() > STREAMS_MAX) {
            refuse(id, "Too many streams: at most " + STREAMS_MAX);
            return;
        }
        List<BinanceStream> found = new ArrayList<>();
        List<String> listenKeys = names.stream().filter(following::isListenKey).toList();
        for (String name : names) {
            if (listenKeys.contains(name)) {
                continue;
            }
            Optional<BinanceStream> stream = BinanceStream.of(name, anybody(reply(id)));
            if (stream.isEmpty()) {
                refuse(id, "Invalid request: there is no such stream");
                return;
            }
            found.add(stream.get());
        }
        found.forEach(this::add);
        listenKeys.forEach(following::listen);
        done(id, null);
    }

    private void remove(String name) {
        BinanceStream stream = streams.remove(name);
        if (stream == null) {
            following.remove(name);
        } else {
            onView(() -> hub.leave(stream, this));
        }
    }

    private void done(Object id, Object result) {
        send(new JsonObject().put("result", result).put("id", id));
    }

    private void refuse(Object id, String words) {
        send(new JsonObject().put("code", 2).put("msg", words).put("id", id));
    }

    private void onRequest(BinanceSocketReply reply, String method, JsonObject request) {
        BinanceParameters parameters = BinanceParameters.of(request);
        reply.asked(parameters.values());
        Optional<String> key = Optional.ofNullable(parameters.values().get(API_KEY));
        BinanceCall open = anybody(reply);
        switch (method) {
            case "userDataStream.subscribe.signature" -> {
                face.weigh(address, 1, reply);
                face.signIn(open, parameters, key, address, Scope.READ, caller -> {
                    following.follow(caller);
                    open.answer(new JsonObject().put("subscriptionId", 0));
                });
            }
            case "userDataStream.unsubscribe" -> {
                following.unfollow();
                open.answer(new JsonObject());
            }
            default -> {
                BinanceRoute route = BinanceMethods.find(method)
                        .orElseThrow(
                                () -> BinanceError.of(-1000, "Unknown method.").refused());
                face.start(route, parameters, key, address, reply);
            }
        }
    }

    private BinanceSocketReply reply(Object id) {
        return new BinanceSocketReply(this, id, isApi, tellsLimits);
    }

    /** Sends what a stream tells. */
    void deliver(String stream, String text) {
        if (streams.containsKey(stream)) {
            write(
                    isCombined
                            ? "{\"stream\":" + Json.encode(stream) + ",\"data\":" + text + "}"
                            : text);
        }
    }

    /** Sends what happened to an account that this socket follows. */
    void deliverOwn(long account, JsonObject event) {
        following.deliver(account, event);
    }

    void send(JsonObject message) {
        write(message.encode());
    }

    private void write(String text) {
        if (closed || socket.isClosed()) {
            return;
        }
        if (socket.writeQueueFull()) {
            loop.venue().metrics().streamClosedSlow();
            close(SocketWriter.POLICY, "slow reader");
            return;
        }
        var _ = socket.writeTextMessage(text);
    }

    /** Asks whether somebody is there, and ends what nobody answers on, or is too old. */
    void sweep(long now) {
        if (closed) {
            return;
        }
        following.endExpired();
        if (following.isOver()) {
            close(SocketWriter.POLICY, "the key was revoked or has expired");
            return;
        }
        switch (life.due(now)) {
            case PING -> {
                var _ = socket.writePing(Buffer.buffer(Long.toString(System.currentTimeMillis())));
            }
            case END_SILENT -> close(SocketWriter.POLICY, "no pong");
            case END_OLD -> shutDown("a connection lives for a day");
            case NOTHING -> {
                // It is there.
            }
        }
    }

    /** Says that the end comes, and ends. */
    void shutDown(String reason) {
        send(new JsonObject().put("e", "serverShutdown").put("E", System.currentTimeMillis()));
        close(GOING_AWAY, reason);
    }

    private void close(short code, String reason) {
        if (!closed) {
            closed = true;
            var _ = socket.close(code, reason);
        }
    }

    /** The connection is gone. */
    void onClosed() {
        closed = true;
        List<BinanceStream> left = new ArrayList<>(streams.values());
        streams.clear();
        onView(() -> left.forEach(stream -> hub.leave(stream, this)));
        following.close();
    }
}
