package io.rialto.sequencer;

import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.checksum.Checksums;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.PriorityHeapTimerServiceSupplier;
import io.aeron.cluster.service.ClusterClock;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;

import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.NoOpLock;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The settings of a node's four parts. Chosen for few threads, a small footprint and a quick
 * start; where a figure stands, it was measured on two cores.
 */
final class NodeContexts {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;

    /** A disk in a bad patch syncs for seconds; the archive's thread is not dead for that. */
    private static final Duration CLIENT_LIVENESS = Duration.ofSeconds(30);

    private static final String IPC = "aeron:ipc";

    private final NodeConfig config;
    private final NodeMembers members;
    private final DataDirectory data;
    private final Wakeup wakeup;
    private final ErrorPolicy errors;

    NodeContexts(
            NodeConfig config,
            NodeMembers members,
            DataDirectory data,
            Wakeup wakeup,
            ErrorPolicy errors) {
        this.config = config;
        this.members = members;
        this.data = data;
        this.wakeup = wakeup;
        this.errors = errors;
    }

    /** How clients in this process, or with this media driver, reach the archive. */
    static AeronArchive.Context archiveClient() {
        return new AeronArchive.Context()
                .controlRequestChannel(IPC)
                .controlRequestStreamId(AeronArchive.Configuration.localControlStreamId())
                .controlResponseChannel(IPC)
                .lock(NoOpLock.INSTANCE);
    }

    MediaDriver.Context driver() {
        return BackedLogs.give(new MediaDriver.Context()
                .aeronDirectoryName(aeronDirectory())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new BackoffIdleStrategy(10, 10, 1_000, config.sleepNanosMax()))
                .asyncExecutorEnabled(false)
                .termBufferSparseFile(true)
                .publicationTermBufferLength(MIB)
                .ipcTermBufferLength(4 * MIB)
                .counterValuesBufferLength(MIB)
                .clientLivenessTimeoutNs(CLIENT_LIVENESS.toNanos())
                .publicationUnblockTimeoutNs(2 * CLIENT_LIVENESS.toNanos())
                .warnIfDirectoryExists(false)
                .spiesSimulateConnection(true)
                .terminationHook(errors.termination("The media driver"))
                .errorHandler(errors.driver("The media driver")));
    }

    Archive.Context archive() {
        Archive.Context context = new Archive.Context()
                .aeronDirectoryName(aeronDirectory())
                .archiveDir(data.archive().toFile())
                .threadingMode(ArchiveThreadingMode.SHARED)
                .idleStrategySupplier(wakeup::newIdleStrategy)
                .segmentFileLength(config.upkeep().segmentLength())
                // The guard refuses commands long before: what it lets pass must not fail here.
                .lowStorageSpaceThreshold(config.upkeep().segmentLength())
                .fileSyncLevel(config.durability().syncLevel())
                .catalogFileSyncLevel(config.durability().syncLevel())
                .recordChecksum(Checksums.crc32c())
                .replayChecksum(Checksums.crc32c())
                .recordingEventsEnabled(false)
                .replicationChannel(members.anyPort())
                .archiveClientContext(archiveClient())
                .errorHandler(errors.archive("The archive"));
        return config.isAlone()
                ? context.controlChannelEnabled(false)
                : context.controlChannel(members.archiveChannel());
    }

    ConsensusModule.Context consensus() {
        return new ConsensusModule.Context()
                .aeronDirectoryName(aeronDirectory())
                .clusterDir(data.cluster().toFile())
                .clusterMemberId(config.memberId())
                .clusterMembers(members.all())
                .idleStrategySupplier(wakeup::newIdleStrategy)
                .clusterClock(clock())
                .sessionTimeoutNs(config.upkeep().sessionTimeout().toNanos())
                .timerServiceSupplier(new PriorityHeapTimerServiceSupplier())
                .fileSyncLevel(config.durability().syncLevel())
                .maxConcurrentSessions(config.sessionsMax())
                .isIpcIngressAllowed(true)
                .ingressChannel("aeron:udp")
                .logChannel(
                        config.isAlone()
                                ? IPC + "?term-length=" + config.upkeep().termLength()
                                : "aeron:udp?term-length=" + config.upkeep().termLength())
                .replicationChannel(members.anyPort())
                .archiveContext(archiveClient())
                .leaderHeartbeatTimeoutNs(Duration.ofSeconds(1).toNanos())
                .leaderHeartbeatIntervalNs(heartbeats().toNanos())
                .electionTimeoutNs(Duration.ofMillis(500).toNanos())
                .electionStatusIntervalNs(Duration.ofMillis(50).toNanos())
                .startupCanvassTimeoutNs(Duration.ofSeconds(5).toNanos())
                .terminationHook(errors.termination("The consensus module"))
                .errorHandler(errors.consensus("The consensus module"));
    }

    /** Nobody listens for those of a node that is alone, and each wakes all of its threads. */
    private Duration heartbeats() {
        return config.isAlone() ? Duration.ofMillis(500) : Duration.ofMillis(100);
    }

    private ClusterClock clock() {
        return new ClusterClock() {
            @Override
            public TimeUnit timeUnit() {
                return TimeUnit.NANOSECONDS;
            }

            @Override
            public long time() {
                return config.upkeep().clock().getAsLong();
            }
        };
    }

    ClusteredServiceContainer.Context service(ClusteredService service) {
        return new ClusteredServiceContainer.Context()
                .aeronDirectoryName(aeronDirectory())
                .clusterDir(data.cluster().toFile())
                .clusteredService(service)
                .serviceName("rialto-machine")
                .snapshotChannel(IPC + "?alias=snapshot|term-length=" + 64 * KIB)
                .idleStrategySupplier(wakeup::newIdleStrategy)
                .archiveContext(archiveClient())
                .terminationHook(errors.termination("The machine's host"))
                .errorHandler(errors.strict("The machine's host"));
    }

    private String aeronDirectory() {
        return config.aeronDirectory().toAbsolutePath().toString();
    }
}
