package io.rialto.history;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** The SQLite file of the history: its schema, its writer's connection, its readers' pool. */
final class HistoryDatabase {
    private static final int READERS_MAX = 4;
    private static final int BUSY_MILLIS = 10_000;

    private HistoryDatabase() {}

    /**
     * Brings the file to the newest schema, making it if there is none.
     *
     * @throws HistoryException when the file cannot be opened, or is none of ours
     */
    static void migrate(Path file) {
        try {
            Flyway.configure(HistoryDatabase.class.getClassLoader())
                    .dataSource(source(file, false))
                    .locations("classpath:db/migration/common", "classpath:db/migration/sqlite")
                    .placeholders(Map.of(
                            "event_key", "INTEGER", "clustered", "WITHOUT ROWID", "bytes", "BLOB"))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw HistoryException.ofFile(file, e);
        }
    }

    /** The only connection that writes; without automatic commits. */
    static Connection openWriter(Path file) throws SQLException {
        Connection connection = source(file, false).getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    /** Connections that only read. */
    static HikariDataSource openReaders(Path file) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("history");
        config.setDataSource(source(file, true));
        config.setReadOnly(true);
        config.setMaximumPoolSize(READERS_MAX);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    private static SQLiteDataSource source(Path file, boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // A crash of the machine may undo the last transactions, effects and position together; the
        // events of what is missing are then applied again.
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setReadOnly(readOnly);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }
}
