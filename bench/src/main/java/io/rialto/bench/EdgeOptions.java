package io.rialto.bench;

import io.rialto.sequencer.Durability;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is asked of a venue's front door.
 *
 * @param parts that are measured
 * @param window orders in flight on the stream's one connection
 * @param rate orders a second of the open loop
 * @param seconds length of the open loop
 * @param connections of REST, each with one request in flight
 * @param orders of each run of the stream; a run of REST has a quarter
 * @param keys whether orders carry idempotency keys
 * @param seed from which orders are drawn
 * @param venueFlags of the venue's JVM, beyond the usual
 */
public record EdgeOptions(
        Set<Part> parts,
        int window,
        int rate,
        int seconds,
        int connections,
        int orders,
        boolean keys,
        long seed,
        List<String> venueFlags) {
    /** Runs of a closed loop; one more comes first and is not counted. */
    static final int RUNS = 5;

    /** How many of the stream's orders one of REST stands for in the length of a run. */
    static final int REST_SHARE = 4;

    /** What can be measured. */
    public enum Part {
        /** One connection of the stream, many orders in flight. */
        STREAM(Durability.OS),
        /** The same at a steady rate. */
        STREAM_RATE(Durability.DISK),
        /** Several connections of REST, one request in flight on each. */
        REST(Durability.OS);

        private final Durability durability;

        Part(Durability durability) {
            this.durability = durability;
        }

        Durability durability() {
            return durability;
        }

        /** As results name it. */
        String resultName() {
            return "edge." + name().toLowerCase(Locale.ROOT).replace('_', '.');
        }
    }

    public EdgeOptions {
        parts = Set.copyOf(parts);
        venueFlags = List.copyOf(venueFlags);
        require(!parts.isEmpty(), "name a part");
        require(window > 0 && window <= 4_096, "the window must be from 1 to 4,096");
        require(rate > 0 && rate <= 1_000_000, "the rate must be from 1 to 1,000,000 a second");
        require(seconds > 0 && seconds <= 600, "give from 1 to 600 seconds");
        require(connections > 0 && connections <= 1_000, "give from 1 to 1,000 connections");
        require(
                orders >= REST_SHARE * connections && orders <= 1_000_000,
                "give up to 1,000,000 orders, and at least four for each connection");
    }

    /** Orders of one connection in a run of REST. */
    int ordersOfConnection() {
        return orders / REST_SHARE / connections;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
