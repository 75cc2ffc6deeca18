package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.gateway.GatewayConfig.HttpLimits;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class ConnectionGuardTest {
    private boolean isClosed;
    private final ConnectionGuard guard =
            new ConnectionGuard(HttpLimits.STANDARD, () -> isClosed = true, () -> {});

    /** Later than anything a guard allows. */
    private static long late() {
        return System.nanoTime() + Duration.ofHours(1).toNanos();
    }

    @Test
    void shouldCloseWhatIsLateTwice() {
        guard.check(late());
        assertThat(isClosed).isFalse();

        guard.check(late());
        assertThat(isClosed).isTrue();
    }

    /** The loop was held up, and the request lay there unread. */
    @Test
    void shouldNotCloseWhatHadComeAtTheFirstLook() {
        guard.check(late());
        guard.requestBegins();
        guard.check(late());
        assertThat(isClosed).isFalse();

        guard.check(late());
        assertThat(isClosed).isTrue();
    }

    @Test
    void shouldNotCloseWhatIsInTime() {
        guard.check(System.nanoTime());
        guard.check(System.nanoTime());
        assertThat(isClosed).isFalse();
    }

    @Test
    void shouldNotCloseStream() {
        guard.becomesStream();
        guard.check(late());
        guard.check(late());
        assertThat(isClosed).isFalse();
    }
}
