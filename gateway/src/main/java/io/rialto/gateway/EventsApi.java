package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.protocol.Code;
import io.vertx.core.json.JsonObject;

import java.time.Duration;
import java.util.List;

/** The venue's latest events as they are, for whoever operates it. */
final class EventsApi {
    private static final int FRAMES_MAX = 500;
    private static final int FRAMES_STANDARD = 100;
    private static final Form EVENT = Form.of(
            "VenueEvent",
            required("sequence", Schemas.SEQUENCE),
            required("time", Schemas.INSTANT),
            required("actor", Schemas.ID),
            optional("trace", Schemas.ANY),
            required("event", Schemas.ANY),
            required("fields", Schemas.ANY));
    private static final Form EVENTS =
            Form.of("VenueEvents", required("events", new ListOf(EVENT)));

    private EventsApi() {}

    static List<Route> routes() {
        return List.of(Route.get("/api/v1/admin/events", "listEvents")
                .summary("The events of the latest commands that this gateway saw, oldest first")
                .access(Route.Access.ADMINISTRATOR)
                .parameter(MarketsApi.count("limit", "Commands, at most " + FRAMES_MAX))
                .parameter(Route.Parameter.query(
                        "after", Schemas.SEQUENCE, "Only events after this one"))
                .answers(200, EVENTS, EventsApi::list));
    }

    /** Nothing is left out of them, so the address alone does not suffice. */
    private static void list(Exchange exchange) {
        if (!exchange.isSudo() && !exchange.caller().isAuditor()) {
            throw new ProblemException(Markets.unknown(Code.SUDO_REQUIRED));
        }
        int limit = MarketsApi.count(exchange, "limit", FRAMES_STANDARD, FRAMES_MAX);
        long after = exchange.query("after")
                .map(text -> Decimals.parse(text, 0).orElse(0))
                .orElse(0L);
        RecentEvents recent = exchange.venue().recent();
        Duration wait = HistoryDesk.patience(exchange);
        exchange.deliver(
                exchange.venue()
                        .view()
                        .query(
                                exchange.wantedSequence(),
                                wait,
                                view -> new Exchange.Read<>(
                                        view.sequence(), recent.after(after, limit)))
                        .thenCompose(read -> HistoryDesk.blocking(() ->
                                new Exchange.Read<>(read.sequence(), told(read.value(), after)))),
                read -> exchange.answer(read.value(), read.sequence(), false));
    }

    /** Not for an event loop: it reflects, and may have thousands of events to tell. */
    private static JsonObject told(List<byte[]> frames, long after) {
        return new JsonObject()
                .put("events", Json.list(RecentEvents.told(frames, after), EventsApi::json));
    }

    private static JsonObject json(RecentEvents.Told told) {
        JsonObject json = new JsonObject()
                .put("sequence", Long.toString(told.sequence()))
                .put("time", Json.time(told.timeNanos()))
                .put("actor", Long.toString(told.actor()))
                .put("event", told.event())
                .put("fields", told.fields());
        return told.trace().isEmpty() ? json : json.put("trace", told.trace());
    }
}
