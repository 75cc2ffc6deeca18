package io.rialto.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a history that is not open: put aside while it is made anew, and compared with it. */
public final class HistoryFiles {
    private static final List<String> SUFFIXES = List.of("", "-wal", "-shm");
    private static final String ASIDE = ".before";

    private HistoryFiles() {}

    private static Path file(Path directory, String suffix) {
        return directory.resolve(History.FILE + suffix);
    }

    private static Path aside(Path directory, String suffix) {
        return directory.resolve(History.FILE + ASIDE + suffix);
    }

    /**
     * Puts the history of a directory aside, if there is one; what was aside before is replaced.
     *
     * @throws HistoryException when a process keeps it
     */
    public static boolean putAside(Path directory) {
        try (var _ = HistoryLock.take(directory)) {
            boolean isThere = Files.exists(file(directory, ""));
            for (String suffix : SUFFIXES) {
                Files.deleteIfExists(aside(directory, suffix));
                move(file(directory, suffix), aside(directory, suffix));
            }
            return isThere;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings what was put aside back, in place of what is there. */
    public static void bringBack(Path directory) {
        try {
            History.drop(directory);
            for (String suffix : SUFFIXES) {
                move(aside(directory, suffix), file(directory, suffix));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes what was put aside. */
    public static void forget(Path directory) {
        try {
            for (String suffix : SUFFIXES) {
                Files.deleteIfExists(aside(directory, suffix));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * What a history has.
     *
     * @param firstSequence it knows everything after this event; 0 for all
     * @param rows by table
     */
    public record Content(long firstSequence, Map<String, Long> rows) {}

    /** Counts what the history of a directory has. */
    public static Content content(Path directory) {
        try (Connection connection = open(directory)) {
            Map<String, Long> rows = new LinkedHashMap<>();
            for (String table : tables(connection)) {
                rows.put(table, number(connection, "SELECT COUNT(*) FROM " + table));
            }
            long first = number(connection, "SELECT MAX(first_sequence) FROM projection");
            return new Content(first, rows);
        } catch (SQLException e) {
            throw new HistoryException("cannot count the history", e);
        }
    }

    /**
     * How many rows of each table are in the history or in the one put aside and not in both; those
     * tables that have any.
     */
    public static Map<String, Long> differences(Path directory) {
        try (Connection connection = open(directory)) {
            try (PreparedStatement attach = connection.prepareStatement("ATTACH ? AS aside")) {
                attach.setString(1, aside(directory, "").toAbsolutePath().toString());
                attach.execute();
            }
            Map<String, Long> differences = new LinkedHashMap<>();
            for (String table : tables(connection)) {
                long rows = number(connection, """
                        SELECT (SELECT COUNT(*) FROM
                                (SELECT * FROM main.%1$s EXCEPT SELECT * FROM aside.%1$s))
                             + (SELECT COUNT(*) FROM
                                (SELECT * FROM aside.%1$s EXCEPT SELECT * FROM main.%1$s))""".formatted(table));
                if (rows > 0) {
                    differences.put(table, rows);
                }
            }
            return differences;
        } catch (SQLException e) {
            throw new HistoryException("cannot compare the histories", e);
        }
    }

    private static Connection open(Path directory) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file(directory, "").toAbsolutePath());
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT name FROM sqlite_master
                        WHERE type = 'table' AND name NOT LIKE 'flyway%' AND name NOT LIKE 'sqlite%'
                        ORDER BY name""")) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
