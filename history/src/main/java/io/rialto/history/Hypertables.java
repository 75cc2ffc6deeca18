package io.rialto.history;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * TimescaleDB's way to divide a table by time, where the extension can be used when a history is
 * begun. It makes the parts by itself.
 */
final class Hypertables {
    private static final List<String> TABLES =
            List.of("trades", "postings", "denials", "order_events");

    private static final System.Logger LOG = System.getLogger(Hypertables.class.getName());

    private Hypertables() {}

    /**
     * Whether a history has, or is to have, hypertables: one that has begun stays as it is. The
     * extension is made where that is allowed.
     */
    static boolean areWanted(Connection connection, String schema) throws SQLException {
        if (is(connection, "SELECT to_regclass(?) IS NOT NULL", schema + ".trades")) {
            return isInstalled(connection)
                    && is(
                            connection,
                            "SELECT relkind = 'r' FROM pg_class WHERE oid = to_regclass(?)",
                            schema + ".trades");
        }
        boolean isAvailable = is(
                connection,
                "SELECT EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = ?)",
                "timescaledb");
        if (isAvailable && !isInstalled(connection)) {
            try (Statement statement = connection.createStatement()) {
                // The history's own schema is not there yet.
                statement.execute("CREATE EXTENSION IF NOT EXISTS timescaledb SCHEMA public");
            } catch (SQLException notAllowed) {
                LOG.log(
                        Level.INFO,
                        "the history is divided by partitions, not by TimescaleDB: {0}",
                        notAllowed.getMessage());
                return false;
            }
        }
        return isAvailable;
    }

    private static boolean isInstalled(Connection connection) throws SQLException {
        return is(
                connection,
                "SELECT EXISTS (SELECT 1 FROM pg_extension WHERE extname = ?)",
                "timescaledb");
    }

    private static boolean is(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Makes the tables hypertables with a part for each day, where they are not. */
    static void make(Connection connection) throws SQLException {
        String functions = schema(connection);
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("SELECT %s.create_hypertable('%s', 'time_nanos',"
                                .formatted(functions, table)
                        + " chunk_time_interval => %d::bigint, if_not_exists => TRUE)"
                                .formatted(TimePartitions.DAY_NANOS));
            }
        }
    }

    /** Drops the parts of a table that lie before an instant; false if it is no hypertable. */
    static boolean dropBefore(Connection connection, String table, long nanos) throws SQLException {
        if (!TABLES.contains(table) || !isInstalled(connection)) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT %s.drop_chunks('%s', older_than => %d::bigint)"
                    .formatted(schema(connection), table, nanos));
        }
        return true;
    }

    /** Where the extension's functions are, quoted: not where the history is. */
    private static String schema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT quote_ident(n.nspname) FROM pg_extension e
                        JOIN pg_namespace n ON n.oid = e.extnamespace
                        WHERE e.extname = 'timescaledb'""")) {
            row.next();
            return row.getString(1);
        }
    }
}
