package io.rialto.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Deletes old rows of a table by ascending key, some at a time. Times do not fall as keys rise, so it
 * is over at the first row that is not old.
 */
final class Sweep {
    private final String range;
    private final String table;
    private final String key;
    private final String time;
    private final String also;
    private final long before;
    private long last = Long.MIN_VALUE;

    /**
     * Of the rows of an owner.
     *
     * @param owner a condition that a key's first columns make quick
     * @param also a condition of the rows to go, besides being old
     * @param before rows of an earlier time are old
     */
    Sweep(String table, String owner, String key, String time, String also, long before) {
        this.table = table;
        this.key = key;
        this.time = time;
        this.also = also;
        this.before = before;
        range = " FROM " + table + " WHERE " + owner + " AND " + key;
    }

    /** Deletes some; returns whether there may be more. */
    boolean deletePart(Connection connection) throws SQLException {
        long begin = last;
        int old = 0;
        try (PreparedStatement select = connection.prepareStatement("SELECT " + key + ", " + time
                + range + " > ? ORDER BY " + key + " LIMIT " + Pruning.ROWS)) {
            select.setLong(1, begin);
            try (ResultSet row = select.executeQuery()) {
                while (row.next() && row.getLong(2) < before) {
                    last = row.getLong(1);
                    old++;
                }
            }
        }
        if (old == 0) {
            return false;
        }
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE" + range + " > ? AND " + key + " <= ? AND " + time + " < ?" + also)) {
            delete.setLong(1, begin);
            delete.setLong(2, last);
            delete.setLong(3, before);
            delete.executeUpdate();
        }
        return old == Pruning.ROWS;
    }

    @Override
    public String toString() {
        return table + range;
    }
}
