package io.rialto.identity;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

import java.time.Duration;

/**
 * How this process asks others over the network: each behind a circuit breaker, so that who does not
 * answer is not waited for by everybody.
 */
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
     * @param name of who is asked
     */
    public static CircuitBreaker breaker(String name) {
        return CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(CALLS)
                        .minimumNumberOfCalls(CALLS_MIN)
                        .failureRateThreshold(FAILED_PERCENT)
                        .waitDurationInOpenState(REST)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
    }

    /** Asks somebody; throws what counts as a failure of who is asked. */
    @FunctionalInterface
    interface Question<T, E extends Exception> {
        T ask() throws E;
    }

    /**
     * Asks behind a breaker, and waits for the answer.
     *
     * @throws CallNotPermittedException while nobody is asked
     */
    static <T, E extends Exception> T ask(CircuitBreaker breaker, Question<T, E> question)
            throws E {
        breaker.acquirePermission();
        long begun = breaker.getCurrentTimestamp();
        try {
            T answer = question.ask();
            breaker.onSuccess(breaker.getCurrentTimestamp() - begun, breaker.getTimestampUnit());
            return answer;
        } catch (Exception failure) {
            breaker.onError(
                    breaker.getCurrentTimestamp() - begun, breaker.getTimestampUnit(), failure);
            throw failure;
        }
    }
}
