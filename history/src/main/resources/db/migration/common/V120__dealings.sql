-- What changed positions besides trades, and what was dealt in besides orders.

-- From which event on the tables below know everything; 0 for all that the history knows. An older
-- version did not write them.
ALTER TABLE projection ADD COLUMN dealings_after BIGINT NOT NULL DEFAULT 0;
UPDATE projection SET dealings_after = sequence;

-- Markets of contracts: what one counts at before the first trade known here, 1e-9 of quote.
CREATE TABLE contract_markets (
    market      BIGINT NOT NULL PRIMARY KEY,
    begin_price BIGINT NOT NULL
);

CREATE TABLE funds (
    market             BIGINT NOT NULL,
    redemption_account BIGINT NOT NULL,
    constituent        BIGINT NOT NULL,
    multiplier         BIGINT NOT NULL,
    PRIMARY KEY (market, constituent)
) ${clustered};

CREATE TABLE options (
    market     BIGINT  NOT NULL PRIMARY KEY,
    underlying BIGINT  NOT NULL,
    -- 1 for a call, 0 for a put.
    is_call    INTEGER NOT NULL,
    strike     BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL
);

-- Positions at the event with which the history began.
CREATE TABLE position_snapshots (
    market   BIGINT NOT NULL,
    account  BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    PRIMARY KEY (market, account, sequence)
) ${clustered};
CREATE INDEX position_snapshots_of_account ON position_snapshots (account, market);

-- How positions changed other than by trades. Append-only.
CREATE TABLE position_changes (
    market     BIGINT NOT NULL,
    sequence   BIGINT NOT NULL,
    account    BIGINT NOT NULL,
    time_nanos BIGINT NOT NULL,
    -- REDEEMED, EXERCISED or BUSTED.
    cause      TEXT   NOT NULL,
    -- The fund, or the option; of a trade its market.
    source     BIGINT NOT NULL,
    quantity   BIGINT NOT NULL,
    -- What each counts at: of a redemption the last trades of the constituents and what they come to
    -- for the fund; of an exercise the strike, and nothing for the option; of a trade its price.
    price      BIGINT NOT NULL,
    fee        BIGINT NOT NULL,
    PRIMARY KEY (market, sequence, account)
) ${clustered};
CREATE INDEX position_changes_of_account ON position_changes (account, sequence);

INSERT INTO position_changes
SELECT c.market, c.sequence, t.taker_account, c.time_nanos, 'BUSTED', c.market,
       CASE WHEN t.taker_side = 'BUY' THEN -t.quantity ELSE t.quantity END, t.price, -t.taker_fee
FROM corrections c JOIN trades t ON t.market = c.market AND t.trade = c.trade
WHERE c.kind = 'BUSTED' AND t.taker_account <> t.maker_account
UNION ALL
SELECT c.market, c.sequence, t.maker_account, c.time_nanos, 'BUSTED', c.market,
       CASE WHEN t.taker_side = 'BUY' THEN t.quantity ELSE -t.quantity END, t.price, -t.maker_fee
FROM corrections c JOIN trades t ON t.market = c.market AND t.trade = c.trade
WHERE c.kind = 'BUSTED' AND t.taker_account <> t.maker_account;

-- Fund shares that became constituents; a negative quantity the reverse.
CREATE TABLE redemptions (
    sequence   ${event_key} NOT NULL PRIMARY KEY,
    time_nanos BIGINT NOT NULL,
    actor      BIGINT NOT NULL,
    account    BIGINT NOT NULL,
    market     BIGINT NOT NULL,
    quantity   BIGINT NOT NULL,
    fee        BIGINT NOT NULL
);
CREATE INDEX redemptions_of_account ON redemptions (account, sequence);

-- What became of contracts of options.
CREATE TABLE contract_events (
    market     BIGINT NOT NULL,
    contract   BIGINT NOT NULL,
    sequence   BIGINT NOT NULL,
    time_nanos BIGINT NOT NULL,
    -- KNOWN (when the history began), WRITTEN, PASSED, REDUCED, EXERCISED, SETTLED, LAPSED, VOIDED.
    kind       TEXT   NOT NULL,
    holder     BIGINT NOT NULL,
    writer     BIGINT NOT NULL,
    -- How much this was about, and how much is left.
    quantity   BIGINT NOT NULL,
    remaining  BIGINT NOT NULL,
    -- EXERCISED: from holder to writer, SETTLED: what each pays, 1e-9 of quote; else 0.
    paid       BIGINT NOT NULL,
    -- PASSED: who was holder or writer before; else 0.
    left_by    BIGINT NOT NULL,
    PRIMARY KEY (market, contract, sequence)
) ${clustered};
CREATE INDEX contract_events_of_holder ON contract_events (holder, sequence);
CREATE INDEX contract_events_of_writer ON contract_events (writer, sequence);
CREATE INDEX contract_events_of_leaver ON contract_events (left_by, sequence);

-- What was paid for each contract of a market.
CREATE TABLE settlements (
    sequence   ${event_key} NOT NULL PRIMARY KEY,
    time_nanos BIGINT  NOT NULL,
    actor      BIGINT  NOT NULL,
    market     BIGINT  NOT NULL,
    price      BIGINT  NOT NULL,
    positions  BIGINT  NOT NULL,
    reason     TEXT    NOT NULL
);
CREATE INDEX settlements_of_market ON settlements (market, sequence);

-- What became of items at auction.
CREATE TABLE item_events (
    sequence   BIGINT  NOT NULL,
    listing    BIGINT  NOT NULL,
    time_nanos BIGINT  NOT NULL,
    actor      BIGINT  NOT NULL,
    -- KNOWN (when the history began), LISTED, EDITED, DELETED, SOLD, PAID.
    kind       TEXT    NOT NULL,
    -- KNOWN, LISTED: where; else that of the item, found by its listing.
    universe   BIGINT  NOT NULL,
    -- The seller; SOLD: the new owner; PAID: who paid; else 0.
    account    BIGINT  NOT NULL,
    asset      BIGINT  NOT NULL,
    -- The price at which anyone may have it; SOLD, PAID: what was paid.
    amount     BIGINT  NOT NULL,
    name       TEXT    NOT NULL,
    -- The description, or the reason.
    words      TEXT    NOT NULL,
    PRIMARY KEY (sequence, listing)
) ${clustered};
CREATE INDEX item_events_of_listing ON item_events (listing, sequence);

-- What became of codes for money.
CREATE TABLE code_events (
    sequence   BIGINT NOT NULL,
    code_id    BIGINT NOT NULL,
    time_nanos BIGINT NOT NULL,
    -- KNOWN (when the history began), ISSUED, CLAIMED, EXPIRED.
    kind       TEXT   NOT NULL,
    -- KNOWN, ISSUED: of the code; else 0 and found by its number.
    issuer     BIGINT NOT NULL,
    asset      BIGINT NOT NULL,
    amount     BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    claimant   BIGINT NOT NULL,
    note       TEXT   NOT NULL,
    PRIMARY KEY (sequence, code_id)
) ${clustered};
CREATE INDEX code_events_of_code ON code_events (code_id, sequence);
CREATE INDEX code_events_of_issuer ON code_events (issuer, sequence);
CREATE INDEX code_events_of_claimant ON code_events (claimant, sequence);
