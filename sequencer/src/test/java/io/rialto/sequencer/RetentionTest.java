package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.sequencer.EventReader.SequencePurgedException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Real nodes with tiny segments and a clock of their own: what is kept, and for whom. */
@Timeout(300)
class RetentionTest {
    private static final int SEGMENT = 1 << 16;
    private static final long CONSUMER_BYTES_MAX = 1 << 20;
    private static final Duration KEPT = Duration.ofDays(2);
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final int STEPS_OF_A_WEEK = 7 * 24 * 6;
    private static final int STEPS_BETWEEN_SNAPSHOTS = 36;
    private static final int COMMANDS_A_STEP = 100;

    /** What a command with one event takes at most: in the log, and in the events. */
    private static final long LOG_BYTES = 192;

    private static final long EVENT_BYTES = 256;

    @TempDir
    Path directory;

    private final Fatalities fatalities = new Fatalities();
    /** How far the venue's time is ahead. */
    private final AtomicLong ahead = new AtomicLong();

    private Path data;
    private long keptUp;
    private long keptUpChain;

    @AfterEach
    void nothingFatalUnnoticed() {
        assertThat(fatalities.isEmpty()).as(fatalities.toString()).isTrue();
    }

    private VenueNode start(Duration eventRetention) {
        data = directory.resolve("data");
        return VenueNode.start(
                NodeConfig.of(data)
                        .withDurability(Durability.OS)
                        .withSnapshots(1L << 40, false)
                        .withStartDeadline(Duration.ofSeconds(90))
                        .withFatalHandler(fatalities)
                        .withUpkeep(new Upkeep(
                                SEGMENT,
                                CONSUMER_BYTES_MAX,
                                eventRetention,
                                () -> SystemEpochNanos.now() + ahead.get(),
                                Duration.ofDays(1),
                                0)),
                ToyMachine::new);
    }

    private EventReader reader(VenueNode node, String name) {
        return new AeronEventStream(node.aeronDirectory(), data).open(name, 0, 0);
    }

    private static void read(EventReader reader, long sequence) {
        await(() -> {
            reader.poll((frame, offset, length) -> {}, 256);
            return reader.sequence() >= sequence;
        });
        reader.applied(reader.sequence());
    }

    /** As a consumer that is started every few hours, and says how far it is when it ends. */
    private void keepUp(VenueNode node, long sequence) {
        AeronEventStream stream = new AeronEventStream(node.aeronDirectory(), data);
        try (EventReader reader = stream.open("keeping", keptUp, keptUpChain)) {
            read(reader, sequence);
            keptUp = reader.sequence();
            keptUpChain = reader.chain();
        }
    }

