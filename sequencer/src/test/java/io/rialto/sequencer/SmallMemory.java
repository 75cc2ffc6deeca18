package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system in memory of a test's own, which it can fill to the last byte. */
public final class SmallMemory implements AutoCloseable {
    private static final int CHUNK = 1 << 20;

    private final Path path;

    private SmallMemory(Path path) {
        this.path = path;
    }

    /** Mounts one on an empty directory; nothing where mounting is not allowed. */
    public static Optional<SmallMemory> find(Path directory, int mebibytes) throws IOException {
        String size = "size=" + mebibytes + "m";
        return run("mount", "-t", "tmpfs", "-o", size, "rialto", directory.toString())
                ? Optional.of(new SmallMemory(directory))
                : Optional.empty();
    }

    /** Mounts one in a folder; the test that needs it is left out where that is not allowed. */
    static SmallMemory mount(Path folder, int mebibytes) throws IOException {
        Optional<SmallMemory> memory =
                find(Files.createDirectory(folder.resolve("memory")), mebibytes);
        assumeThat(memory).as("may mount").isPresent();
        return memory.get();
    }

    private static boolean run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.onExit().orTimeout(30, TimeUnit.SECONDS).join().exitValue() == 0;
    }

    Path path() {
        return path;
    }

    /** Writes until just so much is free; false when no more was. */
    public boolean fillBut(long leaveBytes) throws IOException {
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
            // Somebody else who writes there was faster.
            assertThat(full).hasMessageContaining("No space left");
        }
        return isMore;
    }

    /** Makes room again. */
    public void empty() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return path.resolve("filler");
    }

    /** From now on nobody may write. */
    public void makeReadOnly() throws IOException {
        assertThat(run("mount", "-o", "remount,ro", path.toString())).isTrue();
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", path.toString());
    }
}
