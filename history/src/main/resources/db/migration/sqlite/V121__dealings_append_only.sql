CREATE TRIGGER position_changes_refuse_update BEFORE UPDATE ON position_changes
BEGIN
    SELECT RAISE(ABORT, 'position_changes is append-only');
END;

CREATE TRIGGER position_changes_refuse_delete BEFORE DELETE ON position_changes
BEGIN
    SELECT RAISE(ABORT, 'position_changes is append-only');
END;

CREATE TRIGGER redemptions_refuse_update BEFORE UPDATE ON redemptions
BEGIN
    SELECT RAISE(ABORT, 'redemptions is append-only');
END;

CREATE TRIGGER redemptions_refuse_delete BEFORE DELETE ON redemptions
BEGIN
    SELECT RAISE(ABORT, 'redemptions is append-only');
END;

CREATE TRIGGER contract_events_refuse_update BEFORE UPDATE ON contract_events
BEGIN
    SELECT RAISE(ABORT, 'contract_events is append-only');
END;

CREATE TRIGGER contract_events_refuse_delete BEFORE DELETE ON contract_events
BEGIN
    SELECT RAISE(ABORT, 'contract_events is append-only');
END;

CREATE TRIGGER settlements_refuse_update BEFORE UPDATE ON settlements
BEGIN
    SELECT RAISE(ABORT, 'settlements is append-only');
END;

CREATE TRIGGER settlements_refuse_delete BEFORE DELETE ON settlements
BEGIN
    SELECT RAISE(ABORT, 'settlements is append-only');
END;

CREATE TRIGGER item_events_refuse_update BEFORE UPDATE ON item_events
BEGIN
    SELECT RAISE(ABORT, 'item_events is append-only');
END;

CREATE TRIGGER item_events_refuse_delete BEFORE DELETE ON item_events
BEGIN
    SELECT RAISE(ABORT, 'item_events is append-only');
END;

CREATE TRIGGER code_events_refuse_update BEFORE UPDATE ON code_events
BEGIN
    SELECT RAISE(ABORT, 'code_events is append-only');
END;

CREATE TRIGGER code_events_refuse_delete BEFORE DELETE ON code_events
BEGIN
    SELECT RAISE(ABORT, 'code_events is append-only');
END;
