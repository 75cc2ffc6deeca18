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
     * Brings what an interrupted rebuild put aside back, in place of the part that it had made: that
     * is there no more, or has not come so far as what is aside.
     *
     * @return whether there was such
     * @throws HistoryException when a process keeps the history
     */
    public static boolean recover(Path directory) {
        try (var _ = HistoryLock.take(directory)) {
            if (!Files.exists(aside(directory, ""))) {
                return false;
            }
            boolean isWhole = Files.exists(file(directory, ""))
                    && Extent.of(file(directory, "")).last >= Extent.of(aside(directory, "")).last;
            if (!isWhole) {
                bringBack(directory);
            }
            return !isWhole;
        }
    }

    /**
     * Puts the history of a directory aside, if there is one; what was aside before is replaced, if
     * the history knows as much.
     *
     * @throws HistoryException when a process keeps it, or when what is aside knows more
     */
    public static boolean putAside(Path directory) {
        try (var _ = HistoryLock.take(directory)) {
            Path before = aside(directory, "");
            boolean isThere = Files.exists(file(directory, ""));
            if (Files.exists(before)
                    && !(isThere && Extent.of(file(directory, "")).includes(Extent.of(before)))) {
                throw new HistoryException(before
                        + " knows more than the history: it was put aside by an earlier rebuild."
                        + " Keep it elsewhere, or delete it, and try again");
            }
            if (isThere) {
                settle(file(directory, ""));
            }
            for (String suffix : SUFFIXES) {
                Files.deleteIfExists(aside(directory, suffix));
                move(file(directory, suffix), aside(directory, suffix));
            }
            return isThere;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes one file of a database, so that one move takes all of it: closing it does that. */
    private static void settle(Path file) {
        try {
            Extent.of(file);
        } catch (HistoryException unreadable) {
            // As it is then: that may be why it is made anew.
        }
    }

    /** From after which event to which a history goes. */
    private record Extent(long first, long last) {
        static Extent of(Path file) {
            try (Connection connection = open(file)) {
                return new Extent(
                        number(
                                connection,
                                "SELECT COALESCE(MAX(first_sequence), 0) FROM projection"),
                        number(connection, "SELECT COALESCE(MAX(sequence), 0) FROM projection"));
            } catch (SQLException e) {
                throw new HistoryException("cannot read " + file, e);
            }
        }

        boolean includes(Extent other) {
            return first <= other.first && last >= other.last;
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
        try (Connection connection = open(file(directory, ""))) {
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

    /** Compares a history with the one put aside. */
    public static HistoryComparison compare(Path directory) {
        try (Connection connection = open(file(directory, ""))) {
            try (PreparedStatement attach = connection.prepareStatement("ATTACH ? AS aside")) {
                attach.setString(1, aside(directory, "").toAbsolutePath().toString());
                attach.execute();
            }
            return HistoryComparison.of(connection, tables(connection));
        } catch (SQLException e) {
            throw new HistoryException("cannot compare the histories", e);
        }
    }

    private static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
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

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
