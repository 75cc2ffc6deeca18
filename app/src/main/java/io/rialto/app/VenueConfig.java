package io.rialto.app;

import io.rialto.gateway.GatewayConfig;
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
 * @param door where the gateway listens, and how much it takes
 * @param roles what this process does
 * @param durability what an answer promises
 * @param aeron where the engine's process shares memory with the others; a place of its own for
 *     each data directory unless given
 * @param snapshotLogBytes the engine takes a snapshot whenever its log has grown by as much
 * @param upkeep how much the engine keeps, and for whom
 * @param identity how the gateway's people are kept
 * @param living whether simulated traders trade, if this process has engine and gateway
 * @param traces where traces go
 * @param redis what gateways share; empty where each goes by what it knows itself
 * @param history how the history is kept
 */
record VenueConfig(
        Path data,
        GatewayConfig door,
        Set<Roles> roles,
        Durability durability,
        Optional<Path> aeron,
        long snapshotLogBytes,
        Upkeep upkeep,
        IdentityPart identity,
        boolean living,
        TracePart traces,
        Optional<String> redis,
        HistoryPart history) {
    static final String LOOPBACK = "127.0.0.1";
    static final long SNAPSHOT_LOG_BYTES = 256L << 20;
    private static final String PICTURES = "pictures";

    VenueConfig {
        if (snapshotLogBytes <= 0) {
            throw new IllegalArgumentException("a snapshot needs some log before it");
        }
        if (door.pictures().isEmpty()) {
            door = door.withPictures(data.resolve(PICTURES));
        }
    }

    /** All roles on this machine, without simulated traders. */
    static VenueConfig local(Path data, int port, Durability durability) {
        return new VenueConfig(
                data,
                GatewayConfig.standard().listeningAt(LOOPBACK, port),
                EnumSet.allOf(Roles.class),
                durability,
                Optional.empty(),
                SNAPSHOT_LOG_BYTES,
                Upkeep.standard(),
                IdentityPart.inBox(),
                false,
                TracePart.NONE,
                Optional.empty(),
                HistoryPart.inBox(data));
    }

    boolean does(Roles role) {
        return roles.contains(role);
    }
}
