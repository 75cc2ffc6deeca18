package io.rialto.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a rebuilt history differs from the one before it.
 *
 * @param differences how many rows of each table are in one of the two only; those tables that have any
 * @param upgradedBefore what happened before this event an older version stored, without the
 *     numbers of book updates and without books: neither is compared; 0 for none. What an older
 *     version did not write of dealings is not compared either
 */
public record HistoryComparison(Map<String, Long> differences, long upgradedBefore) {
    private static final String BOOKS = "books";
    private static final String ORDER_EVENTS = "order_events";
    private static final String PROJECTION = "projection";

    // Written from the event on that the projection names; in terms there is no event.
    private static final Set<String> DEALING_TERMS = Set.of("contract_markets", "funds", "options");
    private static final Set<String> DEALINGS = Set.of(
            "position_snapshots",
            "position_changes",
            "redemptions",
            "contract_events",
            "settlements",
            "item_events",
            "code_events");

    /** Of a history with what was put aside; the connection sees both. */
    static HistoryComparison of(Connection connection, HistoryStore store) throws SQLException {
        List<String> tables = store.tables(connection);
        long upgradedBefore = upgradedBefore(connection, store.asideSchema());
        long dealingsAfter = HistoryFiles.number(
                connection,
                "SELECT COALESCE(MAX(dealings_after), 0) FROM " + store.asideSchema()
                        + ".projection");
        Map<String, Long> differences = new LinkedHashMap<>();
        for (String table : tables) {
            boolean isUnknown = (upgradedBefore > 0 && table.equals(BOOKS))
                    || (dealingsAfter > 0 && DEALING_TERMS.contains(table));
            String kept = isUnknown ? "1 = 0" : kept(connection, store, table, dealingsAfter);
            String columns = columns(table, upgradedBefore);
            long rows =
                    differing(connection, store, columns + " FROM %s." + table + " WHERE " + kept);
            if (rows > 0) {
                differences.put(table, rows);
            }
        }
        return new HistoryComparison(differences, upgradedBefore);
    }

    // What an older version stored has no number where the book must have changed; it comes first.
    private static long upgradedBefore(Connection connection, String schema) throws SQLException {
        return HistoryFiles.number(connection, """
                SELECT CASE WHEN EXISTS (SELECT 1 FROM %1$s.order_events
                                         WHERE kind = 'RESTED' AND update_number = 0)
                       THEN COALESCE((SELECT MIN(sequence) FROM %1$s.order_events
                                      WHERE update_number <> 0), %2$d)
                       ELSE 0 END""".formatted(schema, Long.MAX_VALUE));
    }

    private static String columns(String table, long upgradedBefore) {
        return switch (table) {
            case ORDER_EVENTS ->
                "market, order_id, sequence, time_nanos, kind, price, quantity, trade, reason, side,"
                        + " remaining, CASE WHEN sequence < " + upgradedBefore
                        + " THEN 0 ELSE update_number END";
            case PROJECTION -> "name, sequence, chain, time_nanos, first_sequence";
            default -> "*";
        };
    }

    /** What either has deleted for its age, or stored only because it did, is not compared. */
    private static String kept(
            Connection connection, HistoryStore store, String table, long dealingsAfter)
            throws SQLException {
        if (DEALINGS.contains(table)) {
            return "sequence > " + dealingsAfter;
        }
        return switch (table) {
            case ORDER_EVENTS, BOOKS, "denials" ->
                "time_nanos >= " + begin(connection, store, Retention.Kind.ORDERS);
            case "orders" ->
                "(close_reason = '' OR changed_at >= "
                        + begin(connection, store, Retention.Kind.ORDERS) + ")";
            case "order_snapshots" ->
                begin(connection, store, Retention.Kind.ORDERS) > 0 ? "1 = 0" : "1 = 1";
            case "trades" -> "time_nanos >= " + begin(connection, store, Retention.Kind.TRADES);
            case "postings" -> "time_nanos >= " + begin(connection, store, Retention.Kind.POSTINGS);
            case "balance_snapshots" ->
                begin(connection, store, Retention.Kind.POSTINGS) > 0 ? "1 = 0" : "1 = 1";
            case "candles" ->
                "begin_nanos >= CASE span WHEN '1s' THEN %d WHEN '1m' THEN %d WHEN '1h' THEN %d ELSE 0 END"
                        .formatted(
                                begin(connection, store, Retention.Kind.CANDLES_1S),
                                begin(connection, store, Retention.Kind.CANDLES_1M),
                                begin(connection, store, Retention.Kind.CANDLES_1H));
            case "retention", "pruned_traders" -> "1 = 0";
            default -> "1 = 1";
        };
    }

    private static long begin(Connection connection, HistoryStore store, Retention.Kind kind)
            throws SQLException {
        return HistoryFiles.number(
                connection, """
                SELECT COALESCE(MAX(before_nanos), 0) FROM (
                    SELECT * FROM %s.retention UNION ALL SELECT * FROM %s.retention) AS both_kept
                WHERE kind = '%s'""".formatted(store.schema(), store.asideSchema(), kind));
    }

    private static long differing(Connection connection, HistoryStore store, String select)
            throws SQLException {
        String ours = "SELECT " + select.formatted(store.schema());
        String theirs = "SELECT " + select.formatted(store.asideSchema());
        return HistoryFiles.number(connection, """
                SELECT (SELECT COUNT(*) FROM (%1$s EXCEPT %2$s) AS ours)
                     + (SELECT COUNT(*) FROM (%2$s EXCEPT %1$s) AS theirs)""".formatted(ours, theirs));
    }

    /** Whether no row that can be compared differs. */
    public boolean isSame() {
        return differences.isEmpty();
    }
}
