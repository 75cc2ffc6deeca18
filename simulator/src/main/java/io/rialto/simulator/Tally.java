package io.rialto.simulator;

import java.util.EnumMap;
import java.util.Map;

/** How much was simulated, and what was done to it. */
final class Tally {
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
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

    Map<Fault, Long> faults() {
        return faults;
    }
}
