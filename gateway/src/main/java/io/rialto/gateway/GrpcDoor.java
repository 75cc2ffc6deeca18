package io.rialto.gateway;

import io.rialto.protocol.v1.Stream;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.grpc.common.GrpcError;
import io.vertx.grpc.common.GrpcStatus;
import io.vertx.grpc.common.ServiceName;
import io.vertx.grpc.health.HealthService;
import io.vertx.grpc.reflection.ReflectionService;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import io.vertx.grpc.server.GrpcServerRequest;
import io.vertx.grpc.server.GrpcServerResponse;
import io.vertx.grpc.server.Service;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The stream over gRPC on one event loop: {@code rialto.v1.Exchange/Connect}, with reflection and
 * health. HTTP/2 on a port of its own, as the guards of the other count one request at a time.
 */
final class GrpcDoor {
    /** Calls of one connection at a time. */
    private static final int CALLS_MAX = 16;

    private static final ServiceName NAME = ServiceName.create("rialto.v1", "Exchange");
    private static final String CONNECT = "Connect";

    /** As HTTP/2 has it. */
    private static final String METHOD = "POST";

    private final Loop loop;
    private final StreamHub hub;
    private final Connections connections;
    private final GrpcServer server;
    private final Set<OrderSocket> open = new LinkedHashSet<>();

    GrpcDoor(Vertx vertx, Loop loop, StreamHub hub, Connections connections) {
        this.loop = loop;
        this.hub = hub;
        this.connections = connections;
        int bytesMax = loop.venue().config().stream().messageBytesMax();
        server = GrpcServer.server(vertx, new GrpcServerOptions().setMaxMessageSize(2L * bytesMax));
        server.callHandler(this::call);
        server.addService(exchange());
        server.addService(ReflectionService.v1());
        HealthService health = HealthService.create(vertx);
        health.register(NAME, () -> Future.succeededFuture(loop.venue().client().isConnected()));
        server.addService(health);
    }

    /** Told of to those who reflect; calls come to {@link #call}. */
    private Service exchange() {
        return Service.service(NAME, Stream.getDescriptor().findServiceByName("Exchange"))
                .build();
    }

    Handler<HttpServerRequest> handler() {
        return server;
    }

    /** How the port listens: HTTP/2 and nothing else, as other ports of this gateway are limited. */
    HttpServerOptions options(HttpServerOptions front, int port) {
        HttpServerOptions options = new HttpServerOptions(front)
                .setPort(port == 0 ? -2 : port)
                .setHttp2ClearTextEnabled(true)
                .setIdleTimeout(loop.venue().config().stream().idleMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(CALLS_MAX));
        return options.setUseAlpn(options.isSsl());
    }

    /** Counts a connection in. */
    void connected(HttpConnection connection) {
        String address = connection.remoteAddress().hostAddress();
        if (!connections.enter(address)) {
            connection.close();
            return;
        }
        loop.venue().metrics().connections(1);
        connection.closeHandler(closed -> {
            connections.leave(address);
            loop.venue().metrics().connections(-1);
        });
    }

    private void call(GrpcServerRequest<Buffer, Buffer> call) {
        GrpcServerResponse<Buffer, Buffer> response = call.response();
        if (!call.fullMethodName().equals(NAME.fullyQualifiedName() + "/" + CONNECT)) {
            GrpcWriter.end(response, GrpcStatus.UNIMPLEMENTED, "There is " + NAME.pathOf(CONNECT));
            return;
        }
        Session session = loop.venue().authenticator().newSession();
        call.pause();
        AtomicBoolean isGone = new AtomicBoolean();
        call.exceptionHandler(failure -> isGone.set(true));
        StreamEntry.open(
                loop,
                new StreamEntry.Request(
                        Optional.ofNullable(call.headers().get("authorization")),
                        Optional.ofNullable(call.headers().get(Exchange.SUDO)),
                        METHOD,
                        NAME.pathOf(CONNECT),
                        address(call)),
                session,
                rights -> {
                    if (isGone.get()) {
                        rights.share().leave();
                    } else {
                        opened(call, session, rights);
                        call.resume();
                    }
                },
                problem -> refuse(response, problem));
    }

    private void opened(
            GrpcServerRequest<Buffer, Buffer> call, Session session, SocketRights rights) {
        SocketWriter writer = new GrpcWriter(
                call.response(),
                loop.venue().metrics(),
                loop.venue().config().stream().waitingBytesMax());
        OrderSocket order = new OrderSocket(writer, loop, hub, session, rights);
        open.add(order);
        loop.venue().metrics().streams(1);
        // What was asked for is told before the first answer.
        var _ = call.response().writeHead();
        call.messageHandler(message -> {
            order.onReceived();
            order.onMessage(message.payload());
        });
        call.errorHandler(error -> ended(order, writer, error));
        call.exceptionHandler(failure -> {
            OrderSocket.onFailure(failure);
            ended(order, writer, GrpcError.CANCELLED);
        });
        call.endHandler(end -> {
            writer.close(SocketWriter.GOING_AWAY, "the client has ended the call");
            left(order);
        });
    }

    private void ended(OrderSocket order, SocketWriter writer, GrpcError error) {
        writer.close(SocketWriter.INVALID_PAYLOAD, error.name());
        left(order);
    }

    private void left(OrderSocket order) {
        if (open.remove(order)) {
            loop.venue().metrics().streams(-1);
            order.onClosed();
        }
    }

    private static String address(GrpcServerRequest<Buffer, Buffer> call) {
        return call.connection().remoteAddress().hostAddress();
    }

    private static void refuse(GrpcServerResponse<Buffer, Buffer> response, Problem problem) {
        GrpcStatus status = switch (problem.status()) {
            case 401 -> GrpcStatus.UNAUTHENTICATED;
            case 403 -> GrpcStatus.PERMISSION_DENIED;
            case 429 -> GrpcStatus.RESOURCE_EXHAUSTED;
            case 500 -> GrpcStatus.INTERNAL;
            case 503, 504 -> GrpcStatus.UNAVAILABLE;
            default -> GrpcStatus.INVALID_ARGUMENT;
        };
        GrpcWriter.end(response, status, problem.code() + ": " + problem.detail());
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
}
