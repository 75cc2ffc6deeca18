package io.rialto.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Opens streams on one event loop, and looks after those that are open. */
final class StreamDoor {
    private final Loop loop;
    private final StreamHub hub;
    private final Set<OrderSocket> open = new LinkedHashSet<>();

    StreamDoor(Loop loop, StreamHub hub) {
        this.loop = loop;
        this.hub = hub;
    }

    /** Upgrades a request, or refuses it with a problem document. */
    void open(HttpServerRequest request, ConnectionGuard guard) {
        if (!mayComeFrom(request)) {
            refuse(request, Problem.of(Refusal.ORIGIN_FORBIDDEN, "Ask the operator to allow it"));
            return;
        }
        Session session = loop.venue().authenticator().newSession();
        request.pause();
        StreamEntry.open(
                loop,
                entry(request),
                session,
                rights -> upgrade(request, guard, session, rights),
                problem -> refuse(request, problem));
    }

    /** What a request of HTTP shows at the entry. */
    static StreamEntry.Request entry(HttpServerRequest request) {
        return new StreamEntry.Request(
                Optional.ofNullable(request.getHeader("Authorization")),
                Optional.ofNullable(request.getHeader(Exchange.SUDO)),
                request.method().name(),
                request.uri(),
                request.remoteAddress().hostAddress());
    }

    private void upgrade(
            HttpServerRequest request,
            ConnectionGuard guard,
            Session session,
            SocketRights rights) {
        request.toWebSocket()
                .onSuccess(socket -> opened(socket, guard, session, rights))
                .onFailure(failure -> rights.share().leave());
        request.resume();
    }

    private void opened(
            ServerWebSocket socket, ConnectionGuard guard, Session session, SocketRights rights) {
        guard.becomesStream();
        SocketWriter writer = new WebSocketWriter(
                socket,
                loop.mailbox(),
                loop.venue().metrics(),
                loop.venue().config().stream().waitingBytesMax());
        OrderSocket order = new OrderSocket(writer, loop, hub, session, rights);
        socket.frameHandler(frame -> order.onReceived());
        socket.binaryMessageHandler(order::onMessage);
        socket.textMessageHandler(text -> writer.close(
                SocketWriter.UNSUPPORTED, "send binary messages: rialto.v1.ClientMessage"));
        socket.exceptionHandler(OrderSocket::onFailure);
        open.add(order);
        loop.venue().metrics().streams(1);
        socket.closeHandler(closed -> {
            guard.closed();
            open.remove(order);
            loop.venue().metrics().streams(-1);
            order.onClosed();
        });
    }

    void sweep(long now) {
        for (OrderSocket socket : open.toArray(new OrderSocket[0])) {
            socket.sweep(now);
        }
    }

    /** Tells all that the gateway ends. */
    void shutDown(int withinMillis) {
        for (OrderSocket socket : open.toArray(new OrderSocket[0])) {
            socket.shutDown(withinMillis);
        }
    }

    /** Whether no call of a stream waits for its answer. */
    boolean isIdle() {
        return open.stream().allMatch(OrderSocket::isIdle);
    }

    void close() {
        for (OrderSocket socket : open.toArray(new OrderSocket[0])) {
            socket.closeGoingAway();
        }
    }

    /** Browsers name the page's origin: only pages of this gateway, or allowed ones, may connect. */
    private boolean mayComeFrom(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null || loop.venue().config().origins().contains(origin)) {
            return true;
        }
        try {
            String authority = new URI(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(request.getHeader("Host"));
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private void refuse(HttpServerRequest request, Problem problem) {
        request.resume();
        HttpCarrier.refuse(request.response(), problem, loop.venue().view().sequence());
    }
}
