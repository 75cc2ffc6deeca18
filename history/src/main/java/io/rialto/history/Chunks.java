package io.rialto.history;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * Reads long tables in short queries: each begins after the last row of the one before, so that no
 * transaction is long, no connection is kept while a slow client reads, and little is in memory.
 */
final class Chunks {
    static final int ROWS = 2_000;

    /** Takes a row; returns whether it wants more. */
    @FunctionalInterface
    interface RowTaker {
        boolean take(ResultSet row) throws SQLException, IOException;
    }

    private final DataSource source;
    private final boolean hasTwins;
    private final int rowsMax;

    Chunks(DataSource source) {
        this(source, false, ROWS);
    }

    /**
     * @param hasTwins whether two rows may have one key: then the last rows of a query may come again
     *     with the next
     * @param rowsMax of one query, at least 3
     */
    Chunks(DataSource source, boolean hasTwins, int rowsMax) {
        this.source = source;
        this.hasTwins = hasTwins;
        this.rowsMax = rowsMax;
    }

    /**
     * Passes on every row of a query, whose last two parameters are a key, exclusive, and how many
     * rows at most.
     *
     * @param key the column that the query is in ascending order of
     * @param parameters before those
     */
    void forEach(String sql, String key, RowTaker taker, Object... parameters) throws IOException {
        long last = Long.MIN_VALUE;
        int rows = rowsMax;
        try {
            while (rows == rowsMax) {
                rows = 0;
                long after = hasTwins && last != Long.MIN_VALUE ? last - 1 : last;
                try (Connection connection = source.getConnection();
                        PreparedStatement select = connection.prepareStatement(sql)) {
                    int given = parameters.length;
                    for (int i = 0; i < given; i++) {
                        select.setObject(i + 1, parameters[i]);
                    }
                    select.setLong(given + 1, after);
                    select.setInt(given + 2, rowsMax);
                    try (ResultSet row = select.executeQuery()) {
                        while (row.next()) {
                            rows++;
                            last = row.getLong(key);
                            if (!taker.take(row)) {
                                return;
                            }
                        }
                    }
                }
            }
        } catch (SQLException e) {
            throw new HistoryException("cannot read the history", e);
        }
    }
}
