package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

class AllowanceTest {
    private static final long SECOND = 1_000_000_000L;

    private long now = -5 * SECOND;
    private final Others others = new Others();

    private final TimeMeter clock = new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    };

    /** Other gateways, which answer when a test says so. */
    private static final class Others implements Sharing {
        private final List<Long> told = new ArrayList<>();
        private CompletableFuture<Long> answer = new CompletableFuture<>();

        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public boolean isAway() {
            return false;
        }

        @Override
        public CompletableFuture<Long> spend(
                String limit, BucketConfiguration terms, long permits) {
            told.add(permits);
            return answer;
        }

        @Override
        public CompletableFuture<Boolean> isFirst(String once) {
            throw new AssertionError("nobody signs here");
        }

        @Override
        public Optional<CircuitBreaker> breaker() {
            return Optional.empty();
        }

        private void answer(long overdrawnNanos) {
            CompletableFuture<Long> waiting = answer;
            answer = new CompletableFuture<>();
            waiting.complete(overdrawnNanos);
        }

        private void fail() {
            CompletableFuture<Long> waiting = answer;
            answer = new CompletableFuture<>();
            waiting.completeExceptionally(new IllegalStateException("away"));
        }
    }

    private Allowance allowance(int seconds, int permits, int burst, Sharing sharing) {
        return new Allowance("test", seconds, permits, burst, sharing, clock);
    }

    @Test
    void shouldAllowBurstThenRate() {
        Allowance allowance = allowance(1, 100, 1_000, Sharing.NONE);
        for (int i = 0; i < 1_000; i++) {
            assertThat(allowance.take()).isZero();
        }

        assertThat(allowance.untilNext()).isEqualTo(SECOND / 100);
        assertThat(allowance.take()).isEqualTo(SECOND / 100);
        now += SECOND / 100;
        assertThat(allowance.take()).isZero();
        assertThat(allowance.take()).isPositive();
    }

    @Test
    void shouldFillUpWhileItRestsAndNotBeyondTheBurst() {
        Allowance allowance = allowance(60, 180, 180, Sharing.NONE);
        assertThat(allowance.isFull()).isTrue();
        assertThat(taken(allowance)).isEqualTo(180);
        assertThat(allowance.isFull()).isFalse();

        now += 3_600 * SECOND;

        assertThat(allowance.isFull()).isTrue();
        assertThat(taken(allowance)).isEqualTo(180);
    }

    @Test
    void shouldSayWhatIsLeftAndWhenNoneIsMissing() {
        Allowance allowance = allowance(1, 100, 1_000, others);
        assertThat(allowance.policy("x")).isEqualTo("\"x\";q=1000;w=10");
        assertThat(allowance.standing("x")).isEqualTo("\"x\";r=1000;t=0");
        assertThat(allowance.take()).isZero();
        assertThat(allowance.standing("x")).isEqualTo("\"x\";r=999;t=1");

        others.answer(3 * SECOND);

        assertThat(allowance.standing("x")).startsWith("\"x\";r=0;");
    }

    private static int taken(Allowance allowance) {
        int taken = 0;
        for (int i = 0; i < 1_000; i++) {
            taken += allowance.take() == 0 ? 1 : 0;
        }
        return taken;
    }

    @Test
    void shouldGiveNothingWhileAllGatewaysTogetherHaveGivenTooMuch() {
        Allowance allowance = allowance(1, 100, 1_000, others);
        assertThat(allowance.take()).isZero();

        others.answer(3 * SECOND);

        assertThat(allowance.untilNext()).isEqualTo(3 * SECOND);
        assertThat(allowance.take()).isEqualTo(3 * SECOND);
        assertThat(allowance.isFull()).isFalse();
        now += 3 * SECOND;
        assertThat(allowance.take()).isZero();
    }

    @Test
    void shouldTellEachPermitOnceAndAskOneQuestionAtATime() {
        Allowance allowance = allowance(1, 100, 1_000, others);
        for (int i = 0; i < 10; i++) {
            assertThat(allowance.take()).isZero();
        }
        assertThat(others.told).containsExactly(1L);

        others.answer(0);
        others.answer(0);

        assertThat(others.told).containsExactly(1L, 9L);
    }

    @Test
    void shouldGoByItsOwnBucketWhileOthersAreAway() {
        Allowance allowance = allowance(1, 100, 5, others);
        int given = 0;
        for (int i = 0; i < 10; i++) {
            given += allowance.take() == 0 ? 1 : 0;
            others.fail();
        }

        assertThat(given).isEqualTo(5);
    }
}
