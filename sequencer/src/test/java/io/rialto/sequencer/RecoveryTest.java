package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aeron.archive.Archive;
import io.aeron.archive.codecs.RecordingDescriptorDecoder;
import io.aeron.driver.MediaDriver;

import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Starts from what crashes and rot leave behind. */
@Timeout(300)
class RecoveryTest {
    private static final int CLUSTER_LOG_STREAM = 100;

    @TempDir
    Path directory;

    private final Fatalities fatalities = new Fatalities();
    private Path data;
    private Path aeronDirectory;

    @BeforeEach
    void chooseDirectories() {
        data = directory.resolve("data");
        aeronDirectory = DriverDirectory.defaultFor(data);
    }

    @AfterEach
    void nothingFatalUnnoticed() {
        IoUtil.delete(aeronDirectory.toFile(), true);
        assertThat(fatalities.isEmpty()).as(fatalities.toString()).isTrue();
    }

    private VenueNode start() {
        return VenueNode.start(
                NodeConfig.of(data)
                        .withAeronDirectory(aeronDirectory)
                        .withDurability(Durability.OS)
                        .withSnapshots(1L << 40, false)
                        .withStartDeadline(Duration.ofSeconds(90))
                        .withFatalHandler(fatalities),
                ToyMachine::new);
    }

    /** Leaves a directory as a killed venue does after {@code count} commands of one event, recorded. */
    private ToyClient.Answer killedAfter(int count) throws IOException, InterruptedException {
        try (VenueProcess venue = VenueProcess.start(data, aeronDirectory, Durability.OS);
                ToyClient client = new ToyClient(1, aeronDirectory)) {
            ToyClient.Answer last = client.sendAll(1, count, 1);
            long deadline = System.nanoTime() + ToyClient.DEADLINE_NANOS;
            while (RecordedEvents.read(data).last() < count) {
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
            venue.kill();
            return last;
        }
    }

    private long sequenceAfterRestart() {
        try (VenueNode node = start()) {
            return node.sequence();
        }
    }

    private Recording recording(int streamId) {
        return Recording.list(data.resolve("archive")).stream()
                .filter(recording -> recording.streamId() == streamId)
                .findFirst()
                .orElseThrow();
    }

    /** Where each fragment of a recording ends, the start first. */
    private List<Long> fragmentEnds(Recording recording) {
        Stream.Builder<Long> ends = Stream.builder();
        ends.add(recording.startPosition());
        try (RecordingCursor cursor = new RecordingCursor(
                data.resolve("archive"), recording, recording.startPosition())) {
            while (cursor.next() == RecordingCursor.Found.FRAGMENT) {
                ends.add(cursor.position());
            }
        }
        return ends.build().toList();
    }

    private void overwrite(Recording recording, long position, byte[] bytes) throws IOException {
        Path file = recording.segmentFile(data.resolve("archive"), recording.segmentBase(position));
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.seek(position - recording.segmentBase(position));
            access.write(bytes);
        }
    }

    @Test
    void shouldRecordAgainTheEventsOfATornTail() throws IOException, InterruptedException {
        ToyClient.Answer last = killedAfter(100);
        Recording events = recording(EventChannel.STREAM_ID);
        List<Long> ends = fragmentEnds(events);
        // The last three frames: one header without its content, then nothing.
        overwrite(events, ends.get(ends.size() - 4) + 64, new byte[1 << 12]);

        assertThat(sequenceAfterRestart()).isEqualTo(100);
        RecordedEvents recorded = RecordedEvents.read(data);
        assertThat(recorded.last()).isEqualTo(100);
        assertThat(recorded.chain()).isEqualTo(last.chain());
    }

    /** An archive that opens what a killed one left writes ends that its own checksums do not cover. */
    @Test
    void shouldStartAgainWhenTheStartAfterAKillWasKilledToo()
            throws IOException, InterruptedException {
        killedAfter(100);
        openedByAnArchiveOnly();
        assertThat(recording(EventChannel.STREAM_ID).isStopped()).isTrue();

        CatalogCheck.check(data.resolve("archive"));
        assertThat(sequenceAfterRestart()).isEqualTo(100);
    }

