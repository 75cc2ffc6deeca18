package io.rialto.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.opentelemetry.proto.trace.v1.Span;
import io.rialto.client.RestClient;
import io.rialto.client.RestClient.Answer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a collector hears of commands, from a venue in a process of its own. */
@Tag("system")
@Timeout(300)
class TraceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SENDER = "b7ad6b7169203331";
    private static final List<String> BELOW = List.of("log", "engine", "event", "history");

    @TempDir
    Path folder;

    @Test
    void shouldTellOfOneOrderFromTheEdgeToTheHistoryUnderOneTraceId() throws Exception {
        try (Collector collector = new Collector();
                VenueProcess venue = VenueProcess.start(
                        folder.resolve("data"),
                        "--trace-collector",
                        collector.url(),
                        "--log",
                        "json",
                        "--log-requests",
                        "traced");
                RestClient administrator = venue.administrator()) {
            openMarket(administrator);
            order(administrator, Map.of("traceparent", "00-" + TRACE + "-" + SENDER + "-01"));

            await().atMost(PATIENCE).until(() -> collector.spans(TRACE).size() >= 5);

            Map<String, Span> spans = collector.spans(TRACE).stream()
                    .collect(Collectors.toMap(Span::getName, span -> span));
            Span edge = spans.get("edge Place");
            assertThat(Collector.hex(edge.getParentSpanId())).isEqualTo(SENDER);
            for (String name : BELOW) {
                Span span = spans.get(name);
                assertThat(span.getParentSpanId()).as(name).isEqualTo(edge.getSpanId());
                assertThat(span.getEndTimeUnixNano())
                        .as(name)
                        .isGreaterThanOrEqualTo(span.getStartTimeUnixNano());
            }
            assertThat(collector.spans()).as("of commands that nobody samples").hasSize(5);
            checkLog(
                    venue,
                    administrator.get("/api/v1/account").body().path("id").asText(),
                    Collector.hex(edge.getSpanId()));
        }
    }

    /** The order's entries, which tell its trace, and no others. */
    private static void checkLog(VenueProcess venue, String account, String span)
            throws IOException {
        await().atMost(PATIENCE).until(() -> venue.output().contains("placeOrder answered"));
        List<JsonNode> entries = new ArrayList<>();
        for (String line : venue.output().lines().toList()) {
            if (!line.startsWith("{")) {
                continue;
            }
            JsonNode entry = new ObjectMapper().readTree(line);
            // On a slow machine Vert.x says that a thread is blocked.
            if (!entry.path("logger").asText().endsWith(".BlockedThreadChecker")) {
                entries.add(entry);
            }
        }
        assertThat(entries)
                .extracting(
                        entry -> entry.path("message").asText().replaceFirst(" in [0-9]+ us$", ""))
                .containsExactly(
                        "Place for account " + account + ": INSUFFICIENT_FUNDS",
                        "placeOrder answered insufficient-funds");
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.path("trace").asText()).isEqualTo(TRACE);
            assertThat(entry.path("span").asText()).isEqualTo(span);
            assertThat(entry.path("logger").asText()).isEqualTo("io.rialto.requests");
        });
        assertThat(entries.toString()).doesNotContain("Bearer", venue.token());
    }

    @Test
    void shouldBeginTracesAndGoOnWithoutACollector() throws Exception {
        try (Collector collector = new Collector();
                VenueProcess venue = VenueProcess.start(
                        folder.resolve("data"),
                        "--trace-collector",
                        collector.url(),
                        "--trace-share",
                        "1");
                RestClient administrator = venue.administrator()) {
            openMarket(administrator);
            order(administrator, Map.of());

            await().atMost(PATIENCE).until(() -> ofOrders(collector).size() == 1);
            Span edge = ofOrders(collector).getFirst();
            String trace = Collector.hex(edge.getTraceId());
            await().atMost(PATIENCE).until(() -> collector.spans(trace).size() >= 5);
            assertThat(edge.getParentSpanId().isEmpty()).isTrue();
            assertThat(collector.spans(trace))
                    .extracting(Span::getName)
                    .containsExactlyInAnyOrder("edge Place", "log", "engine", "event", "history");

            collector.stop();
            order(administrator, Map.of());
            assertThat(venue.isAlive()).as(venue.output()).isTrue();
        }
    }

    private static List<Span> ofOrders(Collector collector) {
        return collector.spans().stream()
                .filter(span -> span.getName().equals("edge Place"))
                .toList();
    }

    private static void openMarket(RestClient administrator) throws IOException {
        make(administrator, "assets", RestClient.object().put("symbol", "BTC").put("scale", 2));
        make(administrator, "assets", RestClient.object().put("symbol", "USD").put("scale", 2));
        ObjectNode market = RestClient.object().put("symbol", "BTC-USD");
        market.put("base", "BTC").put("quote", "USD").put("tick", "1").put("lot", "1");
        make(
                administrator,
                "markets",
                market.put("priceMaximum", "1000").put("quantityMaximum", "1000"));
    }

    private static void make(RestClient administrator, String what, ObjectNode body)
            throws IOException {
        Answer answer = administrator.post("/api/v1/admin/" + what, body);
        assertThat(answer.isDone()).as("%s: %s", what, answer.summary()).isTrue();
    }

    /** For which there is no money: its denial takes the way of any order. */
    private static void order(RestClient client, Map<String, String> headers) throws IOException {
        ObjectNode order = RestClient.object().put("market", "BTC-USD").put("side", "buy");
        Answer denied = client.post(
                "/api/v1/orders", order.put("price", "10").put("quantity", "2"), headers);
        assertThat(denied.summary()).contains("insufficient-funds");
    }
}
