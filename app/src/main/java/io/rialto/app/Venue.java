package io.rialto.app;

import io.rialto.engine.EngineLimits;
import io.rialto.gateway.Gateway;
import io.rialto.gateway.GatewayConfig;
import io.rialto.history.History;
import io.rialto.sequencer.AeronCommandClient;
import io.rialto.sequencer.AeronEventStream;
import io.rialto.sequencer.ClientConfig;
import io.rialto.sequencer.CommandClientListener;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.EventReader;
import io.rialto.sequencer.EventStream;
import io.rialto.sequencer.NodeConfig;
import io.rialto.sequencer.VenueNode;
import io.rialto.view.FrameSource;
import io.rialto.view.VenueView;
import io.rialto.view.ViewHost;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The wiring diagram: which parts a process of the venue has, and who is given whom. Parts are
 * started from the log outwards and closed in reverse.
 */
final class Venue implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Venue.class.getName());
    private static final String HISTORY_CONSUMER = "history";

    private final VenueConfig config;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CompletableFuture<String> failed = new CompletableFuture<>();
    private Path aeron;
    private Runnable wakeEngine = () -> {};
    private Optional<String> firstToken = Optional.empty();
    private Optional<History> history = Optional.empty();
    private Optional<Gateway> gateway = Optional.empty();

    private Venue(VenueConfig config) {
        this.config = config;
    }

    /**
     * Starts the roles of the configuration and returns when they serve.
     *
     * @throws io.rialto.sequencer.DataDirectoryException when the data directory cannot be used
     * @throws io.rialto.gateway.GatewayStartException when the address cannot be listened at
     */
    static Venue start(VenueConfig config) {
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
        NodeConfig node = nodeConfig();
        aeron = node.aeronDirectory();
        if (config.does(Roles.ENGINE)) {
            VenueNode engine =
                    opened(VenueNode.start(node, EngineMachine.factory(EngineLimits.defaults())));
            wakeEngine = engine::wake;
        }
        EventStream events = opened(new AeronEventStream(aeron, config.data()));
        if (config.does(Roles.HISTORY)) {
            history = Optional.of(startHistory(events));
        }
        if (config.does(Roles.GATEWAY)) {
            gateway = Optional.of(startGateway(events));
        }
        if (config.does(Roles.ENGINE)) {
            // Last: a token that is made and then not told, as the start fails, is lost for good.
            firstToken = FirstStart.bootstrap(config.data(), client());
        }
    }

    private NodeConfig nodeConfig() {
        NodeConfig node = NodeConfig.of(config.data()).withDurability(config.durability());
        return config.aeron().map(node::withAeronDirectory).orElse(node);
    }

    private ClientConfig client() {
        return ClientConfig.local(config.gatewayId(), aeron).withWakeVenue(wakeEngine);
    }

    private History startHistory(EventStream events) {
        History store = opened(History.open(config.data()));
        EventReader reader = events.open(HISTORY_CONSUMER, store.sequence(), store.chain());
        opened(reader);
        store.start(source(reader), error -> fail("the history", error));
        return store;
    }

    private Gateway startGateway(EventStream events) {
        VenueView view = new VenueView();
        events.newestSnapshot().ifPresent(snapshot -> snapshot.read(view::onStateRecord));
        String consumer = "gateway-" + config.gatewayId();
        EventReader reader = opened(events.open(consumer, view.sequence(), view.chain()));
        ViewHost host =
                opened(new ViewHost(view, source(reader), error -> fail("the view", error)));
        host.start();
        AeronCommandClient commands =
                opened(AeronCommandClient.launch(client(), new ClientLog(this)));
        GatewayConfig door = GatewayConfig.standard()
                .withGatewayId(config.gatewayId())
                .listeningAt(config.host(), config.port());
        return opened(
                history.isPresent()
                        ? Gateway.start(door, commands, host, history.get())
                        : Gateway.start(door, commands, host));
    }

    private static FrameSource source(EventReader reader) {
        return (handler, framesMax) -> reader.poll(handler::onFrame, framesMax);
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private void fail(String what, Throwable error) {
        LOG.log(Level.ERROR, what + " has ended", error);
        failed.complete(what + " has ended: " + error.getMessage());
    }

    /** The administrator's token, if this start made it. */
    Optional<String> firstToken() {
        return firstToken;
    }

    /** Where the gateway of this process is reached; empty without one. */
    String url() {
        return gateway.map(Gateway::url).orElse("");
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

    /** Says when the engine comes and goes. */
    private record ClientLog(Venue venue) implements CommandClientListener {
        @Override
        public void onDisconnected(String reason) {
            LOG.log(Level.WARNING, "the engine cannot be reached: {0}", reason);
        }

        @Override
        public void onStopped(String reason) {
            venue.failed.complete("the engine does not accept this gateway any more: " + reason);
        }

        @Override
        public void onError(Throwable error) {
            LOG.log(Level.DEBUG, "on the way to the engine", error);
        }
    }
}
