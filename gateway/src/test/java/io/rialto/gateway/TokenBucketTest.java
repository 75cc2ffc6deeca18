package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldAllowBurstThenRate() {
        TokenBucket bucket = new TokenBucket(1, 100, 1_000);
        long now = -5 * SECOND;
        for (int i = 0; i < 1_000; i++) {
            assertThat(bucket.take(now)).isZero();
        }

        assertThat(bucket.take(now)).isEqualTo(SECOND / 100);
        assertThat(bucket.take(now + SECOND / 100)).isZero();
        assertThat(bucket.take(now + SECOND / 100)).isPositive();
    }

    @Test
    void shouldFillUpWhileItRestsAndNotBeyondTheBurst() {
        TokenBucket bucket = new TokenBucket(60, 180, 180);
        int taken = 0;
        for (int i = 0; i < 1_000; i++) {
            taken += bucket.take(0) == 0 ? 1 : 0;
        }
        assertThat(taken).isEqualTo(180);

        int later = 0;
        for (int i = 0; i < 1_000; i++) {
            later += bucket.take(3_600 * SECOND) == 0 ? 1 : 0;
        }

        assertThat(later).isEqualTo(180);
    }
}
