-- The history of a venue, projected from its events. Every row follows from events and can be made
-- anew from them. Units: prices 1e-9 of quote per one base; quantities minor units of base; money
-- minor units of its asset; instants nanoseconds since 1970. Names of enums are those of the SBE
-- schema. A market, an order or a reference of 0 is none.
--
-- Placeholders, so that one text serves both databases: event_key is the type of a key that is an
-- event's number, clustered what keeps a table in the order of its key.

-- How far a projection has come; written in the transaction of the effects.
CREATE TABLE projection (
    name           TEXT   NOT NULL PRIMARY KEY,
    sequence       BIGINT NOT NULL,
    chain          BIGINT NOT NULL,
    time_nanos     BIGINT NOT NULL,
    -- The history knows everything after this event; before it only what a state snapshot said.
    first_sequence BIGINT NOT NULL
);

CREATE TABLE orders (
    market                BIGINT  NOT NULL,
    order_id              BIGINT  NOT NULL,
    account               BIGINT  NOT NULL,
    client_order_id       TEXT    NOT NULL,
    side                  TEXT    NOT NULL,
    order_type            TEXT    NOT NULL,
    time_in_force         TEXT    NOT NULL,
    self_trade_prevention TEXT    NOT NULL,
    post_only             INTEGER NOT NULL,
    price                 BIGINT  NOT NULL,
    quantity              BIGINT  NOT NULL,
    budget                BIGINT  NOT NULL,
    expires_at            BIGINT  NOT NULL,
    maker_fee_ppm         INTEGER NOT NULL,
    taker_fee_ppm         INTEGER NOT NULL,
    filled                BIGINT  NOT NULL,
    filled_notional       BIGINT  NOT NULL,
    fees                  BIGINT  NOT NULL,
    held                  BIGINT  NOT NULL,
    -- Empty while it is open.
    close_reason          TEXT    NOT NULL,
    accepted_at           BIGINT  NOT NULL,
    accepted_sequence     BIGINT  NOT NULL,
    changed_at            BIGINT  NOT NULL,
    changed_sequence      BIGINT  NOT NULL,
    PRIMARY KEY (market, order_id)
) ${clustered};
CREATE INDEX orders_of_account ON orders (account, accepted_sequence, market, order_id);

-- Every change of an order's state; a trade changes two.
CREATE TABLE order_events (
    market     BIGINT NOT NULL,
    order_id   BIGINT NOT NULL,
    sequence   BIGINT NOT NULL,
    time_nanos BIGINT NOT NULL,
    kind       TEXT   NOT NULL,
    price      BIGINT NOT NULL,
    -- ACCEPTED, REDUCED, AMENDED: the total. RESTED: what rests. TRADED: of the trade. CLOSED: filled.
    quantity   BIGINT NOT NULL,
    trade      BIGINT NOT NULL,
    -- CLOSED: why; REDUCED: SELF_TRADE or empty.
    reason     TEXT   NOT NULL,
    PRIMARY KEY (market, order_id, sequence)
) ${clustered};

CREATE TABLE trades (
    market        BIGINT NOT NULL,
    trade         BIGINT NOT NULL,
    update_number BIGINT NOT NULL,
    sequence      BIGINT NOT NULL,
    time_nanos    BIGINT NOT NULL,
    maker_order   BIGINT NOT NULL,
    taker_order   BIGINT NOT NULL,
    maker_account BIGINT NOT NULL,
    taker_account BIGINT NOT NULL,
    price         BIGINT NOT NULL,
    quantity      BIGINT NOT NULL,
    notional      BIGINT NOT NULL,
    maker_fee     BIGINT NOT NULL,
    taker_fee     BIGINT NOT NULL,
    taker_side    TEXT   NOT NULL,
    PRIMARY KEY (market, trade)
) ${clustered};
CREATE INDEX trades_of_maker ON trades (maker_account, sequence);
CREATE INDEX trades_of_taker ON trades (taker_account, sequence);

-- Every change of a balance. Append-only: a mistake is corrected by another posting.
CREATE TABLE postings (
    sequence   ${event_key} NOT NULL PRIMARY KEY,
    time_nanos BIGINT  NOT NULL,
    account    BIGINT  NOT NULL,
    asset      BIGINT  NOT NULL,
    cause      TEXT    NOT NULL,
    cash_delta BIGINT  NOT NULL,
    held_delta BIGINT  NOT NULL,
    cash       BIGINT  NOT NULL,
    held       BIGINT  NOT NULL,
    market     BIGINT  NOT NULL,
    reference  BIGINT  NOT NULL
);
CREATE INDEX postings_of_account ON postings (account, sequence);

-- What accounts had at an event: where adding up their postings begins.
CREATE TABLE balance_snapshots (
    account  BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    asset    BIGINT NOT NULL,
    cash     BIGINT NOT NULL,
    held     BIGINT NOT NULL,
    PRIMARY KEY (account, sequence, asset)
) ${clustered};

-- Deposits and withdrawals.
CREATE TABLE transfers (
    sequence   ${event_key} NOT NULL PRIMARY KEY,
    time_nanos BIGINT NOT NULL,
    actor      BIGINT NOT NULL,
    account    BIGINT NOT NULL,
    asset      BIGINT NOT NULL,
    kind       TEXT   NOT NULL,
    amount     BIGINT NOT NULL,
    note       TEXT   NOT NULL
);
CREATE INDEX transfers_of_account ON transfers (account, sequence);

-- What was done to markets: with actor and cause.
CREATE TABLE market_events (
    sequence      ${event_key} NOT NULL PRIMARY KEY,
    time_nanos    BIGINT  NOT NULL,
    actor         BIGINT  NOT NULL,
    market        BIGINT  NOT NULL,
    kind          TEXT    NOT NULL,
    -- CREATED, STATUS; else empty.
    status        TEXT    NOT NULL,
    -- CREATED, FEES; else 0.
    maker_fee_ppm INTEGER NOT NULL,
    taker_fee_ppm INTEGER NOT NULL,
    reason        TEXT    NOT NULL
);
CREATE INDEX market_events_of_market ON market_events (market, sequence);

-- Commands that were understood and refused.
CREATE TABLE denials (
    sequence         ${event_key} NOT NULL PRIMARY KEY,
    time_nanos       BIGINT  NOT NULL,
    actor            BIGINT  NOT NULL,
    account          BIGINT  NOT NULL,
    command_template INTEGER NOT NULL,
    code             TEXT    NOT NULL,
    market           BIGINT  NOT NULL,
    order_id         BIGINT  NOT NULL,
    client_order_id  TEXT    NOT NULL,
    needed           BIGINT  NOT NULL,
    available        BIGINT  NOT NULL
);
CREATE INDEX denials_of_account ON denials (account, sequence);
