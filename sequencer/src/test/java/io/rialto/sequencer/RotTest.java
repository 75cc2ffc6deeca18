package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aeron.archive.codecs.RecordingDescriptorHeaderDecoder;
import io.aeron.cluster.RecordingLog;

import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * One bit of a stopped venue's files is flipped at seeded places. The venue then starts with the
 * same state and events as before, or does not start and says which file is damaged; whatever it
 * does, it never has another state.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class RotTest {
    private static final int FLIPS = Integer.getInteger("rialto.rot.flips", 4);
    private static final long COMMANDS = 1_000;

    /** What stands in Aeron's file of the node's vote; the rest of it is empty. */
    private static final int NODE_STATE_BYTES = 512;

    private static final int LIST_ENTRY_BYTES = 64;

    @TempDir
    Path folder;

    private final Fatalities fatalities = new Fatalities();
    private final AtomicReference<Machine> machine = new AtomicReference<>();
    private Path whole;
    private Path data;
    private Path aeronDirectory;
    private State expected;

    /** What must not change. */
    private record State(long sequence, long chain, long hash) {}

    /** A file that can rot, and the bytes of it that were written. */
    private record Target(Path file, long length) {}

    @BeforeEach
    void makeVenue() throws Exception {
        whole = folder.resolve("whole");
        data = folder.resolve("data");
        aeronDirectory = DriverDirectory.defaultFor(data);
        try (VenueNode node = start(whole);
                ToyClient client = new ToyClient(1, aeronDirectory)) {
            for (int part = 0; part < 3; part++) {
                client.sendAll(1 + part * COMMANDS, (part + 1) * COMMANDS, 1);
                if (part < 2) {
                    node.snapshotNow(Duration.ofSeconds(90));
                }
            }
        }
        expected = state();
    }

    @AfterEach
    void deleteSharedMemory() {
        IoUtil.delete(aeronDirectory.toFile(), true);
    }

    private VenueNode start(Path directory) {
        machine.set(null);
        return VenueNode.start(
                NodeConfig.of(directory)
                        .withAeronDirectory(aeronDirectory)
                        .withDurability(Durability.OS)
                        .withSnapshots(1L << 40, false)
                        .withStartDeadline(Duration.ofSeconds(10))
                        .withFatalHandler(fatalities),
                this::newMachine);
    }

    private Machine newMachine(MachineOutput output) {
        Machine made = new ToyMachine(output);
        // The first is the one that takes commands; others make its snapshots.
        machine.compareAndSet(null, made);
        return made;
    }

    private State state() {
        Machine now = machine.get();
        return new State(now.sequence(), now.chain(), now.stateHash());
    }

    @Test
    void shouldKeepItsStateOrNameTheFileThatRots() throws Exception {
        long seed = Long.getLong("rialto.rot.seed", 20_261_126);
        Random random = new Random(seed);
        int same = 0;
        int refused = 0;
        for (Target target : targets()) {
            for (int i = 0; i < FLIPS; i++) {
                long place = random.nextLong(target.length);
                int bit = random.nextInt(Byte.SIZE);
                String what = "-Drialto.rot.seed=" + seed + ": bit " + bit + " of byte " + place
                        + " of " + target.file;
                copy();
                flip(target.file, place, bit);
                if (isSameOrRefused(what, target.file)) {
                    same++;
                } else {
                    refused++;
                }
            }
        }
        System.out.printf(
                "rot: %d flips, %d with the same state, %d refused, seed %d%n",
                same + refused, same, refused, seed);
        assertThat(same).isPositive();
        assertThat(refused).isPositive();
    }

    /** Always at the same places, unless others are asked for: what Aeron refuses it does not name. */
    @Test
    void shouldNeverHaveAnotherStateWhenAeronsOwnListsRot() throws Exception {
        Random random = new Random(Long.getLong("rialto.rot.seed", 7));
        List<Target> lists = List.of(
                target("cluster/recording.log"),
                new Target(Path.of("cluster/node-state.dat"), NODE_STATE_BYTES));
        int tried = 0;
        for (Target target : lists) {
            for (int i = 0; i < FLIPS; i++, tried++) {
                long place = random.nextLong(target.length);
                int bit = random.nextInt(Byte.SIZE);
                copy();
                flip(target.file, place, bit);
                var _ = isSameOrRefused(
                        "bit " + bit + " of byte " + place + " of " + target.file, target.file);
            }
        }
        assertThat(tried).isEqualTo(lists.size() * FLIPS);
    }

    /** The two entries of a snapshot were not synced, and only the second came to the disk. */
    @Test
    void shouldCutTheTornEndOfTheClustersListAndUseTheSnapshotBefore() throws Exception {
        Path list = Path.of("cluster", "recording.log");
        copy();
        int torn = (int) Files.size(data.resolve(list)) - 2 * LIST_ENTRY_BYTES;
        clear(list, torn, LIST_ENTRY_BYTES);

        assertThat(isSameOrRefused("torn end", list)).isTrue();

        try (RecordingLog cut = new RecordingLog(data.resolve("cluster").toFile(), false)) {
            assertThat(cut.entries()).allMatch(entry -> entry.timestamp > 0);
        }
    }

    @Test
    void shouldLeaveTheClustersListAloneWhereMoreThanItsEndIsGone() throws Exception {
        Path list = Path.of("cluster", "recording.log");
        copy();
        clear(list, Files.size(data.resolve(list)) - 3 * LIST_ENTRY_BYTES, LIST_ENTRY_BYTES);
        byte[] before = Files.readAllBytes(data.resolve(list));

        TermsRepair.repair(data.resolve("cluster"));

        assertThat(Files.readAllBytes(data.resolve(list))).isEqualTo(before);
    }

    private void clear(Path file, long place, int length) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(data.resolve(file).toFile(), "rw")) {
            access.seek(place);
            access.write(new byte[length]);
        }
    }

    private boolean isSameOrRefused(String what, Path file) {
        fatalities.clear();
        try (VenueNode _ = start(data)) {
            assertThat(state()).as(what).isEqualTo(expected);
            assertThat(fatalities.isEmpty()).as(what + fatalities).isTrue();
        } catch (DataDirectoryException refusal) {
            assertThat(refusal.getMessage())
                    .as(what)
                    .contains(data.resolve(file).toString());
            return false;
        } catch (RuntimeException refusal) {
            // Aeron keeps its own list without checksums: what it refuses it does not name.
            assertThat(file.startsWith("cluster"))
                    .as(what + ": " + refusal + "\n" + fatalities)
                    .isTrue();
            return false;
        }
        // Events that rotted before the last snapshot are not read by a start; consumers find them.
        boolean isWhole = Recording.list(data.resolve("archive")).stream()
                .allMatch(recording -> RecordingCheck.damage(
                                data.resolve("archive"), recording, recording.startPosition())
                        .isEmpty());
        if (isWhole) {
            assertThat(RecordedEvents.read(data).chain()).as(what).isEqualTo(expected.chain);
        }
        return true;
    }

    @Test
    void shouldRefuseACatalogWhoseLengthsRotted() throws Exception {
        Path catalog = Path.of("archive", "archive.catalog");
        int descriptor = 32 + 32;
        // A text's length that rotted sends a reader past the end.
        for (int place = descriptor; place < descriptor + 84; place++) {
            copy();
            flip(catalog, place, 3);
            assertThatThrownBy(() -> start(data).close())
                    .as("byte %d", place)
                    .isInstanceOf(DataDirectoryException.class)
                    .hasMessageContaining(data.resolve(catalog).toString());
        }
    }

    @Test
    void shouldMissNoRecordingWhoseCatalogEntryRotted() throws Exception {
        Path catalog = Path.of("archive", "archive.catalog");
        byte[] bytes = Files.readAllBytes(whole.resolve(catalog));
        int entry = 32;
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(entry);
        while (length > 0) {
            // The entry's own header, which its checksum does not cover, tells whether it is valid.
            for (int bit = 0; bit < 3; bit++) {
                copy();
                flip(catalog, entry + RecordingDescriptorHeaderDecoder.stateEncodingOffset(), bit);
                isSameOrRefused("entry at " + entry + ", bit " + bit, catalog);
            }
            entry += 32 + length;
            length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(entry);
        }
    }

    @Test
    void shouldNameRotInEveryKindOfFileWhenItVerifies() throws Exception {
        for (Target target : targets()) {
            if (!target.file.startsWith("archive") && !target.file.startsWith("snapshots")) {
                continue;
            }
            copy();
            flip(target.file, target.file.startsWith("archive") ? 40 : target.length / 2, 3);
            if (target.file.endsWith("archive.catalog")) {
                assertThatThrownBy(() -> LogVerifier.verify(data, this::newMachine, (a, b) -> {}))
                        .isInstanceOf(DataDirectoryException.class)
                        .hasMessageContaining("archive.catalog");
            } else {
                assertThat(LogVerifier.verify(data, this::newMachine, (a, b) -> {})
                                .differences())
                        .as(target.toString())
                        .anyMatch(
                                line -> line.contains(data.resolve(target.file).toString()));
            }
        }
    }

    @Test
    void shouldFindNothingWrongWithWholeFiles() throws Exception {
        copy();
        assertThat(LogVerifier.verify(data, this::newMachine, (a, b) -> {}).differences())
                .isEmpty();
    }

    @Test
    void shouldStopTheConsumerBeforeAnEventThatRotted() throws Exception {
        copy();
        Recording events = Recording.list(data.resolve("archive")).stream()
                .filter(recording -> recording.streamId() == EventChannel.STREAM_ID)
                .findFirst()
                .orElseThrow();
        Path file = data.relativize(events.segmentFile(data.resolve("archive"), 0));
        List<Long> read = new ArrayList<>();
        // While it runs: a start that met it would say these events again, out of the log.
        try (VenueNode _ = start(data);
                EventReader reader = new AeronEventReader(
                        () -> aeronDirectory,
                        data.resolve("archive"),
                        new ConsumerPosition(data.resolve("consumers"), "rot"),
                        0,
                        0)) {
            flip(file, 40_040, 0);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            assertThatThrownBy(() -> {
                        while (System.nanoTime() < deadline) {
                            reader.poll((frame, offset, length) -> read.add(1L), 64);
                        }
                    })
                    .isInstanceOf(EventReader.StreamDamagedException.class)
                    .hasMessageContaining(data.resolve(file).toString());
        }
        // Not a frame after the one that rotted; the archive gives fewer before it.
        assertThat(read).hasSizeLessThanOrEqualTo(soundFrames(events));
    }

    private int soundFrames(Recording events) {
        int sound = 0;
        try (RecordingCursor cursor = new RecordingCursor(data.resolve("archive"), events, 0)) {
            while (cursor.next() == RecordingCursor.Found.FRAGMENT) {
                sound++;
            }
        }
        return sound;
    }

    private List<Target> targets() throws IOException {
        List<Target> targets = new ArrayList<>();
        targets.add(target("venue.properties"));
        targets.add(new Target(Path.of("archive/archive.catalog"), 4096));
        for (Recording recording : Recording.list(whole.resolve("archive"))) {
            Path file = recording.segmentFile(
                    whole.resolve("archive"), recording.segmentBase(recording.startPosition()));
            targets.add(new Target(whole.relativize(file), recording.stopPosition()));
        }
        try (Stream<Path> files = Files.list(whole.resolve("snapshots"))) {
            files.forEach(file ->
                    targets.add(new Target(whole.relativize(file), file.toFile().length())));
        }
        return targets;
    }

    private Target target(String name) {
        return new Target(Path.of(name), whole.resolve(name).toFile().length());
    }

    private void copy() throws IOException, InterruptedException {
        IoUtil.delete(data.toFile(), true);
        int status = new ProcessBuilder(
                        "cp", "-r", "--sparse=always", whole.toString(), data.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    private void flip(Path file, long place, int bit) throws IOException {
        try (RandomAccessFile access = new RandomAccessFile(data.resolve(file).toFile(), "rw")) {
            access.seek(place);
            int old = access.read();
            access.seek(place);
            access.write(old ^ (1 << bit));
        }
    }
}
