-- What a market's terms were from when: of its creation all of them, then what was changed.
CREATE TABLE reference_data (
    sequence   ${event_key} NOT NULL PRIMARY KEY,
    time_nanos BIGINT NOT NULL,
    actor      BIGINT NOT NULL,
    market     BIGINT NOT NULL,
    -- Lines of a name, a blank and a whole number in the venue's units.
    terms      TEXT   NOT NULL
);

CREATE INDEX reference_data_by_market ON reference_data (market, sequence);
