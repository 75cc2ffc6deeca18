package io.rialto.gateway;

import io.rialto.auditor.AuditSource;
import io.rialto.history.ReadableHistory;
import io.rialto.identity.Identity;
import io.rialto.sequencer.CommandClient;
import io.rialto.view.ViewHost;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The venue's front door: REST under {@code /api/v1}, the stream at {@code /api/v1/stream}, and the
 * screens. It holds no money and decides nothing that the engine decides; any number of gateways serve one
 * venue. What it is given it does not close.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Gateway.class.getName());
    private static final int START_SECONDS = 30;

    private final GatewayConfig config;
    private final Vertx vertx;
    private final StreamHub hub;
    private final BinanceHub binance;
    private final MarketDesk marketData;
    private final Front front;

    private Gateway(
            GatewayConfig config,
            Vertx vertx,
            StreamHub hub,
            BinanceHub binance,
            MarketDesk marketData,
            Front front) {
        this.config = config;
        this.vertx = vertx;
        this.hub = hub;
        this.binance = binance;
        this.marketData = marketData;
        this.front = front;
    }

    /**
     * Opens the door; returns when it is open.
     *
     * @param client the way to the engine, under the gateway id of {@code config}
     * @param view a started host; it shows what clients are told
     * @param history started; what a client asks of the past
     * @param audit what the venue's auditor says, wherever it runs
     * @throws GatewayStartException if the address cannot be listened at
     */
    public static Gateway start(
            GatewayConfig config,
            CommandClient client,
            ViewHost view,
            ReadableHistory history,
            AuditSource audit) {
        return open(config, client, view, Optional.of(history), audit, IdentityDoor.none());
    }

    /**
     * The same with identities, which may still be opening.
     *
     * @param identities fails if they cannot be opened; closed by whoever opened them
     */
    public static Gateway start(
            GatewayConfig config,
            CommandClient client,
            ViewHost view,
            ReadableHistory history,
            AuditSource audit,
            CompletableFuture<Identity> identities) {
        return open(
                config, client, view, Optional.of(history), audit, new IdentityDoor(identities));
    }

    /** The same without a history, whose questions are refused, and without an auditor. */
    public static Gateway start(GatewayConfig config, CommandClient client, ViewHost view) {
        return open(config, client, view, Optional.empty(), Optional::empty, IdentityDoor.none());
    }

    /** The same with whatever there is of a history. */
    static Gateway open(
            GatewayConfig config,
            CommandClient client,
            ViewHost view,
            Optional<ReadableHistory> history,
            AuditSource audit,
            IdentityDoor identities) {
        GatewayMetrics metrics = new GatewayMetrics();
        RequestGate gate = new RequestGate(config.profiles(), config.sharing());
        // Before all that tells of it.
        MarketDesk marketData = MarketDesk.start(view, history);
        RecentEvents recent = new RecentEvents();
        view.addListener(recent).join();
        Venue venue = new Venue(
                config,
                client,
                view,
                history,
                audit,
                marketData,
                recent,
                gate,
                new Authenticator(view.directory(), gate, identities, config.sharing()),
                identities,
                new GatewayClock(),
                metrics,
                new BinanceListenKeys(System::currentTimeMillis));
        metrics.gauge("rialto.gateway.view.sequence", "Last event shown", view::sequence);
        metrics.gauge(
                "rialto.gateway.view.lag",
                "Events answered and not yet shown",
                () -> Math.max(0, venue.clock().sequence() - view.sequence()));
        history.ifPresent(stored -> {
            metrics.gauge("rialto.gateway.history.sequence", "Last event stored", stored::sequence);
            metrics.gauge(
                    "rialto.gateway.history.away",
                    "1 while there is no history to ask",
                    () -> stored.isAvailable() ? 0 : 1);
        });
        metrics.gauge(
                "rialto.gateway.connected",
                "1 while the venue answers",
                () -> client.isConnected() ? 1 : 0);
        metrics.gauge(
                "rialto.gateway.sharing.away",
                "1 while what gateways share cannot be reached",
                () -> config.sharing().isAway() ? 1 : 0);
        metrics.outward("redis", config.sharing()::breaker);
        metrics.outward("collector", config.tracing()::breaker);
        metrics.outward("provider", () -> identities.ready().flatMap(Identity::providerBreaker));
        metrics.outward("database", () -> identities.ready().map(Identity::databaseBreaker));
        VenueHealth.measure(metrics, client);
        venue.measureAudit();
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(config.eventLoops())
                // It is asked for no resources; who looks for some makes a folder that a kill
                // leaves behind.
                .setFileSystemOptions(new FileSystemOptions().setClassPathResolvingEnabled(false))
                .setPreferNativeTransport(true));
        StreamHub hub = new StreamHub(venue);
        BinanceHub binance = new BinanceHub(venue);
        try {
            hub.start();
            binance.start();
            return new Gateway(
                    config, vertx, hub, binance, marketData, listen(venue, vertx, hub, binance));
        } catch (RuntimeException failure) {
            hub.close();
            binance.close();
            marketData.close();
            await(vertx.close());
            throw failure;
        }
    }

    /** Listens; returns one of the event loops, which share the ports. */
    private static Front listen(Venue venue, Vertx vertx, StreamHub hub, BinanceHub binance) {
        Connections connections = Connections.within(venue.config().http());
        Screens screens = Screens.built();
        BinanceLimits binanceLimits = new BinanceLimits();
        List<Front> fronts = new ArrayList<>();
        await(vertx.deployVerticle(
                () -> {
                    Front front =
                            new Front(venue, connections, hub, screens, binanceLimits, binance);
                    fronts.add(front);
                    return front;
                },
                new DeploymentOptions().setInstances(venue.config().eventLoops())));
        return fronts.getFirst();
    }

    /** The port listened at. */
    public int port() {
        return front.port();
    }

    /** The port listened at for gRPC; empty for none. */
    public OptionalInt grpcPort() {
        return front.grpcPort();
    }

    /** Whether this program was built with the screens: a browser then finds them at the address. */
    public static boolean hasScreens() {
        return Screens.built().areThere();
    }

    /** Where clients reach it, without a path. */
    public String url() {
        return (config.tls().isPresent() ? "https://" : "http://") + config.host() + ":" + port();
    }

    /** Closes all connections, streams with a reason, and the door. */
    @Override
    public void close() {
        marketData.close();
        hub.close();
        binance.close();
        try {
            await(vertx.close());
        } catch (GatewayStartException failure) {
            LOG.log(Level.WARNING, "The gateway did not close cleanly", failure);
        }
    }

    private static void await(Future<?> future) {
        try {
            future.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(START_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failure) {
            Throwable cause = failure.getCause();
            String message =
                    cause instanceof TimeoutException ? "it took too long" : cause.getMessage();
            throw new GatewayStartException("The gateway cannot start: " + message, cause);
        }
    }
}
