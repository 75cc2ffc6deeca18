package io.rialto.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** What operators and tools ask: health, metrics, the description of all this. */
final class SystemApi {
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private SystemApi() {}

    static List<Route> routes() {
        return List.of(
                Route.get("/health", "getHealth")
                        .summary("Whether the venue can be reached and how far the views are")
                        .access(Route.Access.PUBLIC)
                        .answers(200, MarketSchemas.HEALTH, SystemApi::health),
                Route.get("/health/live", "getLiveness")
                        .summary("Whether this gateway's event loops turn: restart it if not")
                        .access(Route.Access.PUBLIC)
                        .answers(200, MarketSchemas.LIVENESS, SystemApi::live),
                Route.get("/health/ready", "getReadiness")
                        .summary("Whether this gateway can take requests: send it none if not")
                        .access(Route.Access.PUBLIC)
                        .answers(200, MarketSchemas.LIVENESS, SystemApi::ready),
                Route.get("/metrics.json", "getMetricsAsJson")
                        .summary("Counts and times, for programs")
                        .access(Route.Access.PUBLIC)
                        .answers(200, MarketSchemas.METRICS, SystemApi::metricsAsJson),
                Route.get("/metrics", "getMetrics")
                        .onlyOverHttp("It is no JSON; getMetricsAsJson is")
                        .summary("Counts and times, as Prometheus reads them")
                        .access(Route.Access.PUBLIC)
                        .answersText(200, METRICS_TYPE, SystemApi::metrics),
                Route.get("/openapi.json", "getOpenApi")
                        .summary("This description")
                        .access(Route.Access.PUBLIC)
                        .answers(
                                200,
                                new Schema.Document("An OpenAPI 3.1 document"),
                                SystemApi::openApi));
    }

    private static void health(Exchange exchange) {
        Venue venue = exchange.venue();
        VenueHealth health = VenueHealth.of(venue);
        JsonArray reasons = health.reasons();
        long sequence = venue.view().sequence();
        long newest = Math.max(venue.newest(), sequence);
        JsonObject json = new JsonObject()
                .put("status", reasons.isEmpty() ? "up" : "degraded")
                .put("connected", health.isConnected())
                .put("sequence", Long.toString(sequence))
                .put("viewLag", Long.toString(newest - sequence))
                .put("audit", Words.of(health.audit().status()));
        venue.history().ifPresent(history -> {
            long stored = history.sequence();
            json.put("historySequence", Long.toString(stored));
            json.put("historyLag", Long.toString(Math.max(0, newest - stored)));
        });
        json.put("reasons", reasons);
        health.disk().ifPresent(disk -> json.put("disk", disk));
        exchange.answer(json, sequence, false);
    }

    private static void live(Exchange exchange) {
        answer(exchange, "live");
    }

    /** A venue that refuses commands for want of room still answers reads: that is ready. */
    private static void ready(Exchange exchange) {
        Venue venue = exchange.venue();
        if (!venue.client().isConnected()) {
            exchange.refuse(
                    Problem.of(Refusal.VENUE_UNAVAILABLE, "Wait until the engine can be reached"));
        } else if (venue.view().ended().isDone()) {
            exchange.refuse(
                    Problem.of(Refusal.VIEW_CLOSED, "Wait until the gateway has a view again"));
        } else if (!venue.isComplete()) {
            exchange.refuse(
                    Problem.of(Refusal.VIEW_BEHIND, "Wait until the gateway has caught up"));
        } else {
            answer(exchange, "ready");
        }
    }

    private static void answer(Exchange exchange, String status) {
        exchange.answer(
                new JsonObject().put("status", status), exchange.venue().view().sequence(), false);
    }

    private static void metricsAsJson(Exchange exchange) {
        exchange.answer(
                new JsonObject().put("metrics", exchange.venue().metrics().toJson()),
                exchange.venue().view().sequence(),
                false);
    }

    private static void metrics(Exchange exchange) {
        exchange.answerText(METRICS_TYPE, exchange.venue().metrics().scrape());
    }

    private static void openApi(Exchange exchange) {
        exchange.answer(description(), exchange.venue().view().sequence());
    }

    /** What is built once, as routes never change: it costs more than to send it. */
    static Buffer description() {
        return Description.OF_ALL;
    }

    private static final class Description {
        static final Buffer OF_ALL = OpenApi.of(Routes.all()).toBuffer();
    }
}
