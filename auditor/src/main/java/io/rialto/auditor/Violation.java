package io.rialto.auditor;

/**
 * An invariant that did not hold.
 *
 * @param invariant which
 * @param sequence the event that broke it; for what is checked after a whole command, the last
 *     event of that command; for a state snapshot, the last event that it includes
 * @param detail accounts and figures: for the operator, not for the public
 */
public record Violation(Invariant invariant, long sequence, String detail) {}
