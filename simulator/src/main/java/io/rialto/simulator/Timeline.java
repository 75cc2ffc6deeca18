package io.rialto.simulator;

import java.util.PriorityQueue;

/**
 * Virtual time: one step after the other, the earliest first and, of those due at one instant, that
 * asked for first. Nothing happens between steps.
 */
final class Timeline {
    private final Trace trace;
    private final PriorityQueue<Step> due = new PriorityQueue<>();
    private long nowNanos;
    private long asked;
    private long steps;

    private record Step(long nanos, long order, String name, Runnable action)
            implements Comparable<Step> {
        @Override
        public int compareTo(Step other) {
            int byTime = Long.compare(nanos, other.nanos);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    Timeline(Trace trace) {
        this.trace = trace;
    }

    /** Has something happen that much later. */
    void after(long delayNanos, String name, Runnable action) {
        at(nowNanos + delayNanos, name, action);
    }

    /** Has something happen then, which is not in the past. */
    void at(long nanos, String name, Runnable action) {
        due.add(new Step(Math.max(nanos, nowNanos), asked++, name, action));
    }

    /** Takes the next step. */
    void step() {
        Step next = due.remove();
        nowNanos = next.nanos;
        steps++;
        trace.step(steps, nowNanos, next.name);
        next.action.run();
    }

    long now() {
        return nowNanos;
    }

    /** How many steps were taken; the one being taken is the last. */
    long steps() {
        return steps;
    }
}
