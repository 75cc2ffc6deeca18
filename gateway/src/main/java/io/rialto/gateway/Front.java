package io.rialto.gateway;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.rialto.gateway.GatewayConfig.HttpLimits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;

import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Serves the sockets of one event loop: REST by the table of {@link Routes}, the upgrade to the
 * stream, and the screens. As many of these share one port as there are event loops.
 */
final class Front extends VerticleBase {
    private static final Logger LOG = Logger.getLogger(Front.class.getName());
    private static final int SWEEP_MILLIS = 250;
    /** How often it is seen whether all is answered, at the end. */
    private static final int DRAIN_MILLIS = 5;
    /** How often it is seen whether a certificate was renewed. */
    private static final int TLS_MILLIS = 1_000;

    /** A year, as is usual: whoever was served over TLS once is to ask for nothing else. */
    private static final String STRICT_TRANSPORT = "max-age=31536000";

    private final Venue venue;
    private final Connections connections;
    private final StreamHub hub;
    private final Screens screens;
    private final BinanceLimits binanceLimits;
    private final BinanceHub binanceHub;
    private final IdentityHashMap<HttpConnection, ConnectionGuard> guards = new IdentityHashMap<>();
    private Loop loop;
    private StreamDoor door;
    private EventStreamDoor events;
    private BinanceDoor binance;
    private HttpServer server;
    private Optional<GrpcDoor> grpc = Optional.empty();
    private Optional<HttpServer> grpcServer = Optional.empty();
    private String tlsState = "";

    Front(
            Venue venue,
            Connections connections,
            StreamHub hub,
            Screens screens,
            BinanceLimits binanceLimits,
            BinanceHub binanceHub) {
        this.venue = venue;
        this.connections = connections;
        this.hub = hub;
        this.screens = screens;
        this.binanceLimits = binanceLimits;
        this.binanceHub = binanceHub;
    }

    @Override
    public Future<?> start() {
        Mailbox mailbox = new Mailbox(context);
        loop = new Loop(venue, mailbox, new CommandDesk(venue, mailbox));
        door = new StreamDoor(loop, hub);
        events = new EventStreamDoor(loop, hub);
        BinanceFace binanceFace = new BinanceFace(loop, binanceLimits);
        binance = new BinanceDoor(loop, binanceHub, binanceFace);
        Router router = router(binanceFace);
        vertx.setPeriodic(SWEEP_MILLIS, timer -> sweep());
        server = vertx.createHttpServer(options())
                .connectionHandler(this::opened)
                .invalidRequestHandler(this::refuseMalformed)
                .requestHandler(request -> serve(request, router));
        venue.config().tls().ifPresent(this::watch);
        return server.listen().compose(listening -> listenForGrpc()).recover(this::notListening);
    }

    private Future<HttpServer> listenForGrpc() {
        OptionalInt port = venue.config().grpcPort();
        if (port.isEmpty()) {
            return Future.succeededFuture(server);
        }
        GrpcDoor own = new GrpcDoor(vertx, loop, hub, connections);
        grpc = Optional.of(own);
        HttpServer second = vertx.createHttpServer(own.options(options(), port.getAsInt()))
                .connectionHandler(own::connected)
                .requestHandler(own.handler());
        grpcServer = Optional.of(second);
        return second.listen();
    }

    /** What is no failure of the address is one of TLS, which does not say whose. */
    private Future<HttpServer> notListening(Throwable failure) {
        return Future.failedFuture(
                failure instanceof IOException || venue.config().tls().isEmpty()
                        ? failure
                        : new IllegalArgumentException(
                                "TLS with %s: %s"
                                        .formatted(
                                                venue.config().tls().get(), failure.getMessage()),
                                failure));
    }

