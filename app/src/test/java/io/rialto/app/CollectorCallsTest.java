package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.rialto.identity.Outward;

import org.junit.jupiter.api.Test;

import java.util.Collection;
import java.util.List;

class CollectorCallsTest {
    /** To a collector that answers as it is told. */
    private static final class Exporter implements SpanExporter {
        private CompletableResultCode answer = CompletableResultCode.ofFailure();
        private int asked;

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            asked++;
            return answer;
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    private final Exporter exporter = new Exporter();
    private final CircuitBreaker breaker = Outward.breaker("collector");
    private final CollectorCalls calls = new CollectorCalls(exporter, breaker);

    @Test
    void shouldDropSpansOfACollectorThatDoesNotTakeThem() {
        for (int i = 0; i < 40; i++) {
            assertThat(calls.export(List.of()).isSuccess()).isFalse();
        }

        assertThat(exporter.asked).isBetween(5, 20);
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void shouldPassOnSpansToACollectorThatTakesThem() {
        exporter.answer = CompletableResultCode.ofSuccess();
        for (int i = 0; i < 40; i++) {
            assertThat(calls.export(List.of()).isSuccess()).isTrue();
        }

        assertThat(exporter.asked).isEqualTo(40);
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }
}
