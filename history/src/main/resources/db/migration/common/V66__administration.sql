-- What administrators have done: by whom, to which account or market, with the reason given. An
-- account, a market or a number of 0 is none.
CREATE TABLE administration (
    sequence   ${event_key} NOT NULL PRIMARY KEY,
    time_nanos BIGINT NOT NULL,
    actor      BIGINT NOT NULL,
    account    BIGINT NOT NULL,
    market     BIGINT NOT NULL,
    -- Name of the event in the SBE schema.
    action     TEXT   NOT NULL,
    reason     TEXT   NOT NULL
);
