package io.rialto.app;

import io.rialto.auditor.AuditFileReader;
import io.rialto.auditor.AuditSource;
import io.rialto.engine.EngineLimits;
import io.rialto.gateway.GatewayConfig;
import io.rialto.gateway.RedisSharing;
import io.rialto.gateway.Sharing;
import io.rialto.gateway.Tracing;
import io.rialto.history.HistoryReader;
import io.rialto.history.ReadableHistory;
import io.rialto.history.Retention;
import io.rialto.sequencer.AeronCommandClient;
import io.rialto.sequencer.AeronEventStream;
import io.rialto.sequencer.ClientConfig;
import io.rialto.sequencer.CommandClient;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.EventStream;
import io.rialto.sequencer.MachineFactory;
import io.rialto.sequencer.NodeConfig;
import io.rialto.sequencer.Upkeep;
import io.rialto.sequencer.VenueNode;

import org.agrona.CloseHelper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The wiring diagram: which parts a process of the venue has, and who is given whom. Parts are
 * started from the log outwards and closed in reverse.
 */
final class Venue implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Venue.class.getName());

    /** Who trades through the front door of the engine's own process wakes it. */
    private static final long WOKEN_SLEEP_NANOS_MAX = 8_000_000;

    /** How long a process waits for an engine in another before it says that it waits. */
    private static final Duration ENGINE_WAIT = Duration.ofSeconds(2);

    /** How long the view may take to catch up with the engine before the process says it is up. */
    private static final Duration VIEW_WAIT = Duration.ofMinutes(5);

    private final VenueConfig config;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CompletableFuture<String> failed = new CompletableFuture<>();
    private final EventStream events;
    private final Optional<Traces> traces;
    private Runnable wakeEngine = () -> {};
    private volatile boolean isLive;
    private Optional<VenueNode> engine = Optional.empty();
    private Optional<String> firstToken = Optional.empty();
    private Optional<GatewayRole> gateway = Optional.empty();
    private Optional<IdentityOpening> people = Optional.empty();
    private boolean hasReachedEngine;

    private Venue(VenueConfig config) {
        this.config = config;
        events = new AeronEventStream(this::aeronDirectory, config.data());
        traces = config.traces().collector().map(to -> opened(new Traces(config.traces())));
    }

    /**
     * Starts the roles of the configuration and returns when they serve, or wait for an engine that
     * is not there.
     *
     * @throws io.rialto.sequencer.DataDirectoryException when the data directory cannot be used
     * @throws io.rialto.history.HistoryException when another process keeps the history already
     * @throws io.rialto.gateway.GatewayStartException when the address cannot be listened at
     * @throws Main.StartException when the process may have too few files open
     */
    static Venue start(VenueConfig config) {
        FileHandles.check();
        Venue venue = new Venue(config);
        try {
            venue.startRoles();
            return venue;
        } catch (RuntimeException | Error failure) {
            venue.close();
            throw failure;
        }
    }

    private void startRoles() {
        // The history's database opens while the engine replays its log.
        Optional<CompletableFuture<HistoryRole>> opening = config.does(Roles.HISTORY)
                ? Optional.of(CompletableFuture.supplyAsync(this::openHistory))
                : Optional.empty();
        if (config.does(Roles.ENGINE)) {
            try {
                startEngine();
            } catch (RuntimeException | Error failure) {
                opening.ifPresent(Venue::discard);
                throw failure;
            }
        }
        Optional<HistoryRole> history = opening.map(Venue::joined).map(this::opened);
        history.ifPresent(HistoryRole::start);
        Optional<AuditorRole> auditor = config.does(Roles.AUDITOR)
                ? Optional.of(opened(new AuditorRole(config.data(), events, this::auditorFailed)))
                : Optional.empty();
        if (config.does(Roles.GATEWAY)) {
            startGateway(history, auditor);
        }
        // What it reads at first is not to be read while others wait to be told that we are up.
        auditor.ifPresent(AuditorRole::start);
        // Last: what the token opens is there when it is told.
        engine.ifPresent(this::bootstrap);
        people.ifPresent(IdentityOpening::beginAndCheck);
    }

    // Why the engine does not start is what counts, and may be why the history does not open.
    private static void discard(CompletableFuture<HistoryRole> opening) {
        var _ = opening.handle((history, failure) -> {
            CloseHelper.quietClose(history);
            return null;
        });
    }

    private static HistoryRole joined(CompletableFuture<HistoryRole> opening) {
        try {
            return opening.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    private void startEngine() {
        NodeConfig standard = NodeConfig.of(config.data())
                .withDurability(config.durability())
                .withSnapshots(config.snapshotLogBytes(), true)
                .withUpkeep(upkeep());
        if (config.does(Roles.GATEWAY)) {
            standard = standard.withSleepNanosMax(WOKEN_SLEEP_NANOS_MAX);
        }
        NodeConfig node = config.aeron().map(standard::withAeronDirectory).orElse(standard);
        MachineFactory machines = EngineMachine.factory(EngineLimits.defaults());
        VenueNode started = opened(VenueNode.start(
                node,
                traces.map(to -> TracedMachine.factory(machines, to, () -> isLive))
                        .orElse(machines)));
        isLive = true;
        wakeEngine = started::wake;
        hasReachedEngine = true;
        engine = Optional.of(started);
    }

    /** The first administrator is known to the front door when its token is told. */
    private void bootstrap(VenueNode node) {
        try {
            if (mayLive() && !FirstStart.hasBegun(config.data())) {
                LivingVenue.found(config.data());
            }
            firstToken = FirstStart.bootstrap(config.data(), client());
            if (mayLive() && firstToken.isPresent()) {
                LivingVenue.keep(config.data(), firstToken.get());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        gateway.ifPresent(door -> door.shown(node.sequence(), VIEW_WAIT).join());
    }

    /** Where the engine's process shares memory, as far as one can know now. */
    private Path aeronDirectory() {
        return config.aeron().orElseGet(() -> VenueNode.aeronDirectory(config.data()));
    }

    private ClientConfig client() {
        return ClientConfig.local(config.door().gatewayId(), this::aeronDirectory)
                .withWakeVenue(wakeEngine);
    }

    private HistoryRole openHistory() {
        HistoryPart told = config.history();
        HistoryPart kept = isDemo() && told.retention().equals(Retention.NONE)
                ? new HistoryPart(told.store(), LivingVenue.RETENTION)
                : told;
        return HistoryRole.open(kept, events, traces, this::fail);
    }

    /** Whether nobody but simulated traders can have made what there is so far, or will be there. */
    private boolean isDemo() {
        return mayLive()
                && (LivingVenue.isThere(config.data()) || !FirstStart.hasBegun(config.data()));
    }

    /** What simulated traders do is not kept for good unless somebody says for how long. */
    private Upkeep upkeep() {
        Upkeep told = config.upkeep();
        return isDemo() && told.eventRetention().isZero()
                ? told.keeping(told.consumerBytesMax(), LivingVenue.EVENT_RETENTION)
                : told;
    }

    /** A venue goes on unwatched, with the alarm on; a process that only watches ends. */
    private void auditorFailed(String reason) {
        if (config.roles().size() == 1) {
            fail(reason);
        }
    }

    private void startGateway(Optional<HistoryRole> history, Optional<AuditorRole> auditor) {
        EngineWatch watch = new EngineWatch(this::fail);
        AeronCommandClient commands = opened(AeronCommandClient.launch(client(), watch));
        ReadableHistory past = history.map(own -> (ReadableHistory) own)
                .orElseGet(() -> opened(HistoryReader.open(config.history().store())));
        AuditSource audit = auditor.map(own -> (AuditSource) own)
                .orElseGet(() -> new AuditFileReader(config.data()));
        GatewayConfig door = config.door()
                .withConnectionsMax(FileHandles.connectionsMax())
                .withTracing(traces.map(to -> (Tracing) to).orElse(Tracing.OFF))
                .withSharing(sharing());
        IdentityOpening identities =
                opened(new IdentityOpening(config.identity(), config.data(), this::fail));
        people = Optional.of(identities);
        GatewayRole role = opened(GatewayRole.start(
                door, commands, events, past, audit, identities.identity(), traces, this::fail));
        opened(watch::closing);
        gateway = Optional.of(role);
        awaitEngine(watch, commands, role);
    }

    private Sharing sharing() {
        return config.redis()
                .map(url -> (Sharing)
                        opened(RedisSharing.open(url, () -> IdentityPart.venueIdOf(config.data()))))
                .orElse(Sharing.NONE);
    }

    private void awaitEngine(EngineWatch watch, CommandClient commands, GatewayRole role) {
        try {
            watch.reached().get(ENGINE_WAIT.toNanos(), TimeUnit.NANOSECONDS);
            hasReachedEngine = true;
            role.shown(commands.openedAtSequence(), VIEW_WAIT).join();
        } catch (TimeoutException notThere) {
            watch.expect();
        } catch (CompletionException | ExecutionException failure) {
            throw new Main.StartException(
                    "the gateway's view does not catch up: " + failure.getMessage(), failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    // Over TLS they would have to believe a certificate that somebody else gave: not theirs to
    // judge.
    private boolean mayLive() {
        return config.living()
                && config.does(Roles.ENGINE)
                && config.does(Roles.GATEWAY)
                && config.door().tls().isEmpty();
    }

    /** Whether simulated traders trade once {@link #enliven} is called. */
    boolean isLiving() {
        return mayLive() && LivingVenue.isThere(config.data());
    }

    /** Lets the simulated traders in, if the venue has any. */
    void enliven() {
        if (isLiving()) {
            opened(new LivingVenue(config.data(), URI.create(url()))).start();
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private void fail(String reason) {
        failed.complete(reason);
    }

    /** The administrator's token, if nobody has been told it yet: see {@link #firstTokenTold}. */
    Optional<String> firstToken() {
        return firstToken;
    }

    /** The token has been shown, or put where it will be found: no later start tells it. */
    void firstTokenTold() {
        FirstStart.told(config.data());
    }

    /** Where the gateway of this process is reached; empty without one. */
    String url() {
        return gateway.map(GatewayRole::url).orElse("");
    }

    /** Where the gateway of this process listens for gRPC; empty if it does not. */
    OptionalInt grpcPort() {
        return gateway.map(GatewayRole::grpcPort).orElse(OptionalInt.empty());
    }

    /** Whether the engine is in this process, or has been reached. */
    boolean hasReachedEngine() {
        return hasReachedEngine;
    }

    /** Completes with the reason when a part has ended by itself: the process cannot serve any more. */
    CompletableFuture<String> failed() {
        return failed;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception failure) {
                LOG.log(Level.WARNING, "while closing " + part.getClass().getSimpleName(), failure);
            }
        }
    }
}
