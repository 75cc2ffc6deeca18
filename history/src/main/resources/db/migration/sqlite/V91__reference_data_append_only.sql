CREATE TRIGGER reference_data_refuse_update BEFORE UPDATE ON reference_data
BEGIN
    SELECT RAISE(ABORT, 'reference_data is append-only');
END;

CREATE TRIGGER reference_data_refuse_delete BEFORE DELETE ON reference_data
BEGIN
    SELECT RAISE(ABORT, 'reference_data is append-only');
END;
