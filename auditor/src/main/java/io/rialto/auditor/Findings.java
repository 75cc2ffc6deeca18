package io.rialto.auditor;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Counts what was checked and keeps the first violation of each invariant. One thread. */
final class Findings {
    private final EnumMap<Invariant, Tally> tallies = new EnumMap<>(Invariant.class);
    private final Consumer<Violation> alarm;
    private Optional<Violation> first = Optional.empty();

    /** What was found about one invariant. */
    private static final class Tally {
        private long checked;
        private long violations;
        private Optional<Violation> first = Optional.empty();
    }

    Findings(Consumer<Violation> alarm) {
        this.alarm = alarm;
        for (Invariant invariant : Invariant.values()) {
            tallies.put(invariant, new Tally());
        }
    }

    /** Counts a check and returns its outcome: what is not so is then told by {@link #violated}. */
    boolean holds(Invariant invariant, boolean condition) {
        tallies.get(invariant).checked++;
        return condition;
    }

    /** Takes down a violation, and raises the alarm for the first of each invariant. */
    void violated(Invariant invariant, long sequence, String detail) {
        Tally tally = tallies.get(invariant);
        tally.violations++;
        if (tally.violations > 1) {
            return;
        }
        Violation found = new Violation(invariant, sequence, detail);
        tally.first = Optional.of(found);
        if (first.isEmpty()) {
            first = tally.first;
        }
        alarm.accept(found);
    }

    boolean isClean() {
        return first.isEmpty();
    }

    /** The first violation of any invariant. */
    Optional<Violation> first() {
        return first;
    }

    /** Every invariant with its counts. */
    List<AuditReport.Count> counts() {
        List<AuditReport.Count> result = new ArrayList<>(tallies.size());
        tallies.forEach((invariant, tally) -> result.add(
                new AuditReport.Count(invariant, tally.checked, tally.violations, tally.first)));
        return result;
    }
}
