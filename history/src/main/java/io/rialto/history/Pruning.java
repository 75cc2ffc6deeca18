package io.rialto.history;

import io.rialto.history.Retention.Kind;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Deletes from a history what its policy keeps no longer. First it moves the beginning of what is
 * kept, storing there what must be known of the time before: the books of all markets, the open
 * orders and the balances of all accounts. Then it deletes what lies before, a bounded part in each
 * transaction, so that no new event waits long for it. Where a crash ends that, the next start goes
 * on. Owned by the writer's thread.
 */
final class Pruning {
    /** So many rows at most go in one transaction. */
    static final int ROWS = 5_000;

    private final Connection connection;
    private final HistoryStore store;
    private final Retention retention;
    private final Deque<Sweep> sweeps = new ArrayDeque<>();
    private boolean hasLooked;

    Pruning(Connection connection, HistoryStore store, Retention retention) {
        this.connection = connection;
        this.store = store;
        this.retention = retention;
    }

    /**
     * Does a part, in a transaction of its own.
     *
     * @param newestNanos when the last event stored was
     * @return whether there is more to do now
     */
    boolean step(long newestNanos) {
        try {
            if (sweeps.isEmpty()) {
                moveAll(newestNanos);
            } else if (!sweeps.getFirst().deletePart(connection)) {
                sweeps.removeFirst();
            }
            connection.commit();
            return !sweeps.isEmpty();
        } catch (SQLException e) {
            throw new HistoryException("cannot delete what is kept no longer", e);
        }
    }

    private void moveAll(long newestNanos) throws SQLException {
        for (Kind kind : Kind.values()) {
            if (retention.kept().containsKey(kind)) {
                Horizon now = Horizon.of(connection, kind);
                long oldest = newestNanos - retention.kept().get(kind).toNanos();
                long before = oldest - Math.floorMod(oldest, store.sliceNanos());
                if (before > now.nanos()) {
                    move(kind, now, before);
                    sweep(kind, before);
                } else if (!hasLooked && now.nanos() > 0) {
                    sweep(kind, now.nanos());
                }
            }
        }
        hasLooked = true;
    }

    private void move(Kind kind, Horizon from, long before) throws SQLException {
        long sequence = 0;
        switch (kind) {
            case ORDERS -> {
                sequence = from.sequence();
                for (long market : markets()) {
                    keepBook(market, before);
                    OrderSnapshots.keep(connection, market, before);
                    sequence = Math.max(sequence, lastOrderEvent(market, before));
                }
            }
            case TRADES -> keepTraders(before);
            case POSTINGS -> sequence = keepBalances(from, before);
            case CANDLES_1S, CANDLES_1M, CANDLES_1H -> {
                // Longer ones are kept by themselves.
            }
        }
        new Horizon(before, sequence).store(connection, kind);
    }

    private void keepBook(long market, long before) throws SQLException {
        var book = PastBooks.resting(connection, market, new Moment.At(before - 1));
        if (book.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO books VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
                PreparedStatement delete = connection.prepareStatement(
                        "DELETE FROM books WHERE market = ? AND sequence < ?")) {
            RestingOrders resting = book.get();
            insert.setLong(1, market);
            insert.setLong(2, resting.sequence());
            insert.setLong(3, resting.timeNanos());
            insert.setLong(4, resting.update());
            insert.setInt(5, resting.size());
            insert.setBytes(6, resting.encode());
            insert.setInt(7, resting.changes());
            insert.executeUpdate();
            delete.setLong(1, market);
            delete.setLong(2, resting.sequence());
            delete.executeUpdate();
        }
    }

    /** The last event of a market's orders that goes; 0 when none does. */
    private long lastOrderEvent(long market, long before) throws SQLException {
        return number(connection, """
                SELECT COALESCE(MAX(sequence), 0) FROM order_events
                WHERE market = ? AND sequence < COALESCE(
                    (SELECT sequence FROM order_events WHERE market = ? AND time_nanos >= ?
                     ORDER BY sequence LIMIT 1), ?)""", market, market, before, Long.MAX_VALUE);
    }

