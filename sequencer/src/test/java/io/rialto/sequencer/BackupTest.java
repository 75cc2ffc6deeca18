package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Backups of real nodes, restored; and what is no backup of one venue. */
@Timeout(300)
class BackupTest {
    private static final int LOG_STREAM = 100;

    @TempDir
    Path directory;

    private final Fatalities fatalities = new Fatalities();

    @AfterEach
    void nothingFatalUnnoticed() {
        assertThat(fatalities.isEmpty()).as(fatalities.toString()).isTrue();
    }

    private VenueNode start(Path data) {
        return VenueNode.start(
                NodeConfig.of(data)
                        .withDurability(Durability.OS)
                        .withSnapshots(1L << 40, false)
                        .withStartDeadline(Duration.ofSeconds(90))
                        .withFatalHandler(fatalities),
                ToyMachine::new);
    }

    private static long backup(Path data, Path file) throws IOException {
        return Backup.write(data, file, Map.of(), (bytes, bytesMax) -> {});
    }

    private static long restore(Path file, Path data) throws IOException {
        return Restore.from(file, data, (bytes, bytesMax) -> {});
    }

    private static VerifyReport verify(Path data) {
        return LogVerifier.verify(data, ToyMachine::new, (bytes, bytesMax) -> {});
    }

    /** A stopped venue with a snapshot after 50 of 100 commands. */
    private Path venue(String name) {
        Path data = directory.resolve(name);
        try (VenueNode node = start(data);
                ToyClient client = new ToyClient(1, node.aeronDirectory())) {
            client.sendAll(1, 50, 1);
            node.snapshotNow(Duration.ofSeconds(90));
            client.sendAll(51, 100, 1);
        }
        return data;
    }

    @Test
    void shouldRestoreWhatWasRecordedWhileTheVenueRan() throws IOException {
        Path data = directory.resolve("data");
        Path file = directory.resolve("backup");
        Path restored = directory.resolve("restored");
        long sequence;
        try (VenueNode node = start(data);
                ToyClient client = new ToyClient(1, node.aeronDirectory())) {
            client.sendAll(1, 2_000, 2);
            node.snapshotNow(Duration.ofSeconds(90));
            client.sendAll(2_001, 3_000, 2);
            AtomicReference<Long> number = new AtomicReference<>(3_000L);
            sequence = Backup.write(
                    data,
                    file,
                    Map.of(),
                    (bytes, bytesMax) -> client.send(number.updateAndGet(n -> n + 1), 2));
            assertThat(number.get()).isGreaterThan(3_001);
            client.await(number.get());
            client.sendAll(number.get() + 1, number.get() + 500, 2);
        }
        assertThat(sequence).isBetween(6_000L, 6_000L + 2_000);
        assertThat(restore(file, restored)).isEqualTo(sequence);

        VerifyReport report = verify(restored);
        assertThat(report.differences()).isEmpty();
        assertThat(report.sequence()).isGreaterThanOrEqualTo(sequence);
        assertThat(report.snapshotsCompared()).isEqualTo(1);
        assertThat(RecordedEvents.read(data).chains())
                .containsEntry(sequence, RecordedEvents.read(restored).chain());
        try (VenueNode node = start(restored);
                ToyClient client = new ToyClient(1, node.aeronDirectory())) {
            assertThat(node.sequence()).isEqualTo(report.sequence());
            long last = report.sequence() / 2;
            client.send(last, 2);
            assertThat(client.await(last).repeated()).isTrue();
            assertThat(client.await(last).sequence()).isEqualTo(report.sequence());
        }
    }

    @Test
    void shouldRestoreTheSameStateOfAStoppedVenue() throws IOException {
        Path data = venue("data");
        Path file = directory.resolve("backup");
        assertThat(backup(data, file)).isEqualTo(100);
        assertThat(Files.exists(directory.resolve("backup.part"))).isFalse();

        Path restored = directory.resolve("restored");
        restore(file, restored);
        assertThat(verify(restored).stateHash()).isEqualTo(verify(data).stateHash());
        assertThat(verify(restored).sequence()).isEqualTo(100);
        // A backup of what was restored is as good.
        Path again = directory.resolve("again");
        backup(restored, directory.resolve("second"));
        restore(directory.resolve("second"), again);
        assertThat(verify(again).stateHash()).isEqualTo(verify(data).stateHash());
    }

    @Test
    void shouldRefuseADamagedBackupByThePartsName() throws IOException {
        Path file = directory.resolve("backup");
        backup(venue("data"), file);
        byte[] whole = Files.readAllBytes(file);
        Path restored = directory.resolve("restored");
        for (int at = 40; at < whole.length; at += whole.length / 23) {
            byte[] rotten = whole.clone();
            rotten[at] ^= 0x10;
            Files.write(file, rotten);
            try {
                restore(file, restored);
                // Only what carries no content may differ: a header's date.
                assertThat(verify(restored).differences()).as("byte %d", at).isEmpty();
                IoUtil.delete(restored.toFile(), false);
            } catch (DataDirectoryException refused) {
                assertThat(refused).hasMessageContaining("is damaged: ");
                assertThat(restored).doesNotExist();
            }
        }
    }

