package io.rialto.identity;

import java.util.HashSet;
import java.util.Set;

/**
 * Which signed requests this gateway has seen. Two generations: one is dropped only when nothing in
 * it can still be in time. What the process before it has seen nobody knows any more, so nothing is
 * taken that it can have taken: no signature of its time, unless by a key that was made after it. Any
 * thread.
 */
final class ReplayWindow {
    /** How old a request may be. */
    static final long PAST_MILLIS = 30_000;

    /**
     * How far a program's clock may be ahead: for so long after its start a gateway takes nothing by a
     * key that is older than it.
     */
    static final long FUTURE_MILLIS = 1_000;

    private static final int SEEN_MAX = 1 << 20;

    private final long begunAtMillis;
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

    ReplayWindow(long begunAtMillis) {
        this.begunAtMillis = begunAtMillis;
    }

    /** Whether what was signed then is of now. */
    static boolean isInTime(long signedAtMillis, long nowMillis) {
        return signedAtMillis >= nowMillis - PAST_MILLIS
                && signedAtMillis <= nowMillis + FUTURE_MILLIS;
    }

    /**
     * Whether the process before this one may have taken what was signed then. Not by a key that was
     * made since; but one that seems younger than what it signed was made while a clock was ahead.
     */
    boolean mayHaveBeenTaken(long signedAtMillis, long keyMadeAtMillis) {
        boolean isKeyNew = keyMadeAtMillis > begunAtMillis
                && keyMadeAtMillis <= signedAtMillis + FUTURE_MILLIS;
        return !isKeyNew && signedAtMillis < begunAtMillis + FUTURE_MILLIS;
    }

    synchronized Verdict note(String once, long nowMillis) {
        if (nowMillis - turnedAtMillis >= PAST_MILLIS + FUTURE_MILLIS) {
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
