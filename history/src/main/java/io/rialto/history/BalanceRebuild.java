package io.rialto.history;

import io.rialto.view.Balance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.sql.DataSource;

/** Adds up an account's postings: the newest balance snapshot, if any, and all postings after it. */
final class BalanceRebuild {
    private BalanceRebuild() {}

    /** The balances after event {@code sequence}, which the history must have reached. */
    static RebuiltBalances of(DataSource source, long account, long sequence) {
        long start = System.nanoTime();
        try (Connection connection = source.getConnection()) {
            long from = newestSnapshot(connection, sequence);
            Map<Integer, long[]> sums = new TreeMap<>();
            addSnapshot(connection, account, from, sums);
            long replayed = addPostings(connection, account, from, sequence, sums);
            List<Balance> balances = new ArrayList<>();
            sums.forEach((asset, sum) -> balances.add(new Balance(account, asset, sum[0], sum[1])));
            long elapsed = System.nanoTime() - start;
            return new RebuiltBalances(account, sequence, from, balances, replayed, elapsed);
        } catch (SQLException e) {
            throw new HistoryException("cannot add up the postings of account " + account, e);
        }
    }

    // A snapshot is of all accounts: one without rows had nothing.
    private static long newestSnapshot(Connection connection, long sequence) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT COALESCE(MAX(sequence), 0) FROM balance_snapshots WHERE sequence <= ?")) {
            select.setLong(1, sequence);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void addSnapshot(
            Connection connection, long account, long from, Map<Integer, long[]> sums)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT asset, cash, held FROM balance_snapshots"
                        + " WHERE account = ? AND sequence = ?")) {
            select.setLong(1, account);
            select.setLong(2, from);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sums.put(rows.getInt(1), new long[] {rows.getLong(2), rows.getLong(3)});
                }
            }
        }
    }

    private static long addPostings(
            Connection connection, long account, long from, long to, Map<Integer, long[]> sums)
            throws SQLException {
        long replayed = 0;
        try (PreparedStatement select =
                connection.prepareStatement("SELECT asset, cash_delta, held_delta FROM postings"
                        + " WHERE account = ? AND sequence > ? AND sequence <= ?"
                        + " ORDER BY sequence")) {
            select.setLong(1, account);
            select.setLong(2, from);
            select.setLong(3, to);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long[] sum = sums.computeIfAbsent(rows.getInt(1), asset -> new long[2]);
                    sum[0] = Math.addExact(sum[0], rows.getLong(2));
                    sum[1] = Math.addExact(sum[1], rows.getLong(3));
                    replayed++;
                }
            }
        }
        return replayed;
    }
}
