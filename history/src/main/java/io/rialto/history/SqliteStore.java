package io.rialto.history;

import com.zaxxer.hikari.HikariConfig;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A history in a file of a directory. */
final class SqliteStore extends HistoryStore {
    static final String FILE = "history.db";
    private static final String ASIDE = FILE + ".before";
    private static final List<String> SUFFIXES = List.of("", "-wal", "-shm");
    private static final int BUSY_MILLIS = 10_000;
    private static final long HOUR_NANOS = 3_600_000_000_000L;

    private final Path directory;

    SqliteStore(Path directory) {
        this.directory = directory;
    }

    @Override
    public String toString() {
        return file().toString();
    }

    @Override
    public boolean isServer() {
        return false;
    }

    private Path file() {
        return directory.resolve(FILE);
    }

    @Override
    HistoryLock take() {
        try {
            Files.createDirectories(directory, ownerOnly("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HistoryLock.take(directory);
    }

    @Override
    void migrate() {
        create();
        Map<String, String> words =
                Map.of("event_key", "INTEGER", "clustered", "WITHOUT ROWID", "bytes", "BLOB");
        migrate(source(false), "sqlite", Optional.empty(), words);
    }

    /** Makes the file for its owner alone, as SQLite then makes those beside it. */
    private void create() {
        try {
            if (!Files.exists(file())) {
                Files.createFile(file(), ownerOnly("rw-------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    Connection openWriter() throws SQLException {
        Connection connection = source(false).getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    HikariConfig readers() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source(true));
        // What is read is of one moment.
        config.setAutoCommit(false);
        return config;
    }

    private SQLiteDataSource source(boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // A crash of the machine may undo the last transactions, effects and position together; the
        // events of what is missing are then applied again.
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setReadOnly(readOnly);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url(file()));
        return source;
    }

    private static String url(Path file) {
        return "jdbc:sqlite:" + file.toAbsolutePath();
    }

    @Override
    Optional<Object> key() {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file(), BasicFileAttributes.class);
            return Optional.of(
                    Objects.requireNonNullElse(attributes.fileKey(), attributes.creationTime()));
        } catch (IOException e) {
            // There is none, or none for us: whoever asks is told that it is not available.
            return Optional.empty();
        }
    }

    @Override
    HistoryException unusable(Throwable failure) {
        return HistoryException.unusable(
                this,
                failure,
                "If it is damaged, move history.db* away: the next start makes it again from the"
                        + " events");
    }

    @Override
    void prepare(Connection writer, List<Long> days) {
        // One file takes all.
    }

    @Override
    long sliceNanos() {
        return HOUR_NANOS;
    }

    @Override
    boolean dropBefore(Connection writer, String table, long nanos) {
        return false;
    }

    @Override
    void drop() {
        delete(FILE);
    }

    @Override
    Optional<Path> copy(Path target) {
        if (!isThere()) {
            return Optional.empty();
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        try {
            Files.deleteIfExists(target);
            try (Connection connection =
                            DriverManager.getConnection(url(file()), config.toProperties());
                    PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
                copy.setString(1, target.toAbsolutePath().toString());
                copy.execute();
            }
        } catch (SQLException e) {
            throw new HistoryException("cannot copy the history " + this, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(target);
    }

    @Override
    boolean isThere() {
        return Files.exists(file());
    }

    @Override
    boolean isAsideThere() {
        return Files.exists(directory.resolve(ASIDE));
    }

    @Override
    void moveAside() {
        delete(ASIDE);
        move(FILE, ASIDE);
    }

    @Override
    void moveBack() {
        drop();
        move(ASIDE, FILE);
    }

    @Override
    void dropAside() {
        delete(ASIDE);
    }

    @Override
    String asideName() {
        return directory.resolve(ASIDE).toString();
    }

    private void delete(String name) {
        try {
            for (String suffix : SUFFIXES) {
                Files.deleteIfExists(directory.resolve(name + suffix));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void move(String from, String to) {
        try {
            for (String suffix : SUFFIXES) {
                Path file = directory.resolve(from + suffix);
                if (Files.exists(file)) {
                    Files.move(
                            file,
                            directory.resolve(to + suffix),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    Connection openBoth(boolean wantsAside) throws SQLException {
        Connection connection = DriverManager.getConnection(url(file()));
        if (wantsAside) {
            try (PreparedStatement attach =
                    connection.prepareStatement("ATTACH ? AS " + asideSchema())) {
                attach.setString(1, directory.resolve(ASIDE).toAbsolutePath().toString());
                attach.execute();
            }
        }
        return connection;
    }

    @Override
    Connection openAside() throws SQLException {
        return DriverManager.getConnection(url(directory.resolve(ASIDE)));
    }

    @Override
    String schema() {
        return "main";
    }

    @Override
    String asideSchema() {
        return "aside";
    }

    @Override
    String tablesQuery() {
        return """
                SELECT name FROM sqlite_master
                WHERE type = 'table' AND name NOT LIKE 'flyway%' AND name NOT LIKE 'sqlite%'
                ORDER BY name""";
    }
}
