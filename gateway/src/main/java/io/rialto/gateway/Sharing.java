package io.rialto.gateway;

import io.github.bucket4j.BucketConfiguration;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What the gateways of a venue know together. None of it is needed to go on: a future that fails
 * means that each gateway goes by what it knows itself. Any thread; nothing blocks.
 */
public interface Sharing {
    /** A gateway that knows of no other. */
    Sharing NONE = new Sharing() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public boolean isAway() {
            return false;
        }

        @Override
        public Optional<CircuitBreaker> breaker() {
            return Optional.empty();
        }

        @Override
        public CompletableFuture<Long> spend(
                String limit, BucketConfiguration terms, long permits) {
            return CompletableFuture.completedFuture(0L);
        }

        @Override
        public CompletableFuture<Boolean> isFirst(String once) {
            return CompletableFuture.completedFuture(true);
        }
    };

    /** Whether there is anything to be shared. */
    boolean isOn();

    /** Whether what is shared cannot be reached. */
    boolean isAway();

    /** What is before it; empty where nobody is asked. */
    Optional<CircuitBreaker> breaker();

    /**
     * Tells of permits that were given.
     *
     * @param limit whose, and of what
     * @param terms the limit's, the same at all gateways
     * @return nanoseconds until the limit is not exceeded any more by what all have given; 0 if not
     */
    CompletableFuture<Long> spend(String limit, BucketConfiguration terms, long permits);

    /** Whether no gateway has seen this of a signature yet; from now on one has. */
    CompletableFuture<Boolean> isFirst(String once);
}