    @Override
    public Future<?> stop() {
        int millis = venue.config().answerMillis();
        door.shutDown(millis);
        grpc.ifPresent(open -> open.shutDown(millis));
        Promise<Void> stopped = Promise.promise();
        drain(stopped, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
        return stopped.future();
    }

    /** Closes when all that was asked is answered, or has had its time. */
    private void drain(Promise<Void> stopped, long deadline) {
        boolean isIdle = loop.desk().isIdle()
                && door.isIdle()
                && grpc.map(GrpcDoor::isIdle).orElse(true);
        if (!isIdle && System.nanoTime() - deadline < 0) {
            vertx.setTimer(DRAIN_MILLIS, timer -> drain(stopped, deadline));
            return;
        }
        door.close();
        events.close();
        grpc.ifPresent(GrpcDoor::close);
        binance.close();
        stopped.complete();
    }

    int port() {
        return server.actualPort();
    }

    OptionalInt grpcPort() {
        return grpcServer.stream().mapToInt(HttpServer::actualPort).findAny();
    }

    private HttpServerOptions options() {
        GatewayConfig config = venue.config();
        HttpLimits limits = config.http();
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                // A negative port is one free port that all event loops share.
                .setPort(config.port() == 0 ? -1 : config.port())
                .setMaxInitialLineLength(limits.lineBytesMax())
                .setMaxHeaderSize(limits.headerBytesMax())
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHttp2ClearTextEnabled(false)
                .setTcpNoDelay(true)
                // Twice what is allowed: a little too much is told so, more is cut off.
                .setMaxWebSocketFrameSize(2 * config.stream().messageBytesMax())
                .setMaxWebSocketMessageSize(2 * config.stream().messageBytesMax());
        config.tls().ifPresent(files -> files.secure(options));
        return options;
    }

    /** Certificates are renewed while the gateway runs; broken ones are not taken. */
    private void watch(TlsFiles files) {
        try {
            tlsState = files.state();
        } catch (IOException failure) {
            throw new GatewayStartException(
                    "TLS: " + failure.getMessage() + " cannot be read", failure);
        }
        vertx.setPeriodic(
                TLS_MILLIS,
                timer -> vertx.executeBlocking(files::state, false)
                        .onSuccess(state -> {
                            if (!state.equals(tlsState)) {
                                tlsState = state;
                                renew(files);
                            }
                        })
                        .onFailure(
                                failure -> LOG.log(Level.FINE, "TLS: no file for now", failure)));
    }

    private void renew(TlsFiles files) {
        grpcServer.ifPresent(second -> second.updateSSLOptions(files.read(), true));
        server.updateSSLOptions(files.read(), true)
                .onSuccess(isNew -> LOG.info("TLS: has read " + files + " again"))
                .onFailure(failure -> LOG.warning("TLS: goes on with the certificate of before, as "
                        + files + " cannot be used: " + failure.getMessage()));
    }

    private Router router(BinanceFace binanceFace) {
        Router router = Router.router(vertx);
        BodyHandler body =
                BodyHandler.create(false).setBodyLimit(venue.config().http().bodyBytesMax());
        BodyHandler picture = BodyHandler.create(false).setBodyLimit(PicturesApi.BODY_BYTES_MAX);
        for (Route route : Routes.all()) {
            io.vertx.ext.web.Route there =
                    router.route(route.method(), route.path().replaceAll("\\{(\\w+)}", ":$1"));
            if (route.method().equals(HttpMethod.GET)) {
                // The same, of which only what comes before the body is sent.
                there.method(HttpMethod.HEAD);
            }
            there.handler(route.name().equals(PicturesApi.UPLOAD) ? picture : body)
                    .handler(
                            context -> new Exchange(new HttpCarrier(context), route, loop).start());
        }
        binanceFace.route(router, body);
        router.route().failureHandler(this::bodyFailed);
        router.errorHandler(400, context -> refuse(context, Refusal.REQUEST_INVALID, "Check it"));
        router.errorHandler(
                404, context -> refuse(context, Refusal.NOT_FOUND, "See /openapi.json"));
        router.errorHandler(
                405, context -> refuse(context, Refusal.METHOD_NOT_ALLOWED, "See /openapi.json"));
        router.errorHandler(
                413,
                context -> refuse(
                        context,
                        Refusal.BODY_TOO_LARGE,
                        "Send at most " + venue.config().http().bodyBytesMax() + " bytes"));
        router.errorHandler(500, context -> refuse(context, Refusal.INTERNAL, "Try again"));
        return router;
    }

    private void opened(HttpConnection connection) {
        String address = connection.remoteAddress().hostAddress();
        if (!connections.enter(address)) {
            connection.close();
            return;
        }
        venue.metrics().connections(1);
        ConnectionGuard guard =
                new ConnectionGuard(venue.config().http(), connection::close, () -> {
                    guards.remove(connection);
                    connections.leave(address);
                    venue.metrics().connections(-1);
                });
        guards.put(connection, guard);
        connection.closeHandler(closed -> guard.closed());
    }

    private void serve(HttpServerRequest request, Router router) {
        ConnectionGuard guard = guards.get(request.connection());
        if (guard == null) {
            // It was one too many and is being closed.
            return;
        }
        guard.requestBegins();
        request.response().endHandler(ended -> guard.requestEnded());
        if (request.isSSL()) {
            request.response().putHeader("Strict-Transport-Security", STRICT_TRANSPORT);
        }
        if (Routes.STREAM.equals(request.path()) && request.canUpgradeToWebSocket()) {
            door.open(request, guard);
        } else if (BinanceDoor.isOf(request.path()) && request.canUpgradeToWebSocket()) {
            binance.open(request, guard);
        } else if (EventStreamDoor.isAsked(request)) {
            events.open(request, guard);
        } else if (!screens.serve(request)) {
            router.handle(request);
        }
    }

    private void sweep() {
        long now = System.nanoTime();
        // Closing changes the map.
        for (ConnectionGuard guard : guards.values().toArray(new ConnectionGuard[0])) {
            guard.check(now);
        }
        loop.desk().sweep();
        door.sweep(now);
        events.sweep(now);
        grpc.ifPresent(open -> open.sweep(now));
        binance.sweep(now);
    }

    private void refuse(RoutingContext context, Refusal refusal, String detail) {
        if (!context.response().ended() && !context.response().closed()) {
            HttpCarrier.refuse(context.response(), Problem.of(refusal, detail), sequence());
        }
    }

    /** Handlers answer for themselves; what fails otherwise is the reading of a body. */
    private void bodyFailed(RoutingContext context) {
        if (context.response().closed()) {
            // Whoever is gone gets no answer, and that is no failure of ours.
            return;
        }
        if (context.failure() == null || context.failure() instanceof HttpException) {
            context.next();
            return;
        }
        context.response().putHeader("Connection", "close");
        refuse(context, Refusal.REQUEST_INVALID, "Send a body as its headers say");
    }

    private void refuseMalformed(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Problem problem = cause instanceof TooLongHttpLineException
                ? Problem.of(Refusal.URI_TOO_LONG, "Use a shorter address")
                : cause instanceof TooLongHttpHeaderException
                        ? Problem.of(Refusal.HEADERS_TOO_LARGE, "Send fewer headers")
                        : Problem.of(Refusal.REQUEST_INVALID, "Send valid HTTP/1.1");
        request.response().putHeader("Connection", "close");
        HttpCarrier.refuse(request.response(), problem, sequence());
        request.connection().close();
    }

    private long sequence() {
        return venue.view().sequence();
    }
}
