package io.rialto.auditor;

import java.util.List;
import java.util.Optional;

/**
 * How far an auditor has come and what it found.
 *
 * @param begun the event before the first that it read: 0, or that of the state snapshot it began
 *     with, whose sums it has checked
 * @param verified the last event up to which, from {@code begun} on, every invariant holds; stays
 *     where it is after a violation
 * @param verifiedTimeNanos log time of that event, nanoseconds since 1970
 * @param read the last event read
 * @param caughtUpMillis when it last had read all that there was, milliseconds since 1970; 0 for
 *     never
 * @param publishedMillis when this was said, milliseconds since 1970
 * @param condition whether the auditor goes on
 * @param counts every invariant, in the order of the enum
 * @param first the first violation; one of an earlier run stays until an operator takes it back
 */
public record AuditReport(
        long begun,
        long verified,
        long verifiedTimeNanos,
        long read,
        long caughtUpMillis,
        long publishedMillis,
        Condition condition,
        List<Count> counts,
        Optional<Violation> first) {
    public AuditReport {
        counts = List.copyOf(counts);
    }

    /** Whether an auditor goes on. */
    public enum Condition {
        RUNNING,
        /** In order: its process ended, or was told to. */
        STOPPED,
        /** By itself: the venue is not watched. */
        FAILED
    }

    /**
     * An invariant's counts.
     *
     * @param checked how often it was looked at since the auditor began
     * @param violations how often it did not hold
     * @param first the first time that it did not
     */
    public record Count(
            Invariant invariant, long checked, long violations, Optional<Violation> first) {}

    /** The same with the alarm of an earlier run. */
    AuditReport withFirst(Violation earlier) {
        return new AuditReport(
                begun,
                verified,
                verifiedTimeNanos,
                read,
                caughtUpMillis,
                publishedMillis,
                condition,
                counts,
                Optional.of(earlier));
    }

    /** What was found about an invariant. */
    public Count of(Invariant invariant) {
        return counts.stream()
                .filter(count -> count.invariant() == invariant)
                .findFirst()
                .orElseThrow();
    }

    /** Whether any invariant was violated. */
    public boolean isAlarm() {
        return first.isPresent();
    }

    /** How often invariants were violated, all together. */
    public long violations() {
        return counts.stream().mapToLong(Count::violations).sum();
    }
}
