-- What has happened does not change: SQLite's way to say so.

CREATE TRIGGER postings_refuse_update BEFORE UPDATE ON postings
BEGIN
    SELECT RAISE(ABORT, 'postings are append-only');
END;

CREATE TRIGGER postings_refuse_delete BEFORE DELETE ON postings
BEGIN
    SELECT RAISE(ABORT, 'postings are append-only');
END;

CREATE TRIGGER trades_refuse_update BEFORE UPDATE ON trades
BEGIN
    SELECT RAISE(ABORT, 'trades are append-only');
END;

CREATE TRIGGER trades_refuse_delete BEFORE DELETE ON trades
BEGIN
    SELECT RAISE(ABORT, 'trades are append-only');
END;

CREATE TRIGGER transfers_refuse_update BEFORE UPDATE ON transfers
BEGIN
    SELECT RAISE(ABORT, 'transfers are append-only');
END;

CREATE TRIGGER transfers_refuse_delete BEFORE DELETE ON transfers
BEGIN
    SELECT RAISE(ABORT, 'transfers are append-only');
END;
