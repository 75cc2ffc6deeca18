package io.rialto.identity;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * Where identities are: a SQLite file in the box, PostgreSQL by configuration, one schema. All of
 * it blocks; any thread that may.
 */
final class IdentityDatabase implements AutoCloseable {
    static final String FILE = "identity.db";
    private static final String POSTGRESQL = "jdbc:postgresql:";
    private static final String SCHEMA = "rialto_identity";
    private static final int CONNECTIONS_MAX = 4;
    private static final int BUSY_MILLIS = 10_000;

    private final HikariDataSource pool;
    private final boolean isPostgresql;
    private final CircuitBreaker breaker = Outward.breaker("database");

    IdentityDatabase(HikariDataSource pool, boolean isPostgresql) {
        this.pool = pool;
        this.isPostgresql = isPostgresql;
    }

    /**
     * Opens the database at the newest schema, making what is missing.
     *
     * @param url of JDBC for PostgreSQL; empty for the file in the data directory
     * @throws IdentityException UNAVAILABLE when it cannot be
     */
    static IdentityDatabase open(Path data, Optional<String> url) {
        boolean isPostgresql = url.isPresent();
        HikariConfig config = new HikariConfig();
        config.setPoolName("identity");
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(BUSY_MILLIS);
        if (isPostgresql) {
            postgresql(config, url.get());
        } else {
            Path file = data.resolve(FILE);
            create(file);
            config.setDataSource(sqlite(file));
        }
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(config);
            migrate(isPostgresql, pool);
            return new IdentityDatabase(pool, isPostgresql);
        } catch (FlywayException | HikariPool.PoolInitializationException failure) {
            if (pool != null) {
                pool.close();
            }
            throw unavailable(failure);
        }
    }

    /** Makes the file for its owner alone, as SQLite then makes those beside it. */
    private static void create(Path file) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(file, SecretBox.ownerOnly());
            }
        } catch (FileAlreadyExistsException made) {
            // By another process, in the same way.
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    private static void postgresql(HikariConfig config, String url) {
        if (!url.startsWith(POSTGRESQL)) {
            throw new IdentityException(
                    IdentityException.Reason.UNAVAILABLE,
                    "the database's address must begin with " + POSTGRESQL);
        }
        config.setJdbcUrl(url);
        config.setSchema(SCHEMA);
    }

    /**
     * Opens PostgreSQL of whatever schema to read only.
     *
     * @throws IdentityException UNAVAILABLE when it cannot be
     */
    static IdentityDatabase toRead(String url) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("identity-read");
        postgresql(config, url);
        config.setReadOnly(true);
        config.setMaximumPoolSize(1);
        try {
            return new IdentityDatabase(new HikariDataSource(config), true);
        } catch (HikariPool.PoolInitializationException failure) {
            throw unavailable(failure);
        }
    }

    /** Opens a file of whatever schema to read only. */
    static IdentityDatabase toRead(Path file) {
        SQLiteConfig reader = new SQLiteConfig();
        reader.setReadOnly(true);
        reader.setBusyTimeout(BUSY_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(reader);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        HikariConfig config = new HikariConfig();
        config.setPoolName("identity-read");
        config.setDataSource(source);
        config.setReadOnly(true);
        config.setMaximumPoolSize(1);
        return new IdentityDatabase(new HikariDataSource(config), false);
    }

    private static SQLiteDataSource sqlite(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // Unlike a projection nothing makes these rows again.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        // Whoever reads and then writes must not meet another who did the same.
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }

    private static void migrate(boolean isPostgresql, DataSource source) {
        var flyway = Flyway.configure(IdentityDatabase.class.getClassLoader())
                .dataSource(source)
                .locations(
                        "classpath:db/identity/common",
                        isPostgresql
                                ? "classpath:db/identity/postgresql"
                                : "classpath:db/identity/sqlite");
        if (isPostgresql) {
            flyway.schemas(SCHEMA);
        }
        flyway.load().migrate();
    }

    /** Work within one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Runs the work as one step: all of it is stored, or nothing if it throws.
     *
     * @throws IdentityException UNAVAILABLE when the database does not do it
     */
    <T> T transact(Work<T> work) {
        try (Connection connection = Outward.ask(breaker, pool::getConnection)) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(new Transaction(connection, isPostgresql));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            }
        } catch (SQLException | CallNotPermittedException failure) {
            throw unavailable(failure);
        }
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /** What can be done with tables, inside a transaction. */
    record Transaction(Connection connection, boolean isPostgresql) {
        /** All rows of a query. */
        <T> List<T> list(Row<T> reader, String sql, Object... values) throws SQLException {
            try (PreparedStatement statement = prepared(sql, values);
                    ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        }

        /** The only row of a query, if there is one. */
        <T> Optional<T> one(Row<T> reader, String sql, Object... values) throws SQLException {
            return list(reader, sql, values).stream().findFirst();
        }

        /** How many rows a change touched. */
        int change(String sql, Object... values) throws SQLException {
            try (PreparedStatement statement = prepared(sql, values)) {
                return statement.executeUpdate();
            }
        }

        /** Makes a change with the values of each row, in order. */
        void changeAll(String sql, List<Object[]> rows) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (Object[] row : rows) {
                    set(statement, row);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }

        /** Lets no other transaction write the table until this one ends; readers go on. */
        void lock(String table) throws SQLException {
            // SQLite has one writer at a time anyway.
            if (isPostgresql) {
                change("LOCK TABLE " + table + " IN SHARE ROW EXCLUSIVE MODE");
            }
        }

        private PreparedStatement prepared(String sql, Object... values) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(sql);
            set(statement, values);
            return statement;
        }

        private static void set(PreparedStatement statement, Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
        }
    }

    private static IdentityException unavailable(Exception failure) {
        return new IdentityException(
                IdentityException.Reason.UNAVAILABLE,
                "the database of identities does not answer: " + failure.getMessage(),
                failure);
    }

    @Override
    public void close() {
        pool.close();
    }
}
