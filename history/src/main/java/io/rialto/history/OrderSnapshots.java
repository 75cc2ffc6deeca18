package io.rialto.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Stores what open orders had become by an instant, for their events before it are deleted. Following
 * them begins there ({@link PastOrders}). Owned by the writer's thread.
 */
final class OrderSnapshots {
    /** Numbers of orders rise with time: none from the first on that is too new is looked at. */
    private static final String LIVING = """
            o.market = ? AND o.order_id > ? AND o.order_id < ?
            AND (o.close_reason = '' OR o.changed_at >= ?)""";

    private static final String TOO_NEW = """
            SELECT COALESCE((SELECT order_id FROM orders WHERE market = ? AND accepted_at >= ?
                             ORDER BY order_id LIMIT 1), ?)""";

    private static final String PART_END = "SELECT COALESCE((SELECT o.order_id FROM orders o WHERE "
            + LIVING
            + " ORDER BY o.order_id LIMIT 1 OFFSET ?), ?)";

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

    private OrderSnapshots() {}

    /** Of the orders of a market that were still open just before the instant. */
    static void keep(Connection connection, long market, long before) throws SQLException {
        long tooNew = Pruning.number(connection, TOO_NEW, market, before, Long.MAX_VALUE);
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            long after = 0;
            long end;
            do {
                // So many at once as memory has room for.
                end = Pruning.number(
                        connection, PART_END, market, after, tooNew, before, Pruning.ROWS, tooNew);
                for (FollowedOrder each : PastOrders.follow(
                        connection,
                        LIVING,
                        Long.MAX_VALUE,
                        before - 1,
                        (sequence, nanos) -> {},
                        market,
                        after,
                        end,
                        before)) {
                    each.store(keep);
                }
                keep.executeBatch();
                after = end - 1;
            } while (end < tooNew);
        }
        Pruning.change(connection, FORGET, market, before);
    }
}
