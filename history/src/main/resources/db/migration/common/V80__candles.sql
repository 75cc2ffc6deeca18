-- What markets traded by second, minute, hour and day: only where they traded. Longer intervals are
-- put together from these. Sums are decimal text, because they may pass 64 bits.
CREATE TABLE candles (
    market       BIGINT  NOT NULL,
    -- 1s, 1m, 1h, 1d.
    span         TEXT    NOT NULL,
    begin_nanos  BIGINT  NOT NULL,
    open         BIGINT  NOT NULL,
    high         BIGINT  NOT NULL,
    low          BIGINT  NOT NULL,
    close        BIGINT  NOT NULL,
    volume       TEXT    NOT NULL,
    notional     TEXT    NOT NULL,
    buy_volume   TEXT    NOT NULL,
    buy_notional TEXT    NOT NULL,
    first_trade  BIGINT  NOT NULL,
    last_trade   BIGINT  NOT NULL,
    trades       BIGINT  NOT NULL,
    -- 1 where trades before the first one are not known.
    partial      INTEGER NOT NULL,
    PRIMARY KEY (market, span, begin_nanos)
) ${clustered};
