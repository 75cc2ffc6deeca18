-- What grows without end, divided by time: the writer makes a part for each day, and a part that is
-- not kept any longer is dropped. The key of such a table must have the time in it. by_time is what
-- divides it; nothing where it becomes one of TimescaleDB's hypertables after the migrations.

ALTER TABLE trades RENAME TO trades_whole;
CREATE TABLE trades (LIKE trades_whole INCLUDING DEFAULTS) ${by_time};
DROP TABLE trades_whole;
ALTER TABLE trades ADD PRIMARY KEY (market, trade, time_nanos);
CREATE INDEX trades_of_maker ON trades (maker_account, sequence);
CREATE INDEX trades_of_taker ON trades (taker_account, sequence);

ALTER TABLE postings RENAME TO postings_whole;
CREATE TABLE postings (LIKE postings_whole INCLUDING DEFAULTS) ${by_time};
DROP TABLE postings_whole;
ALTER TABLE postings ADD PRIMARY KEY (sequence, time_nanos);
CREATE INDEX postings_of_account ON postings (account, sequence);

ALTER TABLE denials RENAME TO denials_whole;
CREATE TABLE denials (LIKE denials_whole INCLUDING DEFAULTS) ${by_time};
DROP TABLE denials_whole;
ALTER TABLE denials ADD PRIMARY KEY (sequence, time_nanos);
CREATE INDEX denials_of_account ON denials (account, sequence);

-- Rows whose columns without an index change often: room for them on the same page.
ALTER TABLE orders SET (fillfactor = 70);
