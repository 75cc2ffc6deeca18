package io.rialto.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Where what a history keeps of a kind begins.
 *
 * @param nanos rows of that instant and later are here; 0 for all
 * @param sequence of postings: of this event balance snapshots tell what all accounts had; of orders:
 *     the last of their events that is not kept
 */
record Horizon(long nanos, long sequence) {
    static final Horizon NONE = new Horizon(0, 0);

    static Horizon of(Connection connection, Retention.Kind kind) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT before_nanos, sequence FROM retention WHERE kind = ?")) {
            select.setString(1, kind.name());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? new Horizon(row.getLong(1), row.getLong(2)) : NONE;
            }
        }
    }

    /** Within a transaction. */
    void store(Connection connection, Retention.Kind kind) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO retention (kind, before_nanos, sequence) VALUES (?, ?, ?)
                ON CONFLICT (kind) DO UPDATE SET
                    before_nanos = excluded.before_nanos, sequence = excluded.sequence""")) {
            insert.setString(1, kind.name());
            insert.setLong(2, nanos);
            insert.setLong(3, sequence);
            insert.executeUpdate();
        }
    }
}
