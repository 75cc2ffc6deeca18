CREATE TRIGGER administration_refuse_change BEFORE UPDATE OR DELETE ON administration
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER administration_refuse_truncate BEFORE TRUNCATE ON administration
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
