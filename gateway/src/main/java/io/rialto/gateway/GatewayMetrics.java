package io.rialto.gateway;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What the gateway counts and times, at {@code /metrics} in the Prometheus text format. */
final class GatewayMetrics {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    /** What brings gauges up to date whose names come and go. */
    private final List<Runnable> refreshing = new CopyOnWriteArrayList<>();

    private final AtomicInteger inFlight = new AtomicInteger();
    private final LongAdder streams = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final Counter sent = counter("rialto.gateway.commands.sent", "Handed to the venue");
    private final Counter refused =
            counter("rialto.gateway.commands.refused", "Not let through, or not taken");
    private final Counter denied =
            counter("rialto.gateway.commands.denied", "Answered with a denial");
    private final Counter expired =
            counter("rialto.gateway.commands.unknown", "Not answered in time");
    private final Counter received =
            counter("rialto.gateway.stream.received", "Messages of streams received");
    private final Counter written =
            counter("rialto.gateway.stream.sent", "Messages of streams sent");
    private final Counter slowClosed =
            counter("rialto.gateway.stream.closed.slow", "Streams closed because not read");
    private final Timer venue =
            timer("rialto.gateway.hop.venue", "From the hand-over to the client to the answer");
    private final Timer handBack =
            timer("rialto.gateway.hop.hand.back", "From the answer to the event loop");
    private final Timer request =
            timer("rialto.gateway.hop.request", "A REST request from its headers to its answer");

    GatewayMetrics() {
        gauge("rialto.gateway.commands.in.flight", "Commands unanswered", inFlight::get);
        gauge("rialto.gateway.streams", "Streams open", streams::sum);
        gauge("rialto.gateway.connections", "HTTP connections open", connections::sum);
    }

    void sent() {
        sent.increment();
        inFlight.incrementAndGet();
    }

    void answered(long venueNanos, long handBackNanos, boolean done) {
        inFlight.decrementAndGet();
        venue.record(venueNanos, TimeUnit.NANOSECONDS);
        handBack.record(handBackNanos, TimeUnit.NANOSECONDS);
        if (!done) {
            denied.increment();
        }
    }

    /** The client was closed before the answer came. */
    void lost() {
        inFlight.decrementAndGet();
    }

    void refused() {
        refused.increment();
    }

    void expired() {
        expired.increment();
    }

    void requested(long nanos) {
        request.record(nanos, TimeUnit.NANOSECONDS);
    }

    void connections(int change) {
        connections.add(change);
    }

    void streams(int change) {
        streams.add(change);
    }

    void streamReceived() {
        received.increment();
    }

    void streamSent(int messages) {
        written.increment(messages);
    }

    void streamClosedSlow() {
        slowClosed.increment();
    }

    /** A number that is asked for when the metrics are. */
    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /**
     * Numbers that are asked for when the metrics are, one for each name that there is then.
     *
     * @param tag under which each carries its name
     */
    void gauges(String name, String tag, String description, Supplier<Map<String, Long>> values) {
        MultiGauge gauges = MultiGauge.builder(name).description(description).register(registry);
        refreshing.add(() -> gauges.register(
                values.get().entrySet().stream()
                        .map(each ->
                                MultiGauge.Row.of(Tags.of(tag, each.getKey()), each.getValue()))
                        .toList(),
                true));
    }

    private synchronized void refresh() {
        refreshing.forEach(Runnable::run);
    }

    /** Whether somebody outside is not asked for now: the state of the breaker before them. */
    void outward(String who, Supplier<Optional<CircuitBreaker>> breaker) {
        gauge(
                "rialto.outward." + who + ".open",
                "1 while calls fail at once or one tries, because the last ones failed",
                () -> breaker.get()
                        .filter(each -> each.getState() != CircuitBreaker.State.CLOSED)
                        .map(open -> 1)
                        .orElse(0));
    }

    /** All of it, as Prometheus reads it. */
    String scrape() {
        refresh();
        return registry.scrape();
    }

    /** All of it, each with what Micrometer measures of it; times are in seconds. */
    JsonArray toJson() {
        refresh();
        JsonArray metrics = new JsonArray();
        for (Meter meter : registry.getMeters()) {
            JsonObject values = new JsonObject();
            meter.measure()
                    .forEach(measured -> values.put(
                            measured.getStatistic().getTagValueRepresentation(),
                            finite(measured.getValue())));
            Meter.Id id = meter.getId();
            JsonObject tags = new JsonObject();
            id.getTags().forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
            metrics.add(new JsonObject()
                    .put("name", id.getName())
                    .put("type", id.getType().name().toLowerCase(Locale.ROOT))
                    .put("description", Objects.requireNonNullElse(id.getDescription(), ""))
                    .put("unit", Objects.requireNonNullElse(id.getBaseUnit(), ""))
                    .put("tags", tags)
                    .put("values", values));
        }
        return metrics;
    }

    /** JSON has no other numbers. */
    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(
                        Duration.ofNanos(50_000),
                        Duration.ofNanos(100_000),
                        Duration.ofNanos(250_000),
                        Duration.ofNanos(500_000),
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1))
                .register(registry);
    }
}
