-- What is not kept any longer may be deleted; all else stays append-only.
DROP TRIGGER trades_refuse_delete;
CREATE TRIGGER trades_refuse_delete BEFORE DELETE ON trades
WHEN OLD.time_nanos >= COALESCE((SELECT before_nanos FROM retention WHERE kind = 'TRADES'), 0)
BEGIN
    SELECT RAISE(ABORT, 'trades are append-only');
END;

DROP TRIGGER postings_refuse_delete;
CREATE TRIGGER postings_refuse_delete BEFORE DELETE ON postings
WHEN OLD.time_nanos >= COALESCE((SELECT before_nanos FROM retention WHERE kind = 'POSTINGS'), 0)
BEGIN
    SELECT RAISE(ABORT, 'postings are append-only');
END;
