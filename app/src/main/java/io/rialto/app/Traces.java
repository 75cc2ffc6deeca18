package io.rialto.app;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.rialto.gateway.Tracing;
import io.rialto.identity.Outward;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The spans of this process, sent to a collector by OpenTelemetry's SDK. A collector that is slow or
 * away costs spans and nothing else: they wait in a queue of bounded length. Any thread.
 */
final class Traces implements Tracing, AutoCloseable {
    private static final String PATH = "/v1/traces";
    private static final Duration EXPORT_EVERY = Duration.ofSeconds(1);
    private static final long CLOSE_SECONDS = 5;
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("rialto.outcome");
    private static final AttributeKey<Long> SEQUENCE = AttributeKey.longKey("rialto.sequence");

    private final double begun;
    private final CircuitBreaker breaker = Outward.breaker("collector");
    private final Ids ids = new Ids();
    private final SdkTracerProvider provider;
    private final Tracer tracer;

    Traces(TracePart part) {
        begun = part.begun();
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(part.collector().orElseThrow().resolve(PATH).toString())
                .build();
        provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(SERVICE, "rialto")))
                .setSampler(Sampler.alwaysOn())
                .setIdGenerator(ids)
                .addSpanProcessor(BatchSpanProcessor.builder(new CollectorCalls(exporter, breaker))
                        .setScheduleDelay(EXPORT_EVERY)
                        .build())
                .build();
        tracer = provider.get("io.rialto");
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public boolean begins() {
        return begun > 0 && ThreadLocalRandom.current().nextDouble() < begun;
    }

    @Override
    public Optional<CircuitBreaker> breaker() {
        return Optional.of(breaker);
    }

    @Override
    public void add(Tracing.Hop told) {
        Instant end = Instant.now();
        String trace = TraceId.fromLongs(told.traceHigh(), told.traceLow());
        Context above =
                told.above() == 0 ? Context.root() : below(trace, SpanId.fromLong(told.above()));
        SpanBuilder builder = tracer.spanBuilder("edge " + told.name())
                .setParent(above)
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(end.minusNanos(told.nanos()))
                .setAttribute(OUTCOME, told.outcome());
        ids.start(builder, trace, SpanId.fromLong(told.id())).end(end);
    }

    /**
     * What another part of the venue did of a command.
     *
     * @param context of W3C, as commands and events carry it
     * @param sequence of the last event that is meant; 0 for none
     */
    void add(String name, TraceBytes context, Instant begin, Instant end, long sequence) {
        SpanBuilder builder = tracer.spanBuilder(name)
                .setParent(below(context.trace(), context.span()))
                // Clocks of different kinds may differ by a little.
                .setStartTimestamp(begin.isAfter(end) ? end : begin);
        if (sequence != 0) {
            builder.setAttribute(SEQUENCE, sequence);
        }
        builder.startSpan().end(end);
    }

    private static Context below(String trace, String span) {
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        trace, span, TraceFlags.getSampled(), TraceState.getDefault())));
    }

    /** Sends what waits, for a few seconds at most. */
    @Override
    public void close() {
        provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /** Gives a span the id that others were told already; the SDK asks on the thread of the span. */
    private static final class Ids implements IdGenerator {
        private static final ThreadLocal<String[]> NEXT = new ThreadLocal<>();

        private Span start(SpanBuilder builder, String trace, String span) {
            NEXT.set(new String[] {trace, span});
            try {
                return builder.startSpan();
            } finally {
                NEXT.remove();
            }
        }

        @Override
        public String generateTraceId() {
            String[] told = NEXT.get();
            return told == null ? IdGenerator.random().generateTraceId() : told[0];
        }

        @Override
        public String generateSpanId() {
            String[] told = NEXT.get();
            return told == null ? IdGenerator.random().generateSpanId() : told[1];
        }
    }
}
