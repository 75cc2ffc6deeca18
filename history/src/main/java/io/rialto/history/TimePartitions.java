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

    /** The tables that are divided by ranges of time. */
    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT c.relname FROM pg_partitioned_table p
                        JOIN pg_class c ON c.oid = p.partrelid
                        WHERE c.relnamespace = current_schema()::regnamespace
                        ORDER BY c.relname""")) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }
}
