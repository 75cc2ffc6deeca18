package io.rialto.gateway;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A limit of commands that several event loops take permits from, each told to others once. */
public class AllowanceInterleavingsTest {
    private final AtomicLong given = new AtomicLong();
    private final AtomicLong told = new AtomicLong();

    private final TimeMeter clock = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return 1;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };

    private final Sharing others = new Sharing() {
        @Override
        public boolean isOn() {
            return true;
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
            told.addAndGet(permits);
            return CompletableFuture.completedFuture(0L);
        }

        @Override
        public CompletableFuture<Boolean> isFirst(String once) {
            return CompletableFuture.completedFuture(true);
        }
    };

    private final Allowance allowance = new Allowance("test", 1, 1, 2, others, clock);

    @Operation
    public boolean take() {
        boolean isGiven = allowance.take() == 0;
        if (isGiven) {
            given.incrementAndGet();
        }
        return isGiven;
    }

    @Validate
    public void tellsEachPermitOnce() {
        if (given.get() != told.get()) {
            throw new IllegalStateException(given + " given, " + told + " told");
        }
    }

    @Test
    void shouldGiveEachPermitOnceAndTellIt() {
        new ModelCheckingOptions()
                // What is ours is tried, not the bucket.
                .addGuarantee(forClasses(name -> name.startsWith("io.github.bucket4j."))
                        .allMethods()
                        .treatAsAtomic())
                .iterations(10)
                .invocationsPerIteration(500)
                .threads(2)
                .actorsPerThread(2)
                // Whoever came before would leave nothing to take.
                .actorsBefore(0)
                .actorsAfter(0)
                .check(AllowanceInterleavingsTest.class);
    }
}
