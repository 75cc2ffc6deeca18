package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.v1.ClientMessage;
import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.Side;
import io.rialto.sequencer.EventReader;
import io.rialto.view.VenueView;
import io.rialto.view.ViewHost;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A client's trace goes with its command into the log, and with the events to consumers. */
class TraceContextTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String SAMPLED = "00-" + TRACE + "-" + SPAN + "-01";
    private static VenueFixture venue;

    /** What the frame that ends with an event says of its command's trace, in hex. */
    private final Map<Long, String> traces = new ConcurrentHashMap<>();

    private ViewHost consumer;
    private Api user;

    @BeforeAll
    static void openVenue() {
        venue = VenueFixture.open();
    }

    @AfterAll
    static void closeVenue() {
        venue.close();
    }

    @BeforeEach
    void listen() {
        EventReader reader = venue.sequencer.eventStream().open("traces", 0, 0);
        consumer = new ViewHost(
                        new VenueView(),
                        (handler, max) -> reader.poll(handler::onFrame, max),
                        Throwable::printStackTrace)
                .start();
        consumer.addListener((view, command) ->
                        traces.put(command.sequence(), HexFormat.of().formatHex(command.trace())))
                .join();
        user = venue.user("1000", "0");
    }

    @AfterEach
    void close() {
        consumer.close();
    }

    @Test
    void shouldCarryTraceOfRestIntoItsEvents() {
        Api.Answer answer =
                user.with("traceparent", SAMPLED).order("buy", "10", "1").expect(201);

        assertThat(traceOf(answer.sequence())).isEqualTo(TRACE + SPAN + "01");
        assertThat(answer.response().headers().firstValue("traceresponse")).hasValue(SAMPLED);
    }

    @Test
    void shouldCarryTraceOfAnAdministratorsCommand() {
        Api.Answer answer = venue.admin
                .with("traceparent", SAMPLED)
                .post("/api/v1/admin/accounts", new JsonObject().put("name", "Traced"))
                .expect(201);

        assertThat(traceOf(answer.sequence())).isEqualTo(TRACE + SPAN + "01");
    }

    @Test
    void shouldCarryTraceOfAStreamsCommandAndOfNoOther() {
        long market = Long.parseLong(venue.admin
                .get("/api/v1/markets")
                .expect(200)
                .json()
                .getJsonArray("markets")
                .getJsonObject(0)
                .getString("id"));
        try (StreamClient stream = StreamClient.open(user)) {
            ClientMessage.Builder order =
                    StreamClient.order(market, Side.SIDE_BUY, 10_000_000_000L, 100_000_000L);
            ServerMessage traced = stream.ask(order.clone().setTraceparent(SAMPLED));
            ServerMessage plain = stream.ask(order.clone());
            ServerMessage malformed = stream.ask(order.clone().setTraceparent("00-nonsense"));

            assertThat(traceOf(traced.getOutcome().getSequence())).isEqualTo(TRACE + SPAN + "01");
            assertThat(traceOf(plain.getOutcome().getSequence())).isEmpty();
            assertThat(traceOf(malformed.getOutcome().getSequence())).isEmpty();
        }
    }

    @Test
    void shouldNotTakeAnotherTraceForAnotherPayload() {
        Api keyed = user.keyed("traced twice");
        Api.Answer first =
                keyed.with("traceparent", SAMPLED).order("buy", "10", "1").expect(201);
        Api.Answer again = keyed.order("buy", "10", "1").expect(201);

        assertThat(again.replayed()).isTrue();
        assertThat(again.json().getString("orderId")).isEqualTo(first.json().getString("orderId"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                // Not sampled, with all other flags.
                "00-" + TRACE + "-" + SPAN + "-00",
                "00-" + TRACE + "-" + SPAN + "-fe",
                // No trace, no parent.
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                // A version that does not exist, and more than version 0 has.
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "cc-" + TRACE + "-" + SPAN + "-01.more",
                // Not in hex, in upper case, shifted, cut off.
                "00-4bf92f3577b34da6a3ce929d0e0e473g-" + SPAN + "-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "0g-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-00f067aa0ba902bg-01",
                "00-" + TRACE + "-" + SPAN + "-0g",
                "00_" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "_" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "_01",
                "00-" + TRACE + "-" + SPAN + "-0"
            })
    void shouldDoTheCommandWithoutWhatIsToBeIgnored(String traceparent) {
        Api.Answer answer =
                user.with("traceparent", traceparent).order("buy", "10", "1").expect(201);

        assertThat(traceOf(answer.sequence())).isEmpty();
        assertThat(answer.response().headers().firstValue("traceresponse")).isEmpty();
        assertThat(TraceContext.of(traceparent).isNone()).isTrue();
    }

    @Test
    void shouldIgnoreTwoHeaders() {
        assertThat(TraceContext.of(List.of(SAMPLED, SAMPLED)).isNone()).isTrue();
        assertThat(TraceContext.of(List.of()).isNone()).isTrue();
    }

    @Test
    void shouldReadWhatLaterVersionsHaveInCommonAndPassOnKnownFlagsOnly() {
        assertThat(TraceContext.of("cc-" + TRACE + "-" + SPAN + "-ff-more").text())
                .isEqualTo("00-" + TRACE + "-" + SPAN + "-03");
        assertThat(TraceContext.of(SAMPLED).text()).isEqualTo(SAMPLED);
    }

    private String traceOf(long sequence) {
        consumer.query(sequence, Duration.ofSeconds(90), VenueView::sequence).join();
        return traces.get(sequence);
    }
}
