package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class StateFileTest {
    private static final byte[] VENUE = new byte[16];
    private static final SnapshotPoint POINT = new SnapshotPoint(1, 2, 3, 4, 5, 6, 7, 8);

    @TempDir
    Path directory;

    private final List<byte[]> written = new ArrayList<>();
    private StateFiles files;

    @BeforeEach
    void writeSomeBlocks() throws IOException {
        files = new StateFiles(directory, VENUE);
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            byte[] record = new byte[random.nextInt(60_000)];
            random.nextBytes(record);
            written.add(record);
        }
        files.write(
                POINT,
                sink -> written.forEach(
                        record -> sink.append(new UnsafeBuffer(record), 0, record.length)));
    }

    @Test
    void shouldReadBackEveryRecordInOrder() {
        List<byte[]> read = new ArrayList<>();
        StateFile file = files.open(POINT.pointer());
        file.read((record, offset, length) -> {
            byte[] copy = new byte[length];
            record.getBytes(offset, copy);
            read.add(copy);
        });
        assertThat(file.point()).isEqualTo(POINT);
        assertThat(read.toArray(byte[][]::new)).isDeepEqualTo(written.toArray(byte[][]::new));
    }

    @Test
    void shouldFindAFlippedBitAnywhere() throws IOException {
        Path path = files.open(POINT.pointer()).path();
        byte[] whole = Files.readAllBytes(path);
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            // Header and trailer first, then anywhere.
            int index = i < 50
                    ? i
                    : i < 70 ? whole.length - 1 - (i - 50) : random.nextInt(whole.length);
            byte[] damaged = whole.clone();
            damaged[index] ^= (byte) (1 << random.nextInt(8));
            Files.write(path, damaged);
            assertThat(files.findWhole(POINT.logPosition()))
                    .as("byte %d", index)
                    .isEmpty();
        }
        Files.write(path, whole);
        assertThat(files.findWhole(POINT.logPosition())).isPresent();
    }

    @Test
    void shouldNotTakeACutFileForAWholeOne() throws IOException {
        Path path = files.open(POINT.pointer()).path();
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length += 9_973) {
            Files.write(path, java.util.Arrays.copyOf(whole, length));
            assertThat(files.newestWhole()).as("%d bytes", length).isEmpty();
        }
    }

    @Test
    void shouldRefuseAnotherVenuesState() {
        byte[] other = new byte[16];
        other[3] = 1;
        assertThatThrownBy(() -> new StateFiles(directory, other).open(POINT.pointer()))
                .isInstanceOf(StateFile.DamagedException.class)
                .hasMessageContaining("another venue's");
    }
}
