package io.rialto.app;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;

import java.io.IOException;
import java.util.Collection;

/** Sends spans behind a circuit breaker: while it is open they are dropped at once. */
record CollectorCalls(SpanExporter exporter, CircuitBreaker breaker) implements SpanExporter {
    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        if (!breaker.tryAcquirePermission()) {
            return CompletableResultCode.ofFailure();
        }
        long begun = breaker.getCurrentTimestamp();
        CompletableResultCode sent = exporter.export(spans);
        return sent.whenComplete(() -> {
            long took = breaker.getCurrentTimestamp() - begun;
            if (sent.isSuccess()) {
                breaker.onSuccess(took, breaker.getTimestampUnit());
            } else {
                breaker.onError(
                        took, breaker.getTimestampUnit(), new IOException("spans not taken"));
            }
        });
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
