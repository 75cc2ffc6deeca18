-- The changes of a market's orders in the order in which they happened, with what the book shows
-- after each: from a stored book and the changes after it any past book can be made.
ALTER TABLE order_events RENAME TO order_events_before;

CREATE TABLE order_events (
    market        BIGINT NOT NULL,
    order_id      BIGINT NOT NULL,
    sequence      BIGINT NOT NULL,
    time_nanos    BIGINT NOT NULL,
    kind          TEXT   NOT NULL,
    price         BIGINT NOT NULL,
    -- ACCEPTED, REDUCED, AMENDED: the total. RESTED: what rests. TRADED: of the trade. CLOSED: filled.
    quantity      BIGINT NOT NULL,
    trade         BIGINT NOT NULL,
    -- CLOSED: why; REDUCED: SELF_TRADE or empty.
    reason        TEXT   NOT NULL,
    -- RESTED: the side on which; else empty.
    side          TEXT   NOT NULL,
    -- REDUCED: what is left open; else 0.
    remaining     BIGINT NOT NULL,
    -- The market's public update number; 0 for what no book shows, and for what an older version of
    -- the history stored.
    update_number BIGINT NOT NULL,
    PRIMARY KEY (market, sequence, order_id)
) ${clustered};
CREATE INDEX order_events_of_order ON order_events (market, order_id, sequence);

INSERT INTO order_events
SELECT e.market, e.order_id, e.sequence, e.time_nanos, e.kind, e.price, e.quantity, e.trade, e.reason,
       CASE WHEN e.kind = 'RESTED'
            THEN (SELECT o.side FROM orders o WHERE o.market = e.market AND o.order_id = e.order_id)
            ELSE '' END,
       CASE WHEN e.kind = 'REDUCED'
            THEN e.quantity - COALESCE(
                (SELECT SUM(f.quantity) FROM order_events_before f
                 WHERE f.market = e.market AND f.order_id = e.order_id AND f.kind = 'TRADED'
                   AND f.sequence < e.sequence), 0)
            ELSE 0 END,
       0
FROM order_events_before e;

DROP TABLE order_events_before;

-- What rested in a market after an event, every so many changes: where making a past book begins.
CREATE TABLE books (
    market        BIGINT  NOT NULL,
    sequence      BIGINT  NOT NULL,
    time_nanos    BIGINT  NOT NULL,
    update_number BIGINT  NOT NULL,
    orders        INTEGER NOT NULL,
    content       ${bytes} NOT NULL,
    PRIMARY KEY (market, sequence)
);
CREATE INDEX books_by_time ON books (market, time_nanos, sequence);
