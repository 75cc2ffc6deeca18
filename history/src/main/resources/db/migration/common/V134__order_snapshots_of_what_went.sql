-- A history that keeps orders for a time had deleted what open orders had filled before. It follows
-- from what they filled since; the rest is as it is now.
INSERT INTO order_snapshots
SELECT o.market, o.order_id, 0, o.price, o.quantity,
       o.filled - COALESCE(
           (SELECT SUM(e.quantity) FROM order_events e
            WHERE e.market = o.market AND e.order_id = o.order_id AND e.kind = 'TRADED'), 0),
       0
FROM orders o JOIN retention r ON r.kind = 'ORDERS'
WHERE o.accepted_at < r.before_nanos
ON CONFLICT (market, order_id) DO UPDATE SET filled = excluded.filled;
