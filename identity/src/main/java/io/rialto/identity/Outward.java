package io.rialto.identity;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

import java.time.Duration;

/** How this process asks others that it can do without for a while. */
public final class Outward {
    private static final int CALLS = 10;
    private static final int CALLS_MIN = 5;
    private static final int FAILED_PERCENT = 50;
    private static final Duration REST = Duration.ofSeconds(1);

    private Outward() {}

    /**
     * A circuit breaker: when half of the last calls have failed, nobody is asked for a second; then
     * one call finds out.
     *
     * @param name of who is asked, as metrics tell it
     */
    public static CircuitBreaker breaker(String name) {
        return CircuitBreaker.of(name, config().build());
    }

    /** The same for who is asked by people, where not every failure is of who is asked. */
    static CircuitBreakerConfig.Builder config() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(CALLS)
                .minimumNumberOfCalls(CALLS_MIN)
                .failureRateThreshold(FAILED_PERCENT)
                .waitDurationInOpenState(REST)
                .permittedNumberOfCallsInHalfOpenState(1);
    }
}
