package io.rialto.gateway;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import java.util.Optional;

/**
 * Where a gateway's spans of commands go, and whether it begins traces of its own. Any thread; must
 * not block.
 */
public interface Tracing {
    /** Traces of senders are passed on as they are; nothing is added. */
    Tracing OFF = new Tracing() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public boolean begins() {
            return false;
        }

        @Override
        public Optional<CircuitBreaker> breaker() {
            return Optional.empty();
        }

        @Override
        public void add(Hop hop) {
            // Nobody asked for it.
        }
    };

    /** Whether commands of sampled requests get a span of this gateway. */
    boolean isOn();

    /** Whether a request that came without a trace is to begin one: asked once for each. */
    boolean begins();

    /** What is before the collector; empty without one. */
    Optional<CircuitBreaker> breaker();

    /** A command has been answered, or its outcome has become unknown. */
    void add(Hop hop);

    /**
     * What a command took in a gateway.
     *
     * @param name of the command
     * @param traceHigh upper half of the trace's id
     * @param traceLow lower half
     * @param id of the span; what other parts of the venue tell of the command is below it
     * @param above the sender's span; 0 where the trace began here
     * @param nanos how long, up to now
     * @param outcome a code of the protocol, or {@code UNKNOWN} where none came in time
     */
    record Hop(
            String name,
            long traceHigh,
            long traceLow,
            long id,
            long above,
            long nanos,
            String outcome) {}
}
