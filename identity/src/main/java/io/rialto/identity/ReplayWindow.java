package io.rialto.identity;

import java.util.HashSet;
import java.util.Set;

/**
 * Which signed requests this gateway has seen. Two generations: one is dropped only when nothing in
 * it can still be in time. Any thread.
 */
final class ReplayWindow {
    /** How far a program's clock may be off, either way. */
    static final long TOLERANCE_MILLIS = 30_000;

    private static final int SEEN_MAX = 1 << 20;

    private Set<String> current = new HashSet<>();
    private Set<String> previous = Set.of();
    private long turnedAtMillis;

    /** What became of a request. */
    enum Verdict {
        NEW,
        SEEN,
        /** There are too many to remember, so nobody can say. */
        FULL
    }

    synchronized Verdict note(String once, long nowMillis) {
        if (nowMillis - turnedAtMillis >= 2 * TOLERANCE_MILLIS) {
            previous = current;
            current = new HashSet<>();
            turnedAtMillis = nowMillis;
        }
        if (previous.contains(once)) {
            return Verdict.SEEN;
        }
        if (current.size() >= SEEN_MAX) {
            return Verdict.FULL;
        }
        return current.add(once) ? Verdict.NEW : Verdict.SEEN;
    }
}
