package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

class ReadingPaceTest {
    private static final int WRITE_BYTES = 32 * 1024;

    @Test
    void shouldEndItsPatienceWithWhoTakesALittleNowAndThen() {
        ReadingPace pace = new ReadingPace();
        long waited = 0;
        long taken = 0;
        while (pace.leftNanos() > 0) {
            assertThat(taken).isLessThan(10 * WRITE_BYTES);
            pace.took(WRITE_BYTES, TimeUnit.SECONDS.toNanos(10));
            waited += 10;
            taken += WRITE_BYTES;
        }
        assertThat(waited).isEqualTo(40);
    }

    @Test
    void shouldWaitOnForWhoKeepsThePace() {
        ReadingPace pace = new ReadingPace();
        long before = pace.leftNanos();
        for (int i = 0; i < 100_000; i++) {
            pace.took(WRITE_BYTES, TimeUnit.MILLISECONDS.toNanos(500));
        }
        assertThat(pace.leftNanos()).isEqualTo(before);
    }
}
