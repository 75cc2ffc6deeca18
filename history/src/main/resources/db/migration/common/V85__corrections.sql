-- What was undone or settled otherwise, with the reason given. A trade or a price of 0 is none.
CREATE TABLE corrections (
    sequence       ${event_key} NOT NULL PRIMARY KEY,
    time_nanos     BIGINT NOT NULL,
    actor          BIGINT NOT NULL,
    market         BIGINT NOT NULL,
    -- BUSTED, VOIDED, WITHDRAWN, RESET or SETTLEMENT.
    kind           TEXT   NOT NULL,
    trade          BIGINT NOT NULL,
    previous_price BIGINT NOT NULL,
    price          BIGINT NOT NULL,
    reason         TEXT   NOT NULL
);
CREATE INDEX corrections_of_market ON corrections (market, trade, sequence);

-- The trades, each with whether it was undone.
CREATE VIEW known_trades AS
SELECT t.*,
       CASE WHEN EXISTS (SELECT 1 FROM corrections c WHERE c.market = t.market AND c.trade = t.trade)
            THEN 1 ELSE 0 END AS busted
FROM trades t;