    @Test
    void shouldRefuseARottenEntryOfTheCatalogWhoseEndIsNotCovered() throws Exception {
        killedAfter(10);
        openedByAnArchiveOnly();
        int place = 64 + RecordingDescriptorDecoder.initialTermIdEncodingOffset();
        try (RandomAccessFile access =
                new RandomAccessFile(data.resolve("archive/archive.catalog").toFile(), "rw")) {
            access.seek(place);
            int initialTermId = access.read();
            access.seek(place);
            access.write(initialTermId ^ 1);
        }

        assertThatThrownBy(this::start)
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("archive.catalog is damaged at byte 32");
    }

    /** What a failing power tears is the entry of a recording that nothing was written to yet. */
    @Test
    void shouldDropATornEntryOfARecordingThatHasNothing() throws IOException, InterruptedException {
        killedAfter(100);
        tearEntryAtTheEndOfTheCatalog();
        Files.write(data.resolve("archive/9-0.rec"), new byte[1 << 16]);

        assertThat(sequenceAfterRestart()).isEqualTo(100);
    }

    @Test
    void shouldRefuseATornEntryOfARecordingThatHasSomething() throws Exception {
        killedAfter(10);
        tearEntryAtTheEndOfTheCatalog();
        byte[] recorded = new byte[1 << 16];
        recorded[1 << 15] = 1;
        Files.write(data.resolve("archive/9-0.rec"), recorded);

        assertThatThrownBy(this::start)
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("archive.catalog is damaged");
    }

