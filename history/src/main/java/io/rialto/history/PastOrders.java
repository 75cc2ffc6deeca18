package io.rialto.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes orders of the past: each from when it was accepted, or from what it was when the history
 * began, by what happened to it since.
 */
final class PastOrders {
    private static final String OPEN = """
            o.account = ? AND o.accepted_sequence <= ? AND o.accepted_at <= ?
            AND (o.close_reason = '' OR o.changed_sequence > ? OR o.changed_at > ?)""";

    private static final String ORDERS = """
            SELECT o.*, COALESCE(s.price, o.price) AS first_price,
                   COALESCE(s.quantity, o.quantity) AS first_quantity,
                   COALESCE(s.filled, 0) AS first_filled,
                   COALESCE(s.trigger_price, 0) AS first_trigger
            FROM orders o
            LEFT JOIN order_snapshots s ON s.market = o.market AND s.order_id = o.order_id
            WHERE %s ORDER BY o.market, o.order_id""".formatted(OPEN);

    private static final String CHANGES = """
            SELECT e.market, e.order_id, e.sequence, e.time_nanos, e.kind, e.price, e.quantity
            FROM orders o
            JOIN order_events e ON e.market = o.market AND e.order_id = o.order_id
            WHERE %s AND e.sequence <= ? AND e.time_nanos <= ?
            ORDER BY e.market, e.order_id, e.sequence""".formatted(OPEN);

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
        Map<OrderChange.Key, FollowedOrder> open = new LinkedHashMap<>();
        PastAccounts.each(
                connection,
                ORDERS,
                row -> {
                    PastOrder order = HistoryRows.order(row);
                    open.put(
                            new OrderChange.Key(
                                    order.info().market(), order.info().order()),
                            new FollowedOrder(
                                    order,
                                    row.getLong("first_price"),
                                    row.getLong("first_quantity"),
                                    row.getLong("first_filled"),
                                    row.getLong("first_trigger")));
                },
                account,
                sequence,
                nanos,
                sequence,
                nanos);
        PastAccounts.each(
                connection,
                CHANGES,
                row -> {
                    seen.seen(row.getLong(3), row.getLong(4));
                    open.get(new OrderChange.Key(row.getLong(1), row.getLong(2)))
                            .apply(
                                    OrderEvent.Kind.valueOf(row.getString(5)),
                                    row.getLong(6),
                                    row.getLong(7));
                },
                account,
                sequence,
                nanos,
                sequence,
                nanos,
                sequence,
                nanos);
        return open.values().stream().map(FollowedOrder::order).toList();
    }
}
