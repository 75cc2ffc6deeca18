package io.rialto.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Keeps a history to one writer: held until it is closed or the process dies, however it dies. */
final class HistoryLock implements AutoCloseable {
    private static final String FILE = "history.lock";

    private final AutoCloseable held;

    private HistoryLock(AutoCloseable held) {
        this.held = held;
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

    /**
     * Takes a schema of PostgreSQL for as long as a connection lasts, which is the lock's from now on.
     *
     * @throws HistoryException when somebody else has it
     */
    static HistoryLock take(Connection connection, String schema) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "SELECT pg_try_advisory_lock(hashtext('rialto history'), hashtext(?))")) {
            lock.setString(1, schema);
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                if (row.getBoolean(1)) {
                    return new HistoryLock(() -> unlock(connection));
                }
            }
        }
        connection.close();
        // It may be a session of ours that the server has not given up yet.
        throw new HistoryException(
                "cannot take the history",
                new SQLException("another process keeps it, in schema " + schema, "55P03"));
    }

    /** Whoever comes next need not wait until the server sees that the connection is closed. */
    private static void unlock(Connection connection) throws SQLException {
        try (connection;
                PreparedStatement unlock =
                        connection.prepareStatement("SELECT pg_advisory_unlock_all()")) {
            unlock.execute();
        } catch (SQLException gone) {
            // Then the lock went with the connection.
            connection.close();
        }
    }

    @Override
    public void close() {
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new HistoryException("cannot give the history up", e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
