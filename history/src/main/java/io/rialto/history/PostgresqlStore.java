package io.rialto.history;

import com.zaxxer.hikari.HikariConfig;

import org.postgresql.ds.PGSimpleDataSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A history in a schema of a PostgreSQL database, which may be away at any time. */
final class PostgresqlStore extends HistoryStore {
    /** The history's schema unless the URL says another. */
    static final String SCHEMA = "rialto_history";

    private static final String PREFIX = "jdbc:postgresql:";
    private static final String ASIDE = "_before";
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,49}");
    private static final int CONNECT_SECONDS = 5;

    /** A server that says nothing for so long is not waited for. */
    private static final int ANSWER_SECONDS = 120;

    private final String url;
    private final String schema;
    private final String told;

    PostgresqlStore(String url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        if (!url.startsWith(PREFIX)) {
            throw new IllegalArgumentException(
                    "the history's database must begin with " + PREFIX + "//");
        }
        source.setURL(url);
        this.url = url;
        schema = Optional.ofNullable(source.getCurrentSchema()).orElse(SCHEMA);
        if (!NAME.matcher(schema).matches()) {
            throw new IllegalArgumentException(
                    "the history's schema must be small letters, digits and underscores, 50 at"
                            + " most: " + schema);
        }
        told = "PostgreSQL at " + String.join(",", source.getServerNames()) + ", database "
                + source.getDatabaseName() + ", schema " + schema;
    }

    @Override
    public String toString() {
        return told;
    }

    @Override
    public boolean isServer() {
        return true;
    }

    private PGSimpleDataSource source(String of) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        source.setCurrentSchema(of);
        source.setApplicationName("rialto-history");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(ANSWER_SECONDS);
        source.setTcpKeepAlive(true);
        // What it says of a failure must not tell rows.
        source.setLogServerErrorDetail(false);
        // Rows that are sent together are one statement.
        source.setReWriteBatchedInserts(true);
        source.setDefaultRowFetchSize(Chunks.ROWS);
        return source;
    }

    @Override
    HistoryLock take() {
        try {
            return HistoryLock.take(source(schema).getConnection(), schema);
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    @Override
    void migrate() {
        try (Connection connection = source(schema).getConnection()) {
            boolean isHyper = Hypertables.areWanted(connection, schema);
            Map<String, String> words = Map.of(
                    "event_key",
                    "BIGINT",
                    "clustered",
                    "",
                    "bytes",
                    "BYTEA",
                    "by_time",
                    isHyper ? "" : "PARTITION BY RANGE (time_nanos)");
            migrate(source(schema), "postgresql", Optional.of(schema), words);
            if (isHyper) {
                Hypertables.make(connection);
            }
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    @Override
    Connection openWriter() throws SQLException {
        Connection connection = source(schema).getConnection();
        try (Statement statement = connection.createStatement()) {
            // A crash of the server may undo the last transactions, effects and position together;
            // the events of what is missing are then applied again.
            statement.execute("SET synchronous_commit TO off");
        }
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    HikariConfig readers() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source(schema));
        config.setConnectionTimeout(CONNECT_SECONDS * 1_000L);
        // What is read is of one moment, and comes a part at a time.
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        return config;
    }

    @Override
    Optional<Object> key() {
        // Whether there is one shows when it is asked how far it is.
        return Optional.of(told);
    }

    @Override
    HistoryException unusable(Throwable failure) {
        return HistoryException.unusable(this, failure, "Is it there, and may we create in it?");
    }

    @Override
    void prepare(Connection writer, List<Long> days) throws SQLException {
        TimePartitions.make(writer, days);
    }

    @Override
    long sliceNanos() {
        return TimePartitions.DAY_NANOS;
    }

    @Override
    boolean dropBefore(Connection writer, String table, long nanos) throws SQLException {
        return TimePartitions.dropBefore(writer, table, nanos)
                || Hypertables.dropBefore(writer, table, nanos);
    }

    @Override
    void drop() {
        change("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
    }

    @Override
    Optional<Path> copy(Path target) {
        return Optional.empty();
    }

    @Override
    boolean isThere() {
        return hasProjection(schema);
    }

    @Override
    boolean isAsideThere() {
        return hasProjection(asideSchema());
    }

    @Override
    void moveAside() {
        change(
                "DROP SCHEMA IF EXISTS " + asideSchema() + " CASCADE",
                "ALTER SCHEMA " + schema + " RENAME TO " + asideSchema());
    }

    @Override
    void moveBack() {
        boolean wasAside = isAsideThere();
        drop();
        if (wasAside) {
            change("ALTER SCHEMA " + asideSchema() + " RENAME TO " + schema);
        }
    }

    @Override
    void dropAside() {
        change("DROP SCHEMA IF EXISTS " + asideSchema() + " CASCADE");
    }

    @Override
    String asideName() {
        return "schema " + asideSchema();
    }

    /** All of it, or nothing. */
    private void change(String... statements) {
        try (Connection connection = source(schema).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    private boolean hasProjection(String in) {
        try (Connection connection = source(in).getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            select.setString(1, in + ".projection");
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    @Override
    Connection openBoth(boolean wantsAside) throws SQLException {
        return source(schema).getConnection();
    }

    @Override
    Connection openAside() throws SQLException {
        return source(asideSchema()).getConnection();
    }

    @Override
    String schema() {
        return schema;
    }

    @Override
    String asideSchema() {
        return schema + ASIDE;
    }

    @Override
    String tablesQuery() {
        return """
                SELECT c.relname FROM pg_class c
                WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
                AND NOT c.relispartition AND c.relname NOT LIKE 'flyway%' ORDER BY c.relname""";
    }
}
