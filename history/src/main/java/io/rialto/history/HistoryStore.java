package io.rialto.history;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * Where a history is: a SQLite file in a directory, or a schema of a PostgreSQL database. The tables
 * are the same, and so are the questions to them; here is what differs.
 */
public abstract sealed class HistoryStore permits SqliteStore, PostgresqlStore {
    private static final int READERS_MAX = 4;

    /** The SQLite file of a directory. */
    public static HistoryStore in(Path directory) {
        return new SqliteStore(directory);
    }

    /**
     * The SQLite file of a directory, or what a URL names instead.
     *
     * @param url of JDBC, for PostgreSQL; {@code currentSchema} in it is the schema that is the
     *     history's alone, {@value PostgresqlStore#SCHEMA} unless given
     * @throws IllegalArgumentException when it is no such URL
     */
    public static HistoryStore of(Path directory, Optional<String> url) {
        return url.map(to -> (HistoryStore) new PostgresqlStore(to)).orElseGet(() -> in(directory));
    }

    /** Which database, without any secret. */
    @Override
    public abstract String toString();

    /** Whether this is a database of its own that other machines may reach, in no directory. */
    public abstract boolean isServer();

    /**
     * Keeps the history to one process until it is closed.
     *
     * @throws HistoryException when another has it
     */
    abstract HistoryLock take();

    /**
     * Brings the database to the newest schema, making what is missing.
     *
     * @throws HistoryException when it cannot be opened, or is none of ours
     */
    abstract void migrate();

    /** The only connection that writes; without automatic commits. */
    abstract Connection openWriter() throws SQLException;

    /** Of connections that only read. */
    abstract HikariConfig readers();

    /**
     * Connections that only read.
     *
     * @throws HistoryException when the database cannot be used
     */
    final HikariDataSource openReaders() {
        HikariConfig config = readers();
        config.setPoolName("history");
        config.setReadOnly(true);
        config.setMaximumPoolSize(READERS_MAX);
        config.setMinimumIdle(0);
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw unusable(e);
        }
    }

    /** Tells a history from one made anew in its place; nothing while there is none. */
    abstract Optional<Object> key();

    /** Of what cannot be opened, whatever is wrong with it. */
    abstract HistoryException unusable(Throwable failure);

    /** Makes room for rows of some days, numbered since 1970, within the writer's transaction. */
    abstract void prepare(Connection writer, List<Long> days) throws SQLException;

    /** What is deleted for its age begins and ends where a multiple of this does. */
    abstract long sliceNanos();

    /**
     * Drops the parts of a table that lie before an instant, within the writer's transaction; returns
     * whether the table has parts.
     */
    abstract boolean dropBefore(Connection writer, String table, long nanos) throws SQLException;

    /** Deletes a history that is not open. */
    abstract void drop();

    /** Copies a history that is in a file, if there is one, while it may be written. */
    abstract Optional<Path> copy(Path target);

    abstract boolean isThere();

    /** Whether one was put aside. */
    abstract boolean isAsideThere();

    /** Puts the history, if any, in place of what was put aside before. */
    abstract void moveAside();

    /** Puts what was put aside, if any, where the history was. */
    abstract void moveBack();

    abstract void dropAside();

    /** What is put aside is called so by people. */
    abstract String asideName();

    /** A connection that sees the history, and what was put aside if that is wanted. */
    abstract Connection openBoth(boolean wantsAside) throws SQLException;

    /** The names by which {@link #openBoth} knows the tables of the one and of the other. */
    abstract String schema();

    abstract String asideSchema();

    /** A connection that sees what was put aside as if it were the history. */
    abstract Connection openAside() throws SQLException;

    /** Asks for the names of the tables of a {@link #schema}. */
    abstract String tablesQuery();

    List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(tablesQuery());
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }

    /**
     * Runs the migrations: those of every database, and those of this one.
     *
     * @param words for the placeholders that V1__history.sql explains
     */
    void migrate(
            DataSource source, String dialect, Optional<String> schema, Map<String, String> words) {
        try {
            var flyway = Flyway.configure(HistoryStore.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:db/migration/common", "classpath:db/migration/" + dialect)
                    .placeholders(words);
            schema.ifPresent(flyway::schemas);
            flyway.load().migrate();
        } catch (FlywayException e) {
            throw unusable(e);
        }
    }
}
