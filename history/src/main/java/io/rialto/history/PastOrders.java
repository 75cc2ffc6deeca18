package io.rialto.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes orders of the past: each from when it was accepted, or from what it was when the history
 * began or when its older events were deleted, by what happened to it since.
 */
final class PastOrders {
    private static final String ORDERS = """
            SELECT o.*, s.sequence AS first_sequence, COALESCE(s.price, o.price) AS first_price,
                   COALESCE(s.quantity, o.quantity) AS first_quantity,
                   COALESCE(s.filled, 0) AS first_filled,
                   COALESCE(s.trigger_price, 0) AS first_trigger
            FROM orders o
            LEFT JOIN order_snapshots s ON s.market = o.market AND s.order_id = o.order_id
            WHERE\s""";

    private static final String IN_ORDER = " ORDER BY o.market, o.order_id";

    private static final String CHANGES = """
            SELECT e.market, e.order_id, e.sequence, e.time_nanos, e.kind, e.price, e.quantity
            FROM orders o
            JOIN order_events e ON e.market = o.market AND e.order_id = o.order_id
            LEFT JOIN order_snapshots s ON s.market = o.market AND s.order_id = o.order_id
            WHERE\s""";

    // What is in a snapshot is not counted again where its events are there still.
    private static final String BY_THEN = """
             AND (s.sequence IS NULL OR e.sequence > s.sequence)
             AND e.sequence <= ? AND e.time_nanos <= ?
            ORDER BY e.market, e.order_id, e.sequence""";

    private static final String OPEN = """
            o.account = ? AND o.accepted_sequence <= ? AND o.accepted_at <= ?
            AND (o.close_reason = '' OR o.changed_sequence > ? OR o.changed_at > ?)""";

    private static final String LIVING = """
            o.market = ? AND o.accepted_at < ? AND (o.close_reason = '' OR o.changed_at >= ?)
            AND o.order_id > ?""";

    private static final String PART = LIVING + " AND o.order_id <= ?";

    private static final String PART_END = """
            SELECT MAX(order_id) FROM (SELECT o.order_id FROM orders o WHERE %s
                                       ORDER BY o.order_id LIMIT %d) AS part""".formatted(LIVING, Pruning.ROWS);

    private static final String KEEP = """
            INSERT INTO order_snapshots
                (market, order_id, sequence, price, quantity, filled, trigger_price)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (market, order_id) DO UPDATE SET
                sequence = excluded.sequence, price = excluded.price,
                quantity = excluded.quantity, filled = excluded.filled,
                trigger_price = excluded.trigger_price""";

    private static final String FORGET = """
            DELETE FROM order_snapshots WHERE market = ? AND NOT EXISTS (
                SELECT 1 FROM orders o
                WHERE o.market = order_snapshots.market AND o.order_id = order_snapshots.order_id
                  AND (o.close_reason = '' OR o.changed_at >= ?))""";

    private PastOrders() {}

    /** Is told of each event that was followed. */
    @FunctionalInterface
    interface Seen {
        void seen(long sequence, long timeNanos);
    }

    /** Those of an account that were open after an event and at an instant, whichever was first. */
    static List<PastAccount.Order> open(
            Connection connection, long account, long sequence, long nanos, Seen seen)
            throws SQLException {
        return follow(
                        connection,
                        OPEN,
                        sequence,
                        nanos,
                        seen,
                        account,
                        sequence,
                        nanos,
                        sequence,
                        nanos)
                .stream()
                .map(FollowedOrder::order)
                .toList();
    }

    /**
     * Stores what a market's orders had become just before an instant, of those that were still open
     * then: their events before it may be deleted.
     *
     * @return the last event that is in it; 0 when there is none
     */
    static long keep(Connection connection, long market, long before) throws SQLException {
        long last = 0;
        try (PreparedStatement keep = connection.prepareStatement(KEEP);
                PreparedStatement forget = connection.prepareStatement(FORGET)) {
            long begin = 0;
            long end = partEnd(connection, market, before, begin);
            while (end > begin) {
                for (FollowedOrder each : follow(
                        connection,
                        PART,
                        Long.MAX_VALUE,
                        before - 1,
                        (sequence, nanos) -> {},
                        market,
                        before,
                        before,
                        begin,
                        end)) {
                    each.store(keep);
                    last = Math.max(last, each.sequence());
                }
                keep.executeBatch();
                begin = end;
                end = partEnd(connection, market, before, begin);
            }
            forget.setLong(1, market);
            forget.setLong(2, before);
            forget.executeUpdate();
        }
        return last;
    }

    /** The last of the next orders that are kept, so many as memory has room for; else the begin. */
    private static long partEnd(Connection connection, long market, long before, long begin)
            throws SQLException {
        AtomicLong end = new AtomicLong();
        PastAccounts.each(
                connection,
                PART_END,
                row -> end.set(Math.max(begin, row.getLong(1))),
                market,
                before,
                before,
                begin);
        return end.get();
    }

    /** Those orders, by their events up to one and until an instant. */
    private static Collection<FollowedOrder> follow(
            Connection connection, String which, long sequence, long nanos, Seen seen, long... keys)
            throws SQLException {
        Map<OrderChange.Key, FollowedOrder> orders = new LinkedHashMap<>();
        PastAccounts.each(
                connection,
                ORDERS + which + IN_ORDER,
                row -> {
                    PastOrder order = HistoryRows.order(row);
                    orders.put(
                            new OrderChange.Key(
                                    order.info().market(), order.info().order()),
                            FollowedOrder.of(order, row));
                },
                keys);
        long[] bounded = Arrays.copyOf(keys, keys.length + 2);
        bounded[keys.length] = sequence;
        bounded[keys.length + 1] = nanos;
        PastAccounts.each(
                connection,
                CHANGES + which + BY_THEN,
                row -> {
                    seen.seen(row.getLong(3), row.getLong(4));
                    orders.get(new OrderChange.Key(row.getLong(1), row.getLong(2)))
                            .apply(
                                    row.getLong(3),
                                    OrderEvent.Kind.valueOf(row.getString(5)),
                                    row.getLong(6),
                                    row.getLong(7));
                },
                bounded);
        return orders.values();
    }
}
