package io.rialto.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** A history that is not open: put aside while it is made anew, and compared with it. */
public final class HistoryFiles {
    private HistoryFiles() {}

    /**
     * Brings what an interrupted rebuild put aside back, in place of the part that it had made: that
     * is there no more, or has not come so far as what is aside.
     *
     * @return whether there was such
     * @throws HistoryException when a process keeps the history
     */
    public static boolean recover(HistoryStore store) {
        try (var _ = store.take()) {
            if (!store.isAsideThere()) {
                return false;
            }
            boolean isWhole = store.isThere() && Extent.of(store).last >= Extent.aside(store).last;
            if (!isWhole) {
                store.moveBack();
            }
            return !isWhole;
        }
    }

    /**
     * Puts a history aside, if there is one; what was aside before is replaced, if the history knows
     * as much.
     *
     * @throws HistoryException when a process keeps it, or when what is aside knows more
     */
    public static boolean putAside(HistoryStore store) {
        try (var _ = store.take()) {
            boolean isThere = store.isThere();
            if (store.isAsideThere()
                    && !(isThere && Extent.of(store).includes(Extent.aside(store)))) {
                throw new HistoryException(store.asideName()
                        + " knows more than the history: it was put aside by an earlier rebuild."
                        + " Keep it elsewhere, or delete it, and try again");
            }
            if (isThere) {
                settle(store);
                store.moveAside();
            } else {
                store.dropAside();
            }
            return isThere;
        }
    }

    /** Makes one file of a database, so that one move takes all of it: closing it does that. */
    private static void settle(HistoryStore store) {
        try {
            Extent.of(store);
        } catch (HistoryException unreadable) {
            // As it is then: that may be why it is made anew.
        }
    }

    /** From after which event to which a history goes. */
    private record Extent(long first, long last) {
        static Extent of(HistoryStore store) {
            try (Connection connection = store.openBoth(false)) {
                return of(connection);
            } catch (SQLException e) {
                throw new HistoryException("cannot read " + store, e);
            }
        }

        static Extent aside(HistoryStore store) {
            try (Connection connection = store.openAside()) {
                return of(connection);
            } catch (SQLException e) {
                throw new HistoryException("cannot read " + store.asideName(), e);
            }
        }

        private static Extent of(Connection connection) throws SQLException {
            return new Extent(
                    number(connection, "SELECT COALESCE(MAX(first_sequence), 0) FROM projection"),
                    number(connection, "SELECT COALESCE(MAX(sequence), 0) FROM projection"));
        }

        boolean includes(Extent other) {
            return first <= other.first && last >= other.last;
        }
    }

    /** Brings what was put aside back, in place of what is there. */
    public static void bringBack(HistoryStore store) {
        store.moveBack();
    }

    /** Deletes what was put aside. */
    public static void forget(HistoryStore store) {
        store.dropAside();
    }

    /** What is put aside is called so. */
    public static String asideName(HistoryStore store) {
        return store.asideName();
    }

    /**
     * What a history has.
     *
     * @param firstSequence it knows everything after this event; 0 for all
     * @param rows by table
     */
    public record Content(long firstSequence, Map<String, Long> rows) {}

    /** Counts what a history has. */
    public static Content content(HistoryStore store) {
        try (Connection connection = store.openBoth(false)) {
            Map<String, Long> rows = new LinkedHashMap<>();
            for (String table : store.tables(connection)) {
                rows.put(table, number(connection, "SELECT COUNT(*) FROM " + table));
            }
            long first = number(connection, "SELECT MAX(first_sequence) FROM projection");
            return new Content(first, rows);
        } catch (SQLException e) {
            throw new HistoryException("cannot count the history", e);
        }
    }

    /** Compares a history with the one put aside. */
    public static HistoryComparison compare(HistoryStore store) {
        try (Connection connection = store.openBoth(true)) {
            return HistoryComparison.of(connection, store);
        } catch (SQLException e) {
            throw new HistoryException("cannot compare the histories", e);
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
