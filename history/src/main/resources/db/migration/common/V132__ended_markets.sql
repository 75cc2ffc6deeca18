-- Markets of contracts whose positions had been paid or undone when the history began.
CREATE TABLE ended_markets (
    market   BIGINT NOT NULL PRIMARY KEY,
    sequence BIGINT NOT NULL,
    -- SETTLED or VOID.
    status   TEXT   NOT NULL
);
