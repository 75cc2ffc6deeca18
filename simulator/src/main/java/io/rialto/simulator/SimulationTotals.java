package io.rialto.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What many simulations did together. */
public final class SimulationTotals {
    private static final double MINUTE_NANOS = 60e9;

    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final SortedMap<Integer, Long> done = new TreeMap<>();
    private long seeds;
    private long steps;
    private long virtualNanos;
    private long commands;
    private long answers;
    private long denied;
    private long repeated;
    private long reads;
    private long events;

    /** Adds one. */
    public void add(SimulationResult result) {
        seeds++;
        steps += result.steps();
        virtualNanos += result.virtualNanos();
        commands += result.commands();
        answers += result.answers();
        denied += result.denied();
        repeated += result.repeated();
        reads += result.reads();
        events += result.events();
        result.faults().forEach((fault, count) -> faults.merge(fault, count, Long::sum));
        result.done().forEach((template, count) -> done.merge(template, count, Long::sum));
    }

    public long commands() {
        return commands;
    }

    /** Venue time simulated. */
    public double virtualMinutes() {
        return virtualNanos / MINUTE_NANOS;
    }

    /** How often a fault was done. */
    public long count(Fault fault) {
        return faults.getOrDefault(fault, 0L);
    }

    /** How often commands were done, by the number of their message; 0 where each was denied. */
    public SortedMap<Integer, Long> done() {
        return Collections.unmodifiableSortedMap(done);
    }

    /** One line, for who waits. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%,d seeds, %.1f minutes of venue time, %,d steps, %,d commands",
                seeds,
                virtualMinutes(),
                steps,
                commands);
    }

    /** All of it, for who wants to know. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(summary());
        lines.add(String.format(
                Locale.ROOT,
                "%,d answers (%,d denials, %,d to what was asked before), %,d reads, %,d events",
                answers,
                denied,
                repeated,
                reads,
                events));
        for (Fault fault : Fault.values()) {
            lines.add(String.format(Locale.ROOT, "%,12d  %s", count(fault), fault.title()));
        }
        lines.add("commands done, by the number of their message: " + done);
        return lines;
    }
}
