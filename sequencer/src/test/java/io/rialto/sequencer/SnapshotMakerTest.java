package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.agrona.DirectBuffer;
import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Snapshots of a running node, made beside the machine that takes commands. */
@Timeout(300)
class SnapshotMakerTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final Fatalities fatalities = new Fatalities();
    private final List<Watched> machines = new CopyOnWriteArrayList<>();
    private Path data;
    private Path aeronDirectory;

    @BeforeEach
    void chooseDirectories() {
        data = directory.resolve("data");
        aeronDirectory = DriverDirectory.defaultFor(data);
    }

    @AfterEach
    void deleteSharedMemory() {
        IoUtil.delete(aeronDirectory.toFile(), true);
    }

    /** Counts what takes time in proportion to the state. */
    private static final class Watched implements Machine {
        private final Machine machine;
        private final AtomicInteger written = new AtomicInteger();
        private final AtomicInteger hashed = new AtomicInteger();
        private final AtomicInteger commands = new AtomicInteger();

        Watched(Machine machine) {
            this.machine = machine;
        }

        @Override
        public void onCommand(
                long timeNanos, long logPosition, DirectBuffer command, int offset, int length) {
            commands.incrementAndGet();
            machine.onCommand(timeNanos, logPosition, command, offset, length);
        }

        @Override
        public void onDeadline(long timeNanos, long logPosition) {
            machine.onDeadline(timeNanos, logPosition);
        }

        @Override
        public long nextDeadlineNanos() {
            return machine.nextDeadlineNanos();
        }

        @Override
        public long sequence() {
            return machine.sequence();
        }

        @Override
        public long chain() {
            return machine.chain();
        }

        @Override
        public long stateHash() {
            hashed.incrementAndGet();
            return machine.stateHash();
        }

        @Override
        public void writeSnapshot(RecordSink sink) {
            written.incrementAndGet();
            machine.writeSnapshot(sink);
        }

        @Override
        public void readSnapshot(DirectBuffer record, int offset, int length) {
            machine.readSnapshot(record, offset, length);
        }
    }

    private VenueNode start(MachineFactory factory) {
        return VenueNode.start(
                NodeConfig.of(data)
                        .withAeronDirectory(aeronDirectory)
                        .withDurability(Durability.OS)
                        .withSnapshots(1L << 40, false)
                        .withStartDeadline(SOON)
                        .withFatalHandler(fatalities),
                factory);
    }

    private Machine watched(MachineOutput output) {
        Watched made = new Watched(new ToyMachine(output));
        machines.add(made);
        return made;
    }

    private StateFile newest() throws IOException {
        return new StateFiles(data.resolve("snapshots"), DataDirectory.venueId(data))
                .newestWhole()
                .orElseThrow();
    }

    @Test
    void shouldStoreTheStateOfTheMachineWithoutAskingItForMoreThanItsPlace() throws IOException {
        try (VenueNode node = start(this::watched);
                ToyClient client = new ToyClient(1, node.aeronDirectory())) {
            Watched running = machines.getFirst();
            for (int part = 0; part < 3; part++) {
                client.sendAll(1 + part * 500L, (part + 1) * 500L, 2);
                client.send(10_000 + part, 1, Duration.ofHours(1).toNanos());
                client.await(10_000 + part);

                assertThat(node.snapshotNow(SOON)).isEqualTo(node.sequence());
                assertThat(running.written).hasValue(0);
                assertThat(running.hashed).hasValue(0);
                assertThat(newest().stateHash()).isEqualTo(running.machine.stateHash());
                assertThat(newest().chain()).isEqualTo(running.chain());
                // Only the log after the snapshot before was applied again.
                assertThat(machines.getLast().commands)
                        .hasValue(running.commands.get() - part * 501);
            }
        }
        assertThat(machines).hasSize(4);
        assertThat(fatalities.isEmpty()).as(fatalities.toString()).isTrue();
    }

    @Test
    void shouldHaltWhenTheLogGivesAnotherStateThanTheRunningOne() throws Exception {
        MachineFactory lying = output -> {
            machines.add(new Watched(new ToyMachine(output)));
            return machines.size() == 1 ? new ToyMachine(output) : new ToyMachine(output, 50);
        };
        try (VenueNode node = start(lying);
                ToyClient client = new ToyClient(1, node.aeronDirectory())) {
            client.sendAll(1, 100, 1);

            assertThatThrownBy(() -> node.snapshotNow(SOON))
                    .hasMessageContaining("where the running machine has");
            assertThat(fatalities.await())
                    .hasMessageContaining("the log does not give the running state");
            assertThat(stateFiles()).isEmpty();
        }
    }

    @Test
    void shouldKeepTheSnapshotBeforeAndGoOnWhenTheLogCannotBeRead() throws Exception {
        try (VenueNode node = start(this::watched);
                ToyClient client = new ToyClient(1, node.aeronDirectory())) {
            client.sendAll(1, 100, 1);
            long stored = node.snapshotNow(SOON);
            long position = newest().point().logPosition();
            client.sendAll(101, 200, 1);
            flipAByteOfTheLog(position);

            assertThatThrownBy(() -> node.snapshotNow(SOON)).hasMessageContaining("damaged");
            assertThat(client.sendAll(201, 300, 1).sequence()).isEqualTo(300);
            assertThat(newest().sequence()).isEqualTo(stored);
            assertThat(stateFiles()).hasSize(1);
        }
        assertThat(fatalities.isEmpty()).as(fatalities.toString()).isTrue();
    }

    /** In the content of the second fragment after a position. */
    private void flipAByteOfTheLog(long position) throws IOException {
        Recording log = Recording.list(data.resolve("archive")).stream()
                .filter(recording -> recording.streamId() == 100)
                .findFirst()
                .orElseThrow();
        Path archive = data.resolve("archive");
        long place;
        try (RecordingCursor cursor = new RecordingCursor(archive, log, position)) {
            assertThat(cursor.next()).isEqualTo(RecordingCursor.Found.FRAGMENT);
            place = cursor.position() + 40;
        }
        Path file = log.segmentFile(archive, log.segmentBase(place));
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            long offset = place - log.segmentBase(place);
            access.seek(offset);
            int old = access.read();
            access.seek(offset);
            access.write(old ^ 0x10);
        }
    }

    private List<Path> stateFiles() throws IOException {
        Path snapshots = data.resolve("snapshots");
        if (!Files.exists(snapshots)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(snapshots)) {
            return files.toList();
        }
    }
}
