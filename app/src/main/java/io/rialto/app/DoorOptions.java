package io.rialto.app;

import io.rialto.gateway.GatewayConfig;
import io.rialto.gateway.GatewayConfig.HttpLimits;
import io.rialto.gateway.GatewayConfig.StreamLimits;
import io.rialto.gateway.LimitProfile;
import io.rialto.gateway.RedisSharing;
import io.rialto.gateway.TlsFiles;

import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code rialto up} is told of the front door: where it listens, to whom, how much it takes. */
final class DoorOptions {
    private static final int MILLIS = 1_000;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = VenueConfig.LOOPBACK,
            description = "Address to listen at (default: ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port to listen at; 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--grpc-port",
            paramLabel = "N",
            description = "Port to listen at for gRPC; 0 for any free one (default: no gRPC).")
    private Integer grpcPort;

    @Option(
            names = "--gateway-id",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Tells this gateway from others of the venue (default: ${DEFAULT-VALUE}).")
    private int gatewayId;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "Listens with TLS, under this certificate and those after it (PEM). Read"
                    + " again when it changes.")
    private Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            description = "Its key (PEM, PKCS #8, not encrypted).")
    private Path key;

    @Option(
            names = "--tls-clients",
            paramLabel = "FILE",
            description = "Lets in only who shows a certificate that one of these roots vouches for"
                    + " (PEM).")
    private Path clients;

    @Option(
            names = "--allow-origin",
            paramLabel = "URL",
            split = ",",
            description = "Web pages of other origins that may open a stream (default: none).")
    private List<String> origins = List.of();

    @Option(
            names = "--limit",
            paramLabel = "NAME=A/B/C/D/E/F",
            split = ",",
            description =
                    "A profile of limits: commands a second, at once, expensive requests a minute,"
                            + " commands unanswered; streams and subscriptions, if not as many as"
                            + " a user's. user and administrator are of all without another"
                            + " (default: user=100/1000/180/256/64/1024,"
                            + "administrator=1000/10000/1800/1024/640/10240).")
    private List<String> limits = List.of();

    @Option(
            names = "--body-max",
            paramLabel = "BYTES",
            defaultValue = "65536",
            description = "Body of a request, message of a stream (default: ${DEFAULT-VALUE}).")
    private int bodyBytes;

    @Option(
            names = "--request-seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "From a request's first byte to its last (default: ${DEFAULT-VALUE}).")
    private int requestSeconds;

    @Option(
            names = "--idle-seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "A connection that asks nothing is closed; a stream after twice as long"
                    + " (default: ${DEFAULT-VALUE}).")
    private int idleSeconds;

    @Option(
            names = "--connections-max",
            paramLabel = "N",
            defaultValue = "16384",
            description = "Connections open, fewer where the process may have fewer files (default:"
                    + " ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--connections-per-address",
            paramLabel = "N",
            defaultValue = "1024",
            description = "Connections open from one address (default: ${DEFAULT-VALUE}).")
    private int connectionsPerAddress;

    @Option(
            names = "--subscriptions-max",
            paramLabel = "N",
            defaultValue = "64",
            description = "Subscriptions of one stream (default: ${DEFAULT-VALUE}).")
    private int subscriptions;

    @Option(
            names = "--unread-per-user",
            paramLabel = "MIB",
            defaultValue = "16",
            description = "What all streams of a user may have been sent and not read; 4 MiB each"
                    + " (default: ${DEFAULT-VALUE}).")
    private int unreadPerUser;

    @Option(
            names = "--redis",
            paramLabel = "URL",
            description = "Where the gateways of a venue share limits and seen signatures:"
                    + " redis://… (default: each has its own). Better in RIALTO_REDIS, as a"
                    + " password may be in it.")
    private String redis;

    /** The Redis that gateways share; empty for none. */
    Optional<String> redis() {
        Optional<String> url = Optional.ofNullable(redis).filter(text -> !text.isBlank());
        url.ifPresent(RedisSharing::check);
        return url;
    }

    /**
     * What the options say.
     *
     * @throws IllegalArgumentException when they do not go together or are out of range
     */
    GatewayConfig config() {
        GatewayConfig config = GatewayConfig.standard()
                .listeningAt(host, port)
                .withGatewayId(gatewayId)
                .withLimits(http(), stream())
                .withOrigins(Set.copyOf(origins))
                .withProfiles(limits.stream().map(LimitProfile::parse).toList());
        GatewayConfig withGrpc = grpcPort == null ? config : config.withGrpc(grpcPort);
        return tls().map(withGrpc::withTls).orElse(withGrpc);
    }

    private HttpLimits http() {
        HttpLimits standard = HttpLimits.STANDARD;
        return new HttpLimits(
                positive("--body-max", bodyBytes),
                standard.headerBytesMax(),
                standard.lineBytesMax(),
                millis("--request-seconds", requestSeconds),
                millis("--idle-seconds", idleSeconds),
                positive("--connections-per-address", connectionsPerAddress),
                positive("--connections-max", connections));
    }

    private StreamLimits stream() {
        StreamLimits standard = StreamLimits.STANDARD;
        return new StreamLimits(
                bodyBytes,
                standard.waitingBytesMax(),
                (long) positive("--unread-per-user", unreadPerUser) << 20,
                positive("--subscriptions-max", subscriptions),
                standard.authenticateMillis(),
                standard.heartbeatMillis(),
                2 * millis("--idle-seconds", idleSeconds),
                standard.conflateMillis(),
                standard.retainedUpdates());
    }

    private Optional<TlsFiles> tls() {
        if (certificate == null && key == null && clients == null) {
            return Optional.empty();
        }
        if (certificate == null || key == null) {
            throw new IllegalArgumentException("TLS needs both --tls-certificate and --tls-key");
        }
        TlsFiles files = new TlsFiles(certificate, key, Optional.ofNullable(clients));
        files.all().filter(file -> !Files.isReadable(file)).findFirst().ifPresent(file -> {
            throw new IllegalArgumentException("TLS: there is no file " + file + " to read");
        });
        return Optional.of(files);
    }

    private static int millis(String option, int seconds) {
        if (seconds > Integer.MAX_VALUE / MILLIS / 2) {
            throw new IllegalArgumentException(option + " is too long");
        }
        return MILLIS * positive(option, seconds);
    }

    private static int positive(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " is at least 1, not " + value);
        }
        return value;
    }
}