    /** The second sector of an entry is on the disk, its first is not. */
    private void tearEntryAtTheEndOfTheCatalog() throws IOException {
        try (RandomAccessFile access =
                new RandomAccessFile(data.resolve("archive/archive.catalog").toFile(), "rw")) {
            access.seek(20 * 512);
            access.write("aeron:ipc".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** A segment was purged from the catalog, and the power failed before its name was gone. */
    @Test
    void shouldStartBesideASegmentThatWasPurged() throws IOException, InterruptedException {
        killedAfter(100);
        Recording events = recording(EventChannel.STREAM_ID);
        Path archive = data.resolve("archive");
        Path leftOver = events.segmentFile(archive, 0);
        Recording purged = new Recording(
                events.id(),
                events.streamId(),
                events.segmentLength(),
                events.stopPosition(),
                events.initialTermId(),
                events.segmentLength(),
                events.termLength(),
                events.mtuLength());

        assertThatCode(() -> VenueParts.checkSegment(purged, leftOver)).doesNotThrowAnyException();
    }

    private void openedByAnArchiveOnly() {
        NodeConfig config = NodeConfig.of(data).withAeronDirectory(aeronDirectory);
        try (DataDirectory held = DataDirectory.open(data)) {
            held.removeStaleMarks();
            NodeContexts contexts = new NodeContexts(
                    config,
                    NodeMembers.of(config),
                    held,
                    new Wakeup(config.sleepNanosMax()),
                    new ErrorPolicy(fatalities));
            try (MediaDriver _ = MediaDriver.launch(contexts.driver());
                    Archive _ = Archive.launch(contexts.archive())) {
                assertThat(data.resolve("archive/archive-mark.dat")).exists();
            }
        }
    }

    @Test
    void shouldRefuseEventsThatTheLogNoLongerExplains() throws Exception {
        killedAfter(100);
        Recording log = recording(CLUSTER_LOG_STREAM);
        List<Long> ends = fragmentEnds(log);
        overwrite(log, ends.get(ends.size() - 11), new byte[1 << 12]);

        assertThatThrownBy(this::start).isInstanceOf(RuntimeException.class);
        assertThat(fatalities.await())
                .hasRootCauseMessage("Events are recorded up to 100, but the log ends at event 90:"
                        + " the log has lost its end");
        fatalities.clear();
    }

    @Test
    void shouldCutATornLogTail() throws IOException, InterruptedException {
        killedAfter(100);
        Recording log = recording(CLUSTER_LOG_STREAM);
        List<Long> ends = fragmentEnds(log);
        long end = ends.getLast();
        // A command that was never answered: its header is there, its content is not.
        byte[] header = new byte[64];
        Path file = log.segmentFile(data.resolve("archive"), log.segmentBase(end));
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
            access.seek(ends.get(ends.size() - 2) - log.segmentBase(end));
            access.readFully(header, 0, 32);
        }
        int length = (int) (end - ends.get(ends.size() - 2));
        header[8] = (byte) end;
        header[9] = (byte) (end >> 8);
        header[10] = (byte) (end >> 16);
        overwrite(log, end, header);

        assertThat(length).isGreaterThan(64);
        assertThat(sequenceAfterRestart()).isEqualTo(100);
        assertThat(RecordedEvents.read(data).last()).isEqualTo(100);
    }

    @Test
    void shouldRefuseALogDamagedInItsMiddle() throws IOException, InterruptedException {
        killedAfter(20_000);
        Recording log = recording(CLUSTER_LOG_STREAM);
        overwrite(log, fragmentEnds(log).get(100) + 40, new byte[] {0x55, 0x55});

        assertThatThrownBy(this::start)
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("damaged at position")
                .extracting("reason")
                .isEqualTo(DataDirectoryException.Reason.DAMAGED);
    }

    @Test
    void shouldKeepTwoSnapshotsAndFallBackToTheOlder() throws IOException {
        ToyClient.Answer last;
        try (VenueNode node = start();
                ToyClient client = new ToyClient(1, node.aeronDirectory())) {
            for (int i = 0; i < 4; i++) {
                // More than a segment of log each.
                last = client.sendAll(1 + i * 150_000L, (i + 1) * 150_000L, 1);
                assertThat(node.snapshotNow(Duration.ofSeconds(90))).isEqualTo(last.sequence());
            }
            last = client.sendAll(600_001, 600_100, 1);
            awaitPruned();
        }
        List<Path> files = stateFiles();
        assertThat(recording(CLUSTER_LOG_STREAM).startPosition()).isPositive();
        // Events, log, and two snapshots of the cluster's and the service's.
        assertThat(recordingsOnDisk()).hasSize(2 + 2 * 2);

        assertThat(sequenceAfterRestart()).isEqualTo(600_100);
        assertThat(verify().fromSequence()).isEqualTo(450_000);

        Files.delete(files.getLast());
        assertThat(sequenceAfterRestart()).isEqualTo(600_100);
        RecordedEvents recorded = RecordedEvents.read(data);
        assertThat(recorded.last()).isEqualTo(600_100);
        assertThat(recorded.chain()).isEqualTo(last.chain());

        for (Path file : stateFiles()) {
            Files.write(file, new byte[100]);
        }
        assertThatThrownBy(this::start)
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("No snapshot");
    }

    private Set<String> recordingsOnDisk() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("archive"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".rec"))
                    .map(name -> name.substring(0, name.indexOf('-')))
                    .collect(Collectors.toSet());
        }
    }

    private VerifyReport verify() {
        return LogVerifier.verify(data, ToyMachine::new, (bytes, bytesMax) -> {});
    }

    private void awaitPruned() throws IOException {
        long deadline = System.nanoTime() + ToyClient.DEADLINE_NANOS;
        while (stateFiles().size() != 2) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private List<Path> stateFiles() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("snapshots"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void shouldVerifyTheLogOfAKilledVenue() throws IOException, InterruptedException {
        ToyClient.Answer last = killedAfter(1_000);
        VerifyReport report = verify();
        assertThat(report.differences()).isEmpty();
        assertThat(report.commands()).isEqualTo(1_000);
        assertThat(report.sequence()).isEqualTo(1_000);

        try (VenueNode node = start()) {
            node.snapshotNow(Duration.ofSeconds(90));
        }
        VerifyReport after = verify();
        assertThat(after.differences()).isEmpty();
        assertThat(after.eventsCompared()).isEqualTo(last.sequence());
        assertThat(after.snapshotsCompared()).isEqualTo(1);
        assertThat(after.newestSnapshot()).isEqualTo(1_000);
        assertThat(after.stateHash()).isEqualTo(report.stateHash());
    }

    @Test
    void shouldReportWhatDiffersFromTheLog() {
        try (VenueNode node = start();
                ToyClient client = new ToyClient(1, node.aeronDirectory())) {
            client.sendAll(1, 1_000, 1);
            node.snapshotNow(Duration.ofSeconds(90));
        }
        VerifyReport report = LogVerifier.verify(
                data, output -> new ToyMachine(output, 999), (bytes, bytesMax) -> {});
        assertThat(report.isEqual()).isFalse();
        assertThat(report.differences().getFirst()).startsWith("Event 999 is recorded differently");
        assertThat(report.differences().getLast()).contains("is not what the log gives");
    }
}
