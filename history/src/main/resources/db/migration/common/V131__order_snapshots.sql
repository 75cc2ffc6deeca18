-- Orders that were open when the history began, as they were then: where following what happened to
-- them begins.
CREATE TABLE order_snapshots (
    market        BIGINT NOT NULL,
    order_id      BIGINT NOT NULL,
    sequence      BIGINT NOT NULL,
    price         BIGINT NOT NULL,
    quantity      BIGINT NOT NULL,
    filled        BIGINT NOT NULL,
    -- The price that it waited for; 0 when it did not wait.
    trigger_price BIGINT NOT NULL,
    PRIMARY KEY (market, order_id)
) ${clustered};

-- What they had filled follows from what they filled since; the rest is as it is now.
INSERT INTO order_snapshots
SELECT o.market, o.order_id, p.first_sequence, o.price, o.quantity,
       o.filled - COALESCE(
           (SELECT SUM(e.quantity) FROM order_events e
            WHERE e.market = o.market AND e.order_id = o.order_id AND e.kind = 'TRADED'), 0),
       0
FROM orders o JOIN projection p ON p.first_sequence > 0 AND o.accepted_sequence <= p.first_sequence;
