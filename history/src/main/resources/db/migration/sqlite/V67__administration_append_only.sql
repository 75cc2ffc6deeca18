CREATE TRIGGER administration_refuse_update BEFORE UPDATE ON administration
BEGIN
    SELECT RAISE(ABORT, 'administration is append-only');
END;

CREATE TRIGGER administration_refuse_delete BEFORE DELETE ON administration
BEGIN
    SELECT RAISE(ABORT, 'administration is append-only');
END;
