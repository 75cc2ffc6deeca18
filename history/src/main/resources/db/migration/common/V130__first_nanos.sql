-- When a history that knows everything after first_sequence began; 0 for one of all events.
ALTER TABLE projection ADD COLUMN first_nanos BIGINT NOT NULL DEFAULT 0;

-- An older version stored the books of that moment, or else nothing before the first posting.
UPDATE projection SET first_nanos = COALESCE(
    (SELECT MIN(b.time_nanos) FROM books b WHERE b.sequence = projection.first_sequence),
    (SELECT MIN(p.time_nanos) FROM postings p),
    time_nanos)
WHERE first_sequence > 0;
