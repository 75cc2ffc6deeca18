package io.rialto.sequencer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How a node runs.
 *
 * @param data directory of everything that must survive
 * @param durability what an answer promises
 * @param aeronDirectory where the media driver shares memory with its clients; emptied at start
 * @param host name or address at which other machines reach this node
 * @param basePort first of five UDP ports in a row; 0 for any free ones
 * @param memberId this node's number, from 0
 * @param members all nodes in Aeron Cluster's notation; empty for this one alone
 * @param sessionsMax gateways connected at a time
 * @param sleepNanosMax how long an idle thread sleeps at most
 * @param snapshotLogBytes a snapshot is taken whenever the log has grown by as much
 * @param snapshotOnClose whether an orderly close takes one, for a quicker start
 * @param startDeadline how long a start may take, replaying the log included
 * @param fatalHandler ends the process when the node may not go on
 * @param upkeep how much is kept, and for whom
 */
public record NodeConfig(
        Path data,
        Durability durability,
        Path aeronDirectory,
        String host,
        int basePort,
        int memberId,
        String members,
        int sessionsMax,
        long sleepNanosMax,
        long snapshotLogBytes,
        boolean snapshotOnClose,
        Duration startDeadline,
        FatalHandler fatalHandler,
        Upkeep upkeep) {
    private static final int PORTS = 5;

    public NodeConfig {
        Objects.requireNonNull(data);
        Objects.requireNonNull(durability);
        Objects.requireNonNull(aeronDirectory);
        Objects.requireNonNull(host);
        Objects.requireNonNull(members);
        Objects.requireNonNull(startDeadline);
        Objects.requireNonNull(fatalHandler);
        Objects.requireNonNull(upkeep);
        require(basePort >= 0 && basePort <= 65536 - PORTS, "base port", basePort);
        require(memberId >= 0, "member id", memberId);
        require(sessionsMax > 0, "sessions", sessionsMax);
        require(sleepNanosMax >= 1_000, "longest sleep in nanoseconds", sleepNanosMax);
        require(snapshotLogBytes >= 1 << 16, "log bytes between snapshots", snapshotLogBytes);
    }

    /** One node with the usual settings. */
    public static NodeConfig of(Path data) {
        return new NodeConfig(
                data,
                Durability.DISK,
                DriverDirectory.defaultFor(data),
                "localhost",
                0,
                0,
                "",
                128,
                4_000_000,
                256L << 20,
                true,
                Duration.ofMinutes(10),
                FatalHandler.halt(),
                Upkeep.standard());
    }

    public NodeConfig withDurability(Durability value) {
        return changed(parts -> parts.durability = value);
    }

    public NodeConfig withAeronDirectory(Path value) {
        return changed(parts -> parts.aeronDirectory = value);
    }

    /** As one of several nodes. */
    public NodeConfig withMembers(int id, String all) {
        return changed(parts -> {
            parts.memberId = id;
            parts.members = all;
        });
    }

    public NodeConfig withAddress(String newHost, int newBasePort) {
        return changed(parts -> {
            parts.host = newHost;
            parts.basePort = newBasePort;
        });
    }

    public NodeConfig withSnapshots(long logBytes, boolean onClose) {
        return changed(parts -> {
            parts.snapshotLogBytes = logBytes;
            parts.snapshotOnClose = onClose;
        });
    }

    public NodeConfig withStartDeadline(Duration value) {
        return changed(parts -> parts.startDeadline = value);
    }

    public NodeConfig withFatalHandler(FatalHandler value) {
        return changed(parts -> parts.fatalHandler = value);
    }

    /** For a node that whoever sends to it wakes: see {@link VenueNode#wake}. */
    public NodeConfig withSleepNanosMax(long value) {
        return changed(parts -> parts.sleepNanosMax = value);
    }

    public NodeConfig withUpkeep(Upkeep value) {
        return changed(parts -> parts.upkeep = value);
    }

    private NodeConfig changed(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return new NodeConfig(
                data,
                parts.durability,
                parts.aeronDirectory,
                parts.host,
                parts.basePort,
                parts.memberId,
                parts.members,
                sessionsMax,
                parts.sleepNanosMax,
                parts.snapshotLogBytes,
                parts.snapshotOnClose,
                parts.startDeadline,
                parts.fatalHandler,
                parts.upkeep);
    }

    /** What can be changed of a configuration. */
    private static final class Parts {
        private Durability durability;
        private Path aeronDirectory;
        private String host;
        private int basePort;
        private int memberId;
        private String members;
        private long sleepNanosMax;
        private long snapshotLogBytes;
        private boolean snapshotOnClose;
        private Duration startDeadline;
        private FatalHandler fatalHandler;
        private Upkeep upkeep;

        Parts(NodeConfig from) {
            durability = from.durability;
            aeronDirectory = from.aeronDirectory;
            host = from.host;
            basePort = from.basePort;
            memberId = from.memberId;
            members = from.members;
            sleepNanosMax = from.sleepNanosMax;
            snapshotLogBytes = from.snapshotLogBytes;
            snapshotOnClose = from.snapshotOnClose;
            startDeadline = from.startDeadline;
            fatalHandler = from.fatalHandler;
            upkeep = from.upkeep;
        }
    }

    /** Whether this node is the whole cluster. */
    boolean isAlone() {
        return members.isEmpty();
    }

    private static void require(boolean condition, String what, long value) {
        if (!condition) {
            throw new IllegalArgumentException("Out of range: " + what + " " + value);
        }
    }
}
