package io.rialto.history;

import java.util.Map;

/**
 * Terms of a market that hold from an instant on.
 *
 * @param sequence of the event that set them; the cursor for the page after it
 * @param actor whose command it was; 0 for the venue itself
 * @param terms by name, in the venue's units
 */
public record ReferenceChange(
        long sequence, long timeNanos, long actor, long market, Map<String, Long> terms) {
    /** Copies the terms. */
    public ReferenceChange {
        terms = Map.copyOf(terms);
    }
}
