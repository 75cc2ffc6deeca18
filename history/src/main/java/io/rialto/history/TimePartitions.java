package io.rialto.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of PostgreSQL's tables that are divided by time, one for each day: all tables that a
 * migration has made so. A day is numbered since 1970 and named by its number.
 */
final class TimePartitions {
    static final long DAY_NANOS = 86_400_000_000_000L;

    private TimePartitions() {}

    /** Makes the parts of some days, where there are none. */
    static void make(Connection connection, List<Long> days) throws SQLException {
        if (days.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            for (String table : tables(connection)) {
                for (long day : days) {
                    statement.execute(
                            """
                            CREATE TABLE IF NOT EXISTS %1$s_d%2$d PARTITION OF %1$s
                            FOR VALUES FROM (%3$d) TO (%4$d)""".formatted(table, day, day * DAY_NANOS, (day + 1) * DAY_NANOS));
                }
            }
        }
    }

    /** Drops the parts of a table up to an instant that a day begins with; false if it has none. */
    static boolean dropBefore(Connection connection, String table, long nanos) throws SQLException {
        if (!tables(connection).contains(table)) {
            return false;
        }
        long day = Math.floorDiv(nanos, DAY_NANOS);
        try (Statement statement = connection.createStatement()) {
            for (String part : parts(connection, table)) {
                if (Long.parseLong(part.substring(part.lastIndexOf('d') + 1)) < day) {
                    statement.execute("DROP TABLE " + part);
                }
            }
        }
        return true;
    }

    private static List<String> parts(Connection connection, String table) throws SQLException {
        return names(connection, """
                SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                WHERE i.inhparent = '%s'::regclass ORDER BY c.relname""".formatted(table));
    }

    /** The tables that are divided by ranges of time. */
    private static List<String> tables(Connection connection) throws SQLException {
        return names(connection, """
                SELECT c.relname FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
                WHERE c.relnamespace = current_schema()::regnamespace ORDER BY c.relname""");
    }

    private static List<String> names(Connection connection, String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }
}
