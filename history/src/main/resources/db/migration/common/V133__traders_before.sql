-- Accounts that may have traded before the event with which the history began, which an older version
-- did not write down: those that had two assets then, or a position.
INSERT INTO pruned_traders
SELECT account FROM (
    SELECT account FROM balance_snapshots
    GROUP BY account
    HAVING COUNT(DISTINCT asset) > 1 OR (SELECT MAX(dealings_after) FROM projection) > 0
    UNION
    SELECT account FROM position_snapshots) AS may_have_traded
WHERE EXISTS (SELECT 1 FROM projection WHERE first_sequence > 0)
ON CONFLICT DO NOTHING;
