package io.rialto.app;

import io.rialto.sequencer.Durability;
import io.rialto.sequencer.Upkeep;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a process of a venue is to do.
 *
 * @param data directory of everything that must survive; the same for all processes
 * @param host address that the gateway listens at
 * @param port that the gateway listens at; 0 for any free one
 * @param roles what this process does
 * @param durability what an answer promises
 * @param aeron where the engine's process shares memory with the others; a place of its own for
 *     each data directory unless given
 * @param gatewayId tells this gateway from the venue's others
 * @param snapshotLogBytes the engine takes a snapshot whenever its log has grown by as much
 * @param upkeep how much the engine keeps, and for whom
 * @param identity how the gateway's people are kept
 */
record VenueConfig(
        Path data,
        String host,
        int port,
        Set<Roles> roles,
        Durability durability,
        Optional<Path> aeron,
        int gatewayId,
        long snapshotLogBytes,
        Upkeep upkeep,
        IdentityPart identity) {
    static final String LOOPBACK = "127.0.0.1";
    static final long SNAPSHOT_LOG_BYTES = 256L << 20;
    private static final int PORT_MAX = 65_535;
    private static final int GATEWAY_ID_MAX = 65_534;

    VenueConfig {
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException(
                    "no port %d; there are 1 to %d, and 0 for any".formatted(port, PORT_MAX));
        }
        if (gatewayId < 1 || gatewayId > GATEWAY_ID_MAX) {
            throw new IllegalArgumentException(
                    "no gateway id %d; there are 1 to %d".formatted(gatewayId, GATEWAY_ID_MAX));
        }
        if (snapshotLogBytes <= 0) {
            throw new IllegalArgumentException("a snapshot needs some log before it");
        }
    }

    /** All roles on this machine. */
    static VenueConfig local(Path data, int port, Durability durability) {
        return new VenueConfig(
                data,
                LOOPBACK,
                port,
                EnumSet.allOf(Roles.class),
                durability,
                Optional.empty(),
                1,
                SNAPSHOT_LOG_BYTES,
                Upkeep.standard(),
                IdentityPart.inBox());
    }

    boolean does(Roles role) {
        return roles.contains(role);
    }
}
