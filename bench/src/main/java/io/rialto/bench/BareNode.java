package io.rialto.bench;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.Header;
import io.rialto.protocol.AnswerDecoder;
import io.rialto.protocol.AnswerEncoder;
import io.rialto.protocol.Code;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.sequencer.Durability;

import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A cluster of one node made of Aeron's own parts, with as many threads as the venue's and the same
 * durability, whose service gives every message an answer of the usual size. What a venue on such a
 * log can reach at most: no code of the venue runs in it, and nothing is checked by checksum. While
 * the venue has its turn it rests, see {@link RestingIdle}.
 */
final class BareNode implements AutoCloseable {
    private static final int ENDPOINTS = 5;
    private static final String IPC = "aeron:ipc";
    private static final long SLEEP_NANOS_MAX = 50_000;

    private final List<AutoCloseable> parts = new ArrayList<>();

    private BareNode() {}

    /** Where clients find the media driver of a node with this directory. */
    static Path aeronDirectory(Path directory) {
        return Path.of("/dev/shm", directory.getFileName() + "-bare");
    }

    /** Launches a node, which takes messages as soon as it has elected itself. */
    static BareNode start(Path directory, Durability durability) throws IOException {
        int syncLevel = durability == Durability.DISK ? 1 : 0;
        String aeron = aeronDirectory(directory).toString();
        Path cluster = directory.resolve("cluster");
        BareNode node = new BareNode();
        try {
            node.parts.add(MediaDriver.launch(new MediaDriver.Context()
                    .aeronDirectoryName(aeron)
                    .dirDeleteOnStart(true)
                    .dirDeleteOnShutdown(true)
                    .threadingMode(ThreadingMode.SHARED)
                    .sharedIdleStrategy(idle())
                    .ipcTermBufferLength(4 << 20)
                    .spiesSimulateConnection(true)));
            node.parts.add(Archive.launch(new Archive.Context()
                    .aeronDirectoryName(aeron)
                    .archiveDir(directory.resolve("archive").toFile())
                    .threadingMode(ArchiveThreadingMode.SHARED)
                    .idleStrategySupplier(BareNode::idle)
                    .fileSyncLevel(syncLevel)
                    .catalogFileSyncLevel(syncLevel)
                    .recordingEventsEnabled(false)
                    .controlChannelEnabled(false)
                    .replicationChannel("aeron:udp?endpoint=localhost:0")
                    .archiveClientContext(archive())));
            node.parts.add(ConsensusModule.launch(new ConsensusModule.Context()
                    .aeronDirectoryName(aeron)
                    .clusterDir(cluster.toFile())
                    .clusterMembers(alone())
                    .idleStrategySupplier(BareNode::idle)
                    .fileSyncLevel(syncLevel)
                    .isIpcIngressAllowed(true)
                    .ingressChannel("aeron:udp")
                    .logChannel(IPC)
                    .replicationChannel("aeron:udp?endpoint=localhost:0")
                    .archiveContext(archive())));
            node.parts.add(ClusteredServiceContainer.launch(new ClusteredServiceContainer.Context()
                    .aeronDirectoryName(aeron)
                    .clusterDir(cluster.toFile())
                    .clusteredService(new Echo())
                    .idleStrategySupplier(BareNode::idle)
                    .archiveContext(archive())));
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private static IdleStrategy idle() {
        return new RestingIdle(new BackoffIdleStrategy(10, 10, 1_000, SLEEP_NANOS_MAX));
    }

    private static AeronArchive.Context archive() {
        return new AeronArchive.Context()
                .controlRequestChannel(IPC)
                .controlRequestStreamId(AeronArchive.Configuration.localControlStreamId())
                .controlResponseChannel(IPC);
    }

    private static String alone() throws IOException {
        List<DatagramSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < ENDPOINTS; i++) {
                sockets.add(new DatagramSocket());
            }
            return sockets.stream()
                    .map(socket -> ",localhost:" + socket.getLocalPort())
                    .collect(Collectors.joining("", "0", ""));
        } finally {
            sockets.forEach(DatagramSocket::close);
        }
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(parts.reversed());
    }

    private static final class Echo implements ClusteredService {
        private static final int ANSWER_BYTES =
                MessageHeaderDecoder.ENCODED_LENGTH + AnswerDecoder.BLOCK_LENGTH;

        private final UnsafeBuffer answer = new UnsafeBuffer(new byte[ANSWER_BYTES]);
        private Cluster cluster;

        private Echo() {
            new AnswerEncoder()
                    .wrapAndApplyHeader(answer, 0, new MessageHeaderEncoder())
                    .header()
                    .code(Code.DONE);
        }

        @Override
        public void onStart(Cluster newCluster, Image snapshotImage) {
            cluster = newCluster;
        }

        @Override
        public void onSessionMessage(
                ClientSession session,
                long timestamp,
                DirectBuffer buffer,
                int offset,
                int length,
                Header header) {
            IdleStrategy idle = cluster.idleStrategy();
            idle.reset();
            while (session.offer(answer, 0, ANSWER_BYTES) < 0 && !session.isClosing()) {
                idle.idle();
            }
        }

        @Override
        public void onSessionOpen(ClientSession session, long timestamp) {}

        @Override
        public void onSessionClose(ClientSession session, long timestamp, CloseReason reason) {}

        @Override
        public void onTimerEvent(long correlationId, long timestamp) {}

        @Override
        public void onTakeSnapshot(ExclusivePublication snapshotPublication) {}

        @Override
        public void onRoleChange(Cluster.Role newRole) {}

        @Override
        public void onTerminate(Cluster terminating) {}
    }
}
