-- As V2__by_time.sql has it.

ALTER TABLE order_events RENAME TO order_events_whole;
CREATE TABLE order_events (LIKE order_events_whole INCLUDING DEFAULTS) ${by_time};
DROP TABLE order_events_whole;
ALTER TABLE order_events ADD PRIMARY KEY (market, sequence, order_id, time_nanos);
CREATE INDEX order_events_of_order ON order_events (market, order_id, sequence);
