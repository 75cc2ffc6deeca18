package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.sequencer.SmallMemory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A disk that a test can fill: a file system in memory of its own where mounting is allowed; else
 * the ordinary disk, of which a large part counts as the venue's reserve.
 */
final class SmallDisk implements AutoCloseable {
    /** Less is kept free than a venue's own reserve would be: the disk is small. */
    private static final long RESERVE = 48L << 20;

    /** Of the ordinary disk: other programs write there too, but hardly as much. */
    private static final long ORDINARY_ROOM = 1L << 30;

    private final Path path;
    private final Optional<SmallMemory> mounted;
    private final long reserveBytes;

    private SmallDisk(Path path, Optional<SmallMemory> mounted) throws IOException {
        this.path = path;
        this.mounted = mounted;
        long free = Files.getFileStore(path).getUsableSpace();
        reserveBytes = mounted.isPresent() ? RESERVE : free - ORDINARY_ROOM;
    }

    /** Mounts one of that size, or takes a part of the ordinary disk. */
    static SmallDisk make(Path folder, int mebibytes) throws IOException {
        Path path = Files.createDirectory(folder);
        return new SmallDisk(path, SmallMemory.find(path, mebibytes));
    }

    /** Whether it is one of its own, which can be filled to the last byte. */
    boolean isMounted() {
        return mounted.isPresent();
    }

    Path path() {
        return path;
    }

    /** What a venue on it must be told to keep free, MiB. */
    String reserveMebibytes() {
        return Long.toString(reserveBytes >> 20);
    }

    /** Writes until less is free than the reserve, or nothing at all. */
    void fill(boolean toTheLastByte) throws IOException {
        if (isMounted()) {
            fillBut(toTheLastByte ? 0 : RESERVE - RESERVE / 4);
            return;
        }
        String bytes = Long.toString(2 * ORDINARY_ROOM);
        List<String> command = List.of("fallocate", "-l", bytes, filler().toString());
        try (Program fallocate = Program.start("fallocate", path, command)) {
            Program.Finished finished = fallocate.finish();
            assertThat(finished.exitCode()).as(finished.toString()).isZero();
        }
    }

    /** Writes until just so much is free; false when no more was. One of its own only. */
    boolean fillBut(long leaveBytes) throws IOException {
        return mounted.orElseThrow().fillBut(leaveBytes);
    }

    /** Makes room again. */
    void empty() throws IOException {
        if (isMounted()) {
            mounted.get().empty();
        } else {
            Files.deleteIfExists(filler());
        }
    }

    /** Of the ordinary disk. */
    private Path filler() {
        return path.resolve("filler");
    }

    /** From now on nobody may write; one of its own only. */
    void makeReadOnly() throws IOException {
        mounted.orElseThrow().makeReadOnly();
    }

    @Override
    public void close() throws IOException {
        if (isMounted()) {
            mounted.get().close();
        } else {
            empty();
        }
    }
}
