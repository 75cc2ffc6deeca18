-- Transfers between accounts: who got what "account" paid. 0 for deposits, withdrawals and gifts.
ALTER TABLE transfers ADD COLUMN counterparty BIGINT NOT NULL DEFAULT 0;
CREATE INDEX transfers_of_counterparty ON transfers (counterparty, sequence);
