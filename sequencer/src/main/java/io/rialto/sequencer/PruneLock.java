package io.rialto.sequencer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Held by whoever throws parts of a data directory away, or copies them: never both at a time, in
 * whatever processes. The operating system releases it when its holder dies.
 */
final class PruneLock implements AutoCloseable {
    private static final long WAIT_NANOS_MAX = 30_000_000_000L;
    private static final long PARK_NANOS = 1_000_000;

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

    /**
     * Takes it, waiting for whoever has it.
     *
     * @throws IOException when that takes too long
     */
    static PruneLock take(Path data) throws IOException {
        long deadline = System.nanoTime() + WAIT_NANOS_MAX;
        while (true) {
            PruneLock lock = tryTake(data);
            if (lock.isTaken()) {
                return lock;
            }
            lock.close();
            if (System.nanoTime() > deadline) {
                throw new IOException(data + " is being pruned, or a backup made of it");
            }
            LockSupport.parkNanos(PARK_NANOS);
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
