package io.rialto.simulator;

import java.util.ArrayDeque;
import java.util.List;

/**
 * What happened, as a running hash: equal hashes mean the same simulation, step by step. The last
 * steps are kept as text as well where someone wants to read them.
 */
final class Trace {
    private static final long FACTOR = 0xC2B2AE3D27D4EB4FL;
    private static final int LINES_KEPT = 60;

    private final boolean isReadable;
    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private String turn = "";
    private long hash;

    Trace(boolean isReadable) {
        this.isReadable = isReadable;
    }

    void step(long number, long nanos, String name) {
        mix(number);
        mix(nanos);
        mix(name.hashCode());
        if (isReadable) {
            // A turn in which nothing happens is not worth a line.
            turn = "step %d at %.6f s: %s".formatted(number, nanos / 1e9, name);
        }
    }

    /** Notes what a step did, with two figures that say to what. */
    void note(String what, long first, long second) {
        mix(what.hashCode());
        mix(first);
        mix(second);
        if (isReadable) {
            if (!turn.isEmpty()) {
                keep(turn);
                turn = "";
            }
            keep("    %s %d %s".formatted(what, first, Long.toHexString(second)));
        }
    }

    private void mix(long word) {
        hash = (hash ^ word) * FACTOR;
        hash ^= hash >>> 32;
    }

    private void keep(String line) {
        if (lines.size() == LINES_KEPT) {
            lines.remove();
        }
        lines.add(line);
    }

    long hash() {
        return hash;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
