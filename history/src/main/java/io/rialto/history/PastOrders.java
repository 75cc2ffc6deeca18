package io.rialto.history;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    private static final String SINCE = """
             AND (s.sequence IS NULL OR e.sequence > s.sequence)
             AND e.sequence <= ? AND e.time_nanos <= ?
            ORDER BY e.market, e.order_id, e.sequence""";

    private static final String OPEN = """
            o.account = ? AND o.accepted_sequence <= ? AND o.accepted_at <= ?
            AND (o.close_reason = '' OR o.changed_sequence > ? OR o.changed_at > ?)""";

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
     * Orders as they were after an event and at an instant, whichever was first.
     *
     * @param which a condition on {@code o}, an order's row
     * @param keys what it asks for
     */
    static Collection<FollowedOrder> follow(
            Connection connection, String which, long sequence, long nanos, Seen seen, long... keys)
            throws SQLException {
        Map<OrderChange.Key, FollowedOrder> orders = new LinkedHashMap<>();
        PastAccounts.each(
                connection,
                ORDERS + which + IN_ORDER,
                row -> {
                    PastOrder order = HistoryRows.order(row);
                    // Its time is not kept; what is in it has one before all that follows.
                    seen.seen(row.getLong("first_sequence"), 0);
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
                CHANGES + which + SINCE,
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
