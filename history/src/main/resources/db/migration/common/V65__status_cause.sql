-- Why a market's status changed: StatusCause of the schema.
ALTER TABLE market_events ADD COLUMN cause TEXT NOT NULL DEFAULT 'COMMAND';
