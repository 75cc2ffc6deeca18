-- From when on rows of a kind are here: Retention.Kind. What is older was deleted, or is about to be.
CREATE TABLE retention (
    kind         TEXT   NOT NULL PRIMARY KEY,
    before_nanos BIGINT NOT NULL,
    -- POSTINGS: of this event balance_snapshots has what all accounts had; else 0.
    sequence     BIGINT NOT NULL
);

-- Accounts that have had trades which are no longer here.
CREATE TABLE pruned_traders (
    account BIGINT NOT NULL PRIMARY KEY
);

-- How many changes were made since the last book that was stored for being so far from the one before
-- it. 0 for such a book itself; others are stored where what is kept begins.
ALTER TABLE books ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;
