CREATE TRIGGER reference_data_refuse_change BEFORE UPDATE OR DELETE ON reference_data
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reference_data_refuse_truncate BEFORE TRUNCATE ON reference_data
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
