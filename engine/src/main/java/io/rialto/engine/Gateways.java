package io.rialto.engine;

import io.rialto.money.Check;

/** The gateways that ever opened: epoch, last number, and what the last numbers were answered. */
final class Gateways {
    static final int NONE = -1;

    private final int gatewaysMax;
    private final int window;

    private final int[] ids;
    private final int[] epochs;
    private final long[] instancesHigh;
    private final long[] instancesLow;
    private final long[] lastNumbers;

    /** Per gateway a ring of outcomes, by number modulo the window. */
    private final long[][] rings;

    private int count;
    private int lastFound;

    Gateways(int gatewaysMax, int window) {
        Check.that(Integer.bitCount(window) == 1, "the window of a gateway is a power of two");
        this.gatewaysMax = gatewaysMax;
        this.window = window;
        ids = new int[gatewaysMax];
        epochs = new int[gatewaysMax];
        instancesHigh = new long[gatewaysMax];
        instancesLow = new long[gatewaysMax];
        lastNumbers = new long[gatewaysMax];
        rings = new long[gatewaysMax][];
    }

    /** The gateway with that id, or {@link #NONE}. A command's is mostly that of the one before. */
    int find(int id) {
        if (lastFound < count && ids[lastFound] == id) {
            return lastFound;
        }
        for (int gateway = 0; gateway < count; gateway++) {
            if (ids[gateway] == id) {
                lastFound = gateway;
                return gateway;
            }
        }
        return NONE;
    }

    boolean isFull() {
        return count == gatewaysMax;
    }

    int add(int id, int epoch, long instanceHigh, long instanceLow, long lastNumber) {
        int gateway = count++;
        ids[gateway] = id;
        epochs[gateway] = epoch;
        instancesHigh[gateway] = instanceHigh;
        instancesLow[gateway] = instanceLow;
        lastNumbers[gateway] = lastNumber;
        rings[gateway] = new long[window * Outcomes.WIDTH];
        return gateway;
    }

    boolean isInstance(int gateway, long instanceHigh, long instanceLow) {
        return instancesHigh[gateway] == instanceHigh && instancesLow[gateway] == instanceLow;
    }

    /** A new instance takes over: the next epoch, no number used, nothing remembered. */
    void takeOver(int gateway, long instanceHigh, long instanceLow) {
        epochs[gateway]++;
        instancesHigh[gateway] = instanceHigh;
        instancesLow[gateway] = instanceLow;
        lastNumbers[gateway] = 0;
        for (int at = 0; at < rings[gateway].length; at += Outcomes.WIDTH) {
            Outcomes.erase(rings[gateway], at);
        }
    }

    int epoch(int gateway) {
        return epochs[gateway];
    }

    long lastNumber(int gateway) {
        return lastNumbers[gateway];
    }

    void setLastNumber(int gateway, long number) {
        lastNumbers[gateway] = number;
    }

    /** Whether it is still kept what a number up to the last was answered. */
    boolean isKept(int gateway, long number) {
        return lastNumbers[gateway] - number < window
                && Outcomes.isPresent(rings[gateway], place(number));
    }

    /** Reads what a number was answered, which is kept. */
    void read(int gateway, long number, Outcome outcome) {
        Outcomes.read(rings[gateway], place(number), outcome);
    }

    /** Remembers what a number was answered, in place of that one window before. */
    void remember(int gateway, long number, Outcome outcome) {
        Outcomes.write(rings[gateway], place(number), outcome);
    }

    private int place(long number) {
        return ((int) number & (window - 1)) * Outcomes.WIDTH;
    }

    /** Writes the gateways by id. */
    void write(StateSink sink) {
        for (int gateway : byId()) {
            sink.gateway(
                    ids[gateway],
                    epochs[gateway],
                    instancesHigh[gateway],
                    instancesLow[gateway],
                    lastNumbers[gateway]);
        }
    }

    /** Writes the outcomes kept, by gateway and number. */
    void writeOutcomes(StateSink sink, Outcome scratch) {
        for (int gateway : byId()) {
            long last = lastNumbers[gateway];
            for (long number = Math.max(1, last - window + 1); number <= last; number++) {
                read(gateway, number, scratch);
                sink.gatewayOutcome(ids[gateway], number, scratch);
            }
        }
    }

    private int[] byId() {
        int[] sorted = new int[count];
        for (int i = 0; i < count; i++) {
            int at = i;
            while (at > 0 && Integer.compareUnsigned(ids[sorted[at - 1]], ids[i]) > 0) {
                sorted[at] = sorted[at - 1];
                at--;
            }
            sorted[at] = i;
        }
        return sorted;
    }
}
