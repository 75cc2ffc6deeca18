CREATE TRIGGER position_changes_refuse_change BEFORE UPDATE OR DELETE ON position_changes
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER position_changes_refuse_truncate BEFORE TRUNCATE ON position_changes
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER redemptions_refuse_change BEFORE UPDATE OR DELETE ON redemptions
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER redemptions_refuse_truncate BEFORE TRUNCATE ON redemptions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER contract_events_refuse_change BEFORE UPDATE OR DELETE ON contract_events
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER contract_events_refuse_truncate BEFORE TRUNCATE ON contract_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER settlements_refuse_change BEFORE UPDATE OR DELETE ON settlements
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER settlements_refuse_truncate BEFORE TRUNCATE ON settlements
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER item_events_refuse_change BEFORE UPDATE OR DELETE ON item_events
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER item_events_refuse_truncate BEFORE TRUNCATE ON item_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER code_events_refuse_change BEFORE UPDATE OR DELETE ON code_events
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER code_events_refuse_truncate BEFORE TRUNCATE ON code_events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