    private void keepTraders(long before) throws SQLException {
        for (long market : markets()) {
            long kept = number(connection, """
                    SELECT COALESCE((SELECT trade FROM trades WHERE market = ? AND time_nanos >= ?
                                     ORDER BY trade LIMIT 1), ?)""", market, before, Long.MAX_VALUE);
            change(connection, """
                    INSERT INTO pruned_traders
                    SELECT maker_account FROM trades WHERE market = ? AND trade < ?
                    UNION SELECT taker_account FROM trades WHERE market = ? AND trade < ?
                    ON CONFLICT DO NOTHING""", market, kept, market, kept);
        }
    }

    /** Returns the event of which the balances are. */
    private long keepBalances(Horizon from, long before) throws SQLException {
        long known = Math.max(
                from.sequence(), number(connection, "SELECT MAX(first_sequence) FROM projection"));
        long to = number(connection, """
                SELECT COALESCE((SELECT sequence - 1 FROM postings WHERE time_nanos >= ?
                                 ORDER BY sequence LIMIT 1),
                                (SELECT MAX(sequence) FROM projection))""", before);
        if (to <= known) {
            return known;
        }
        change(connection, """
                INSERT INTO balance_snapshots
                SELECT account, CAST(? AS BIGINT), asset, cash, held FROM (
                    SELECT account, asset, cash, held, ROW_NUMBER() OVER (
                        PARTITION BY account, asset ORDER BY sequence DESC) AS place
                    FROM (SELECT account, asset, sequence, cash, held FROM balance_snapshots
                          WHERE sequence = ?
                          UNION ALL
                          SELECT account, asset, sequence, cash, held FROM postings
                          WHERE sequence > ? AND sequence <= ?) AS said) AS placed
                WHERE place = 1""", to, known, known, to);
        change(connection, "DELETE FROM balance_snapshots WHERE sequence < ?", to);
        return to;
    }

    private void sweep(Kind kind, long before) throws SQLException {
        switch (kind) {
            case ORDERS -> {
                sweepMarkets("order_events", "sequence", "time_nanos", "", before);
                sweepMarkets(
                        "orders",
                        "order_id",
                        "accepted_at",
                        " AND close_reason <> '' AND changed_at < " + before,
                        before);
                sweepAll("denials", before);
            }
            case TRADES -> sweepMarkets("trades", "trade", "time_nanos", "", before);
            case POSTINGS -> sweepAll("postings", before);
            case CANDLES_1S -> sweepCandles("1s", before);
            case CANDLES_1M -> sweepCandles("1m", before);
            case CANDLES_1H -> sweepCandles("1h", before);
        }
    }

    private void sweepAll(String table, long before) throws SQLException {
        if (!store.dropBefore(connection, table, before)) {
            sweeps.add(new Sweep(table, "1 = 1", "sequence", "time_nanos", "", before));
        }
    }

    private void sweepMarkets(String table, String key, String time, String also, long before)
            throws SQLException {
        if (store.dropBefore(connection, table, before)) {
            return;
        }
        for (long market : markets()) {
            sweeps.add(new Sweep(table, "market = " + market, key, time, also, before));
        }
    }

    private void sweepCandles(String span, long before) throws SQLException {
        String newest = " AND begin_nanos < (SELECT MAX(c.begin_nanos) FROM candles c"
                + " WHERE c.market = candles.market AND c.span = candles.span)";
        for (long market : markets()) {
            String owner = "market = " + market + " AND span = '" + span + "'";
            sweeps.add(new Sweep("candles", owner, "begin_nanos", "begin_nanos", newest, before));
        }
    }

    private List<Long> markets() throws SQLException {
        List<Long> markets = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                        SELECT market FROM market_events WHERE kind = 'CREATED'
                        UNION SELECT market FROM books ORDER BY market""");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                markets.add(row.getLong(1));
            }
        }
        return markets;
    }

    /** The number in the first row that a query gives. */
    static long number(Connection connection, String sql, long... values) throws SQLException {
        try (PreparedStatement select = filled(connection, sql, values);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    static void change(Connection connection, String sql, long... values) throws SQLException {
        try (PreparedStatement statement = filled(connection, sql, values)) {
            statement.executeUpdate();
        }
    }

    private static PreparedStatement filled(Connection connection, String sql, long... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setLong(i + 1, values[i]);
        }
        return statement;
    }
}