    @Test
    void shouldNotRestoreOverAnything() throws IOException {
        Path file = directory.resolve("backup");
        Path data = venue("data");
        backup(data, file);
        assertThatThrownBy(() -> restore(file, data))
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("is not empty");
        assertThat(verify(data).sequence()).isEqualTo(100);
    }

    @Test
    void shouldRefuseAMixtureOfTwoVenuesByThePartsName() throws IOException {
        Path one = venue("one");
        Path other = venue("other");
        String events = segment(one, EventChannel.STREAM_ID);
        String log = segment(one, LOG_STREAM);
        String state = find(one.resolve("snapshots"), name -> name.endsWith(".state"));
        Files.copy(one.resolve(DataDirectory.PROPERTIES), directory.resolve("kept"));
        for (String part : List.of(
                "archive/" + events,
                "archive/" + log,
                "archive/archive.catalog",
                "archive/venue",
                "cluster/venue",
                "snapshots/" + state)) {
            Path mine = one.resolve(part);
            Path aside = directory.resolve("aside");
            Files.move(mine, aside);
            Path theirs = part.startsWith("snapshots")
                    ? other.resolve("snapshots")
                            .resolve(find(other.resolve("snapshots"), n -> n.endsWith(".state")))
                    : other.resolve(part);
            Files.copy(theirs, mine, StandardCopyOption.REPLACE_EXISTING);

            refused(part, () -> start(one).close());
            refused(part, () -> verify(one));
            refused(part, () -> backup(one, directory.resolve("mixture")));
            assertThat(directory.resolve("mixture")).doesNotExist();
            assertThat(directory.resolve("mixture.part")).doesNotExist();
            Files.move(aside, mine, StandardCopyOption.REPLACE_EXISTING);
        }
        Path archived = Files.createDirectories(one.resolve("events-archive"));
        byte[] header =
                ArchivedEvents.header(DataDirectory.venueId(other), 1, 2, 3).array();
        Path foreign = Files.write(archived.resolve("1-2.events"), header);
        refused("events-archive/1-2.events", () -> start(one).close());
        refused("events-archive/1-2.events", () -> verify(one));
        refused("events-archive/1-2.events", () -> backup(one, directory.resolve("mixture")));
        Files.delete(foreign);
        Files.copy(
                other.resolve(DataDirectory.PROPERTIES),
                one.resolve(DataDirectory.PROPERTIES),
                StandardCopyOption.REPLACE_EXISTING);
        refused("venue.properties", () -> verify(one));
        Files.move(
                directory.resolve("kept"),
                one.resolve(DataDirectory.PROPERTIES),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(verify(one).differences()).isEmpty();
    }

    private static void refused(String part, Attempt attempt) {
        assertThatThrownBy(attempt::run)
                .as(part)
                .isInstanceOf(DataDirectoryException.class)
                .hasMessageContaining("another venue's")
                .satisfies(e -> {
                    // Of a catalog and its segments nobody can say which of the two is foreign.
                    String directory = part.substring(0, Math.max(part.indexOf('/'), 0));
                    assertThat(e.getMessage())
                            .contains(part.endsWith("catalog") ? "/archive/" : directory);
                    if (!part.endsWith("catalog") && !part.endsWith("/venue")) {
                        assertThat(e.getMessage())
                                .contains(part.startsWith("snapshots") ? ".state" : part);
                    }
                });
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private static String segment(Path data, int stream) throws IOException {
        Recording recording = Recording.list(data.resolve("archive")).stream()
                .filter(each -> each.streamId() == stream)
                .findFirst()
                .orElseThrow();
        return find(data.resolve("archive"), name -> name.startsWith(recording.id() + "-"));
    }

    private static String find(Path directory, Predicate<String> wanted) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(wanted)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void shouldTellAReaderThatTheVenueWasRestored() throws IOException {
        Path data = venue("data");
        Path file = directory.resolve("backup");
        backup(data, file);
        EventReader reader;
        try (VenueNode node = start(data);
                ToyClient client = new ToyClient(1, node.aeronDirectory())) {
            reader = new AeronEventStream(node.aeronDirectory(), data).open("reader", 0, 0);
            client.sendAll(101, 150, 1);
            readTo(reader, 150);
        }
        Files.move(data, directory.resolve("lost"));
        restore(file, data);
        try (VenueNode node = start(data)) {
            assertThat(node.sequence()).isEqualTo(100);
            assertThatThrownBy(() -> readTo(reader, 151))
                    .isInstanceOf(EventReader.StreamRewrittenException.class)
                    .hasMessageContaining("restored from a backup since event 150 was read");
        } finally {
            reader.close();
        }
    }

    private static void readTo(EventReader reader, long sequence) {
        long deadline = System.nanoTime() + ToyClient.DEADLINE_NANOS;
        while (reader.sequence() < sequence) {
            if (reader.poll((frame, offset, length) -> {}, 100) == 0) {
                Thread.onSpinWait();
            }
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }
}
