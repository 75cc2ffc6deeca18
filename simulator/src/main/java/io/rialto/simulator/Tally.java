package io.rialto.simulator;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** How much was simulated, and what was done to it. */
final class Tally {
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final Map<Integer, Long> done = new HashMap<>();
    long commands;
    long answers;
    long repeated;
    long reads;
    long denied;

    Tally() {
        for (Fault fault : Fault.values()) {
            faults.put(fault, 0L);
        }
    }

    void count(Fault fault) {
        faults.merge(fault, 1L, Long::sum);
    }

    /** A command of a kind is answered. */
    void answered(int template, boolean isDone) {
        answers++;
        denied += isDone ? 0 : 1;
        done.merge(template, isDone ? 1L : 0, Long::sum);
    }

    /** How many of each kind were done. */
    Map<Integer, Long> done() {
        return done;
    }

    Map<Fault, Long> faults() {
        return faults;
    }
}
