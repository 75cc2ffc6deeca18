package io.rialto.sequencer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Held by whoever throws parts of a data directory away, or copies them: never both at a time, in
 * whatever processes. The operating system releases it when its holder dies.
 */
final class PruneLock implements AutoCloseable {
    private final FileChannel channel;
    private final Optional<FileLock> lock;

    private PruneLock(FileChannel channel, Optional<FileLock> lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /** Takes it unless somebody else has it. */
    static PruneLock tryTake(Path data) throws IOException {
        FileChannel channel = FileChannel.open(
                data.resolve("prune.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            return new PruneLock(channel, Optional.ofNullable(channel.tryLock()));
        } catch (OverlappingFileLockException sameProcess) {
            return new PruneLock(channel, Optional.empty());
        }
    }

    boolean isTaken() {
        return lock.isPresent();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
