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
        String header = request.getHeader("Authorization");
        Session session = loop.venue().authenticator().newSession();
        if (header == null) {
            upgrade(request, guard, session, Optional.empty(), false);
            return;
        }
        Presented presented;
        try {
            presented = Presented.header(
                    Optional.of(header),
                    request.method().name(),
                    request.uri(),
                    new byte[0],
                    request.remoteAddress().hostAddress());
        } catch (ProblemException refused) {
            refuse(request, refused.problem());
            return;
        }
        request.pause();
        boolean sudo = "true".equals(request.getHeader(Exchange.SUDO));
        SignIn.whenShown(
                loop,
                presented,
                session,
                caller -> {
                    if (sudo && !caller.isAdministrator()) {
                        refuse(request, OrderSocket.administratorOnly());
                    } else {
                        upgrade(request, guard, session, Optional.of(caller), sudo);
                    }
                },
                problem -> refuse(request, problem));
    }

    private void upgrade(
            HttpServerRequest request,
            ConnectionGuard guard,
            Session session,
            Optional<Caller> caller,
            boolean sudo) {
        request.toWebSocket().onSuccess(socket -> opened(socket, guard, session, caller, sudo));
        request.resume();
    }

    private void opened(
            ServerWebSocket socket,
            ConnectionGuard guard,
            Session session,
            Optional<Caller> caller,
            boolean sudo) {
        guard.becomesStream();
        SocketWriter writer = new WebSocketWriter(
                socket,
                loop.mailbox(),
                loop.venue().metrics(),
                loop.venue().config().stream().waitingBytesMax());
        OrderSocket order = new OrderSocket(
                writer, socket.remoteAddress().hostAddress(), loop, hub, session, caller, sudo);
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
