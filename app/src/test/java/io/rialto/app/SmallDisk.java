package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A disk that a test can fill: a file system in memory of its own where mounting is allowed; else
 * the ordinary disk, of which a large part counts as the venue's reserve.
 */
final class SmallDisk implements AutoCloseable {
    /** Less is kept free than a venue's own reserve would be: the disk is small. */
    private static final long RESERVE = 48L << 20;

    /** Of the ordinary disk: other programs write there too, but hardly as much. */
    private static final long ORDINARY_ROOM = 1L << 30;

    private static final int CHUNK = 1 << 20;

    private final Path path;
    private final boolean isMounted;
    private final long reserveBytes;

    private SmallDisk(Path path, boolean isMounted, long reserveBytes) {
        this.path = path;
        this.isMounted = isMounted;
        this.reserveBytes = reserveBytes;
    }

    /** Mounts one of that size, or takes a part of the ordinary disk. */
    static SmallDisk make(Path folder, int mebibytes) throws IOException {
        Path path = Files.createDirectory(folder);
        boolean isMounted = run(List.of(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=" + mebibytes + "m",
                "rialto",
                path.toString()));
        long free = Files.getFileStore(path).getUsableSpace();
        return new SmallDisk(path, isMounted, isMounted ? RESERVE : free - ORDINARY_ROOM);
    }

    private static boolean run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.onExit().orTimeout(30, TimeUnit.SECONDS).join().exitValue() == 0;
    }

    /** Whether it is one of its own, which can be filled to the last byte. */
    boolean isMounted() {
        return isMounted;
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
        if (!isMounted) {
            long bytes = 2 * ORDINARY_ROOM;
            assertThat(run(List.of("fallocate", "-l", Long.toString(bytes), filler().toString())))
                    .as("fallocate")
                    .isTrue();
            return;
        }
        fillBut(toTheLastByte ? 0 : RESERVE - RESERVE / 4);
    }

    /** Writes until just so much is free; false when no more was. One of its own only. */
    boolean fillBut(long leaveBytes) throws IOException {
        boolean isMore = false;
        FileStore store = Files.getFileStore(path);
        try (FileChannel channel =
                FileChannel.open(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK);
            for (long more = store.getUsableSpace() - leaveBytes;
                    more > 0;
                    more = store.getUsableSpace() - leaveBytes) {
                isMore = true;
                channel.write(zeros.clear().limit((int) Math.min(CHUNK, more)));
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        return isMore;
    }

    /** Makes room again. */
    void empty() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return path.resolve("filler");
    }

    /** From now on nobody may write; one of its own only. */
    void makeReadOnly() throws IOException {
        assertThat(run(List.of("mount", "-o", "remount,ro", path.toString()))).isTrue();
    }

    @Override
    public void close() throws IOException {
        if (isMounted) {
            run(List.of("umount", "-l", path.toString()));
        } else {
            empty();
        }
    }
}
