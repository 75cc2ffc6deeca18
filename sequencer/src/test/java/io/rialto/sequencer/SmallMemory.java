package io.rialto.sequencer;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** A file system in memory of a test's own, which it can fill; only where mounting is allowed. */
final class SmallMemory implements AutoCloseable {
    private static final int CHUNK = 1 << 20;

    private final Path path;

    private SmallMemory(Path path) {
        this.path = path;
    }

    static SmallMemory mount(Path folder, int mebibytes) throws IOException {
        Path path = Files.createDirectory(folder.resolve("memory"));
        String size = "size=" + mebibytes + "m";
        assumeThat(run("mount", "-t", "tmpfs", "-o", size, "rialto", path.toString()))
                .as("may mount")
                .isTrue();
        return new SmallMemory(path);
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

    /** Writes until no more than so much is free. */
    void fillBut(long leaveBytes) throws IOException {
        FileStore store = Files.getFileStore(path);
        try (FileChannel filler =
                FileChannel.open(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK);
            for (long more = store.getUsableSpace() - leaveBytes;
                    more > 0;
                    more = store.getUsableSpace() - leaveBytes) {
                filler.write(zeros.clear().limit((int) Math.min(CHUNK, more)));
            }
        }
    }

    /** Makes room again. */
    void empty() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return path.resolve("filler");
    }

    @Override
    public void close() throws IOException {
        run("umount", "-l", path.toString());
    }
}