    private static void await(BooleanSupplier done) {
        long deadline = System.nanoTime() + ToyClient.DEADLINE_NANOS;
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private long size() {
        try (Stream<Path> files = Files.walk(data)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            // Something was deleted meanwhile: whoever waits asks again.
            return Long.MAX_VALUE;
        }
    }

    private Recording events() {
        return Recording.list(data.resolve("archive")).stream()
                .filter(recording -> recording.streamId() == EventChannel.STREAM_ID)
                .findFirst()
                .orElseThrow();
    }

    private EventArchive archive() throws IOException {
        return new EventArchive(data, DataDirectory.venueId(data));
    }

    @Test
    void shouldKeepAWeekWithinItsBounds() throws IOException {
        long interval = (long) STEPS_BETWEEN_SNAPSHOTS * COMMANDS_A_STEP;
        long keptIntervals = KEPT.dividedBy(STEP) / STEPS_BETWEEN_SNAPSHOTS + 3;
        long bound = 3 * interval * (LOG_BYTES + EVENT_BYTES)
                + CONSUMER_BYTES_MAX
                + keptIntervals * interval * EVENT_BYTES
                // Snapshots: two kept and one being made, two recordings each; edges of segments.
                + 24L * SEGMENT;
        try (VenueNode node = start(KEPT);
                ToyClient client = new ToyClient(1, node.aeronDirectory());
                EventReader stuck = reader(node, "stuck")) {
            long base = size();
            client.sendAll(1, 1, 1);
            read(stuck, 1);
            for (int step = 1; step <= STEPS_OF_A_WEEK; step++) {
                ahead.addAndGet(STEP.toNanos());
                long sent = 1 + (long) (step - 1) * COMMANDS_A_STEP;
                client.sendAll(sent + 1, sent + COMMANDS_A_STEP, 1);
                if (step % STEPS_BETWEEN_SNAPSHOTS == 0) {
                    keepUp(node, sent + COMMANDS_A_STEP);
                    node.snapshotNow(Duration.ofSeconds(90));
                    await(() -> size() - base <= bound);
                }
            }
            long all = 1 + (long) STEPS_OF_A_WEEK * COMMANDS_A_STEP;
            assertThat(node.sequence()).isEqualTo(all);
            assertThat(all * 200).as("what a week writes").isGreaterThan(bound);
            await(() -> node.condition().consumersLeftBehind().contains("stuck"));
            assertThat(node.condition().consumersLeftBehind()).containsExactly("stuck");
            // What is kept may move on between the looks at it.
            long before = archived();
            assertThatThrownBy(() -> read(stuck, all))
                    .isInstanceOfSatisfying(SequencePurgedException.class, purged -> {
                        assertThat(purged.firstSequence()).isBetween(before, archived());
                    });
            assertThat(archived()).isGreaterThan(all / 2);
        }
        VerifyReport report = LogVerifier.verify(data, ToyMachine::new, (done, max) -> {});
        assertThat(report.differences()).isEmpty();
        assertThat(report.eventsCompared()).isEqualTo(report.sequence());
    }

    private long archived() {
        try {
            return archive().first().orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldReadOnFromTheArchiveIntoTheRecordingAfterARestartAndARestore() throws IOException {
        long all = 12_000;
        try (VenueNode node = start(Duration.ZERO);
                ToyClient client = new ToyClient(1, node.aeronDirectory())) {
            for (int part = 0; part < 6; part++) {
                client.sendAll(1 + part * all / 6, (part + 1) * all / 6, 1);
                node.snapshotNow(Duration.ofSeconds(90));
            }
            await(() -> events().startPosition() > 0 && archived() == 1);
            try (EventReader late = reader(node, "late")) {
                read(late, all);
                assertThat(late.chain()).isEqualTo(client.await(all).chain());
            }
        }
        Path backup = directory.resolve("backup");
        Backup.write(data, backup, Map.of(), (done, max) -> {});
        Files.move(data, directory.resolve("lost"));
        Restore.from(backup, data, (done, max) -> {});
        try (VenueNode node = start(Duration.ZERO);
                ToyClient client = new ToyClient(1, node.aeronDirectory());
                EventReader late = reader(node, "later")) {
            client.sendAll(all + 1, all + 10, 1);
            read(late, all + 10);
            assertThat(late.chain()).isEqualTo(client.await(all + 10).chain());
        }
    }

    @Test
    void shouldKeepTheRecordingForAConsumerWithinItsLimit() throws IOException {
        try (VenueNode node = start(Duration.ZERO);
                ToyClient client = new ToyClient(1, node.aeronDirectory());
                EventReader slow = reader(node, "slow")) {
            client.sendAll(1, 1, 1);
            read(slow, 1);
            for (int part = 0; part < 3; part++) {
                client.sendAll(2 + part * 1_000, 1_001 + part * 1_000, 1);
                node.snapshotNow(Duration.ofSeconds(90));
            }
            Path superseded = data.resolve("snapshots");
            await(() -> count(superseded) == 2);
            assertThat(events().startPosition()).isZero();
            assertThat(archive().first()).isEmpty();
            assertThat(node.condition().consumersLeftBehind()).isEmpty();
        }
    }

    private static long count(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldVerifyTheArchiveToItsEnd() throws IOException {
        long all = 8_000;
        try (VenueNode node = start(Duration.ZERO);
                ToyClient client = new ToyClient(1, node.aeronDirectory())) {
            for (int part = 0; part < 8; part++) {
                client.sendAll(1 + part * all / 8, (part + 1) * all / 8, 1);
                node.snapshotNow(Duration.ofSeconds(90));
            }
            await(() -> archivedFiles() >= 3);
        }
        List<Path> files = archive().paths();
        assertThat(differences()).isEmpty();

        Path rotten = files.get(1);
        byte[] whole = Files.readAllBytes(rotten);
        byte[] bytes = whole.clone();
        bytes[bytes.length / 2] ^= 1;
        Files.write(rotten, bytes);
        assertThat(differences()).singleElement().asString().contains(rotten.toString());
        Files.delete(rotten);
        assertThat(differences())
                .singleElement()
                .asString()
                .contains("are missing before " + files.get(2));
        Files.write(rotten, whole);
        Files.delete(files.getLast());
        assertThat(differences())
                .singleElement()
                .asString()
                .contains("neither archived nor recorded");
    }

    private int archivedFiles() {
        try {
            return archive().paths().size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> differences() {
        return LogVerifier.verify(data, ToyMachine::new, (done, max) -> {}).differences();
    }

    @Test
    void shouldRefuseARottenArchiveByItsName() throws IOException {
        long all = 6_000;
        try (VenueNode node = start(Duration.ZERO);
                ToyClient client = new ToyClient(1, node.aeronDirectory())) {
            for (int part = 0; part < 6; part++) {
                client.sendAll(1 + part * all / 6, (part + 1) * all / 6, 1);
                node.snapshotNow(Duration.ofSeconds(90));
            }
            await(() -> archived() == 1);
            Path file = archive().paths().getFirst();
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
            try (EventReader reader = reader(node, "late")) {
                assertThatThrownBy(() -> read(reader, all))
                        .isInstanceOf(EventReader.StreamDamagedException.class)
                        .hasMessageContaining(file.toString());
                assertThat(reader.sequence()).isZero();
            }
        }
    }
}
