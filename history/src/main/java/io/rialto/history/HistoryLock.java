package io.rialto.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a history to one writer: held until it is closed or the process dies, however it dies. */
final class HistoryLock implements AutoCloseable {
    private static final String FILE = "history.lock";

    private final FileChannel channel;

    private HistoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the history of a directory.
     *
     * @throws HistoryException when somebody else has it
     */
    static HistoryLock take(Path directory) {
        try {
            FileChannel channel = FileChannel.open(
                    directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new HistoryException("another process keeps the history in " + directory);
            }
            return new HistoryLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
