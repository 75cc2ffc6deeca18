package io.rialto.gateway;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a gateway listens and what it allows. Start from {@link #standard()}.
 *
 * @param host address to listen at
 * @param port to listen at; 0 picks a free one
 * @param gatewayId as the sequencer's client was given it: tells own commands' events from others'
 * @param eventLoops threads that serve sockets
 * @param http limits of HTTP
 * @param stream limits of the stream
 * @param answerMillis after which a command's outcome is reported as unknown
 * @param viewWaitMillis how long a read waits for the view
 * @param profiles rate limits that a token's label can name; those named {@code user} and {@code
 *     administrator} are of whoever has no other
 * @param origins of web pages that may open a stream, beyond pages that this gateway itself served
 * @param grpcPort to listen at for gRPC; 0 picks a free one, empty for none
 * @param tracing where spans go
 * @param sharing what this gateway and others of the venue know together
 * @param pictures directory of pictures; empty for none
 * @param tls with which it listens; empty for plain HTTP
 */
public record GatewayConfig(
        String host,
        int port,
        int gatewayId,
        int eventLoops,
        HttpLimits http,
        StreamLimits stream,
        int answerMillis,
        int viewWaitMillis,
        List<LimitProfile> profiles,
        Set<String> origins,
        OptionalInt grpcPort,
        Tracing tracing,
        Sharing sharing,
        Optional<Path> pictures,
        Optional<TlsFiles> tls) {
    private static final int PORT_MAX = 65_535;
    private static final int GATEWAY_ID_MAX = 65_534;

    public GatewayConfig {
        profiles = List.copyOf(profiles);
        origins = Set.copyOf(origins);
        checkPort(port);
        grpcPort.ifPresent(GatewayConfig::checkPort);
        if (gatewayId < 1 || gatewayId > GATEWAY_ID_MAX) {
            throw new IllegalArgumentException(
                    "no gateway id %d; there are 1 to %d".formatted(gatewayId, GATEWAY_ID_MAX));
        }
        if (eventLoops < 1) {
            throw new IllegalArgumentException("a gateway needs an event loop");
        }
    }

    private static void checkPort(int port) {
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "no port %d; there are 1 to %d, and 0 for any".formatted(port, PORT_MAX));
        }
    }

    /** Loopback, port 8080, gateway 1. */
    public static GatewayConfig standard() {
        return new GatewayConfig(
                "127.0.0.1",
                8080,
                1,
                Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4),
                HttpLimits.STANDARD,
                StreamLimits.STANDARD,
                5_000,
                1_000,
                List.of(
                        LimitProfile.USER,
                        LimitProfile.ADMINISTRATOR,
                        LimitProfile.REPLAY,
                        LimitProfile.BENCH),
                Set.of(),
                OptionalInt.empty(),
                Tracing.OFF,
                Sharing.NONE,
                Optional.empty(),
                Optional.empty());
    }

    /** The same at another address. */
    public GatewayConfig listeningAt(String newHost, int newPort) {
        return changed(parts -> {
            parts.host = newHost;
            parts.port = newPort;
        });
    }

    /** The same as another gateway of the venue. */
    public GatewayConfig withGatewayId(int newGatewayId) {
        return changed(parts -> parts.gatewayId = newGatewayId);
    }

    /** The same with another time after which a command's outcome is unknown. */
    GatewayConfig withAnswerMillis(int millis) {
        return changed(parts -> parts.answerMillis = millis);
    }

    /** The same with another time that a read waits for the view. */
    GatewayConfig withViewWaitMillis(int millis) {
        return changed(parts -> parts.viewWaitMillis = millis);
    }

    /** The same with other limits. */
    public GatewayConfig withLimits(HttpLimits newHttp, StreamLimits newStream) {
        return changed(parts -> {
            parts.http = newHttp;
            parts.stream = newStream;
        });
    }

    /** The same with no more connections than so many, if that is less. */
    public GatewayConfig withConnectionsMax(int most) {
        return withLimits(
                new HttpLimits(
                        http.bodyBytesMax(),
                        http.headerBytesMax(),
                        http.lineBytesMax(),
                        http.requestMillis(),
                        http.idleMillis(),
                        http.connectionsPerAddressMax(),
                        Math.min(most, http.connectionsMax())),
                stream);
    }

    /** The same with as many event loops. */
    public GatewayConfig withEventLoops(int newEventLoops) {
        return changed(parts -> parts.eventLoops = newEventLoops);
    }

    /** The same with other pages allowed. */
    public GatewayConfig withOrigins(Set<String> newOrigins) {
        return changed(parts -> parts.origins = newOrigins);
    }

    /** The same with these profiles in place of those of the same names, or beside the others. */
    public GatewayConfig withProfiles(List<LimitProfile> newProfiles) {
        return changed(parts -> {
            Map<String, LimitProfile> byName = new LinkedHashMap<>();
            parts.profiles.forEach(profile -> byName.put(profile.name(), profile));
            newProfiles.forEach(profile -> byName.put(profile.name(), profile));
            parts.profiles = List.copyOf(byName.values());
        });
    }

    /** The same with a port for gRPC. */
    public GatewayConfig withGrpc(int newPort) {
        return changed(parts -> parts.grpcPort = OptionalInt.of(newPort));
    }

    /** The same with its spans told. */
    public GatewayConfig withTracing(Tracing newTracing) {
        return changed(parts -> parts.tracing = newTracing);
    }

    /** The same as one of several that know something together. */
    public GatewayConfig withSharing(Sharing newSharing) {
        return changed(parts -> parts.sharing = newSharing);
    }

    /** The same with pictures kept in a directory, which is made when there is one. */
    public GatewayConfig withPictures(Path directory) {
        return changed(parts -> parts.pictures = Optional.of(directory));
    }

    /** The same behind TLS. */
    public GatewayConfig withTls(TlsFiles files) {
        return changed(parts -> parts.tls = Optional.of(files));
    }

    private GatewayConfig changed(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return new GatewayConfig(
                parts.host,
                parts.port,
                parts.gatewayId,
                parts.eventLoops,
                parts.http,
                parts.stream,
                parts.answerMillis,
                parts.viewWaitMillis,
                parts.profiles,
                parts.origins,
                parts.grpcPort,
                parts.tracing,
                parts.sharing,
                parts.pictures,
                parts.tls);
    }

    /** What can be changed of a configuration. */
    private static final class Parts {
        private String host;
        private int port;
        private int gatewayId;
        private int eventLoops;
        private HttpLimits http;
        private StreamLimits stream;
        private int answerMillis;
        private int viewWaitMillis;
        private List<LimitProfile> profiles;
        private Set<String> origins;
        private OptionalInt grpcPort;
        private Tracing tracing;
        private Sharing sharing;
        private Optional<Path> pictures;
        private Optional<TlsFiles> tls;

        Parts(GatewayConfig from) {
            host = from.host;
            port = from.port;
            gatewayId = from.gatewayId;
            eventLoops = from.eventLoops;
            http = from.http;
            stream = from.stream;
            answerMillis = from.answerMillis;
            viewWaitMillis = from.viewWaitMillis;
            profiles = from.profiles;
            origins = from.origins;
            grpcPort = from.grpcPort;
            tracing = from.tracing;
            sharing = from.sharing;
            pictures = from.pictures;
            tls = from.tls;
        }
    }

    /**
     * What one HTTP connection may cost.
     *
     * @param bodyBytesMax of a request
     * @param headerBytesMax all of a request's headers
     * @param lineBytesMax the request line
     * @param requestMillis from a request's first byte, or the connection's opening, to its last
     * @param idleMillis a connection may do nothing
     * @param connectionsPerAddressMax from one address; loopback counts as well
     * @param connectionsMax in all
     */
    public record HttpLimits(
            int bodyBytesMax,
            int headerBytesMax,
            int lineBytesMax,
            int requestMillis,
            int idleMillis,
            int connectionsPerAddressMax,
            int connectionsMax) {
        /** 64 KiB bodies, 10 s for a request, 60 s idle, 1,024 connections from an address. */
        public static final HttpLimits STANDARD =
                new HttpLimits(65_536, 8_192, 4_096, 10_000, 60_000, 1_024, 16_384);
    }

    /**
     * What one stream may cost.
     *
     * @param messageBytesMax of what a client sends
     * @param waitingBytesMax written for a client that has not read it: more closes the connection
     * @param waitingBytesPerUserMax the same on all connections of a user: more closes the one
     *     for which it becomes that
     * @param subscriptionsMax at a time
     * @param authenticateMillis from the opening until the client must have signed in
     * @param heartbeatMillis without anything sent until a heartbeat is
     * @param idleMillis without anything received until the connection is closed
     * @param conflateMillis between two deltas of a conflated book
     * @param retainedUpdates private updates kept of each account, to resume from
     */
    public record StreamLimits(
            int messageBytesMax,
            int waitingBytesMax,
            long waitingBytesPerUserMax,
            int subscriptionsMax,
            int authenticateMillis,
            int heartbeatMillis,
            int idleMillis,
            int conflateMillis,
            int retainedUpdates) {
        /** 64 KiB messages, 4 MiB waiting, 16 of a user, 5 s heartbeats, deltas every 50 ms. */
        public static final StreamLimits STANDARD =
                new StreamLimits(65_536, 4 << 20, 16 << 20, 64, 5_000, 5_000, 120_000, 50, 1_024);
    }
}
