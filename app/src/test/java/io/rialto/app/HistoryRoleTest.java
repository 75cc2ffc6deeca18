package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.history.HistoryException;
import io.rialto.history.HistoryStore;
import io.rialto.history.Retention;
import io.rialto.sequencer.AeronEventStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(300)
class HistoryRoleTest {
    private static final String NOBODY = "jdbc:postgresql://127.0.0.1:1/rialto?user=rialto";

    @Test
    void shouldWaitForADatabaseThatIsAwayWhileTheVenueStarts(@TempDir Path data) {
        AtomicReference<String> failed = new AtomicReference<>();
        HistoryPart part =
                new HistoryPart(HistoryStore.of(data, Optional.of(NOBODY)), Retention.NONE);
        try (AeronEventStream events = new AeronEventStream(() -> data, data);
                HistoryRole role = HistoryRole.open(part, events, Optional.empty(), failed::set)) {
            role.start();

            assertThat(role.isAvailable()).isFalse();
            assertThat(role.sequence()).isZero();
            assertThatThrownBy(() -> role.awaitSequence(1, Duration.ofMillis(1)))
                    .isInstanceOf(HistoryException.class)
                    .matches(HistoryException::mayPass);
        }
        assertThat(failed).hasNullValue();
    }
}
