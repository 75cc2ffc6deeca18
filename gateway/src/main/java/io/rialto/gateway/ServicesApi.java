package io.rialto.gateway;

import static io.rialto.gateway.Schema.Field.optional;
import static io.rialto.gateway.Schema.Field.required;

import io.rialto.gateway.Schema.Form;
import io.rialto.gateway.Schema.ListOf;
import io.rialto.gateway.Schema.Whole;
import io.rialto.sequencer.VenueCondition;
import io.rialto.sequencer.VenueUpkeep;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** How far the venue's processes are, what its log and snapshots are like; and a snapshot now. */
final class ServicesApi {
    private static final String SNAPSHOT_NAME = "takeSnapshot";
    private static final Whole BYTES = new Whole("bytes", 0, Long.MAX_VALUE);

    private static final Form SNAPSHOT = Form.of(
            "Snapshot",
            required("sequence", Schemas.SEQUENCE),
            optional("time", Schemas.INSTANT),
            required("logPosition", BYTES),
            required("bytes", BYTES),
            required("logBytesSince", BYTES),
            required("storing", Schemas.YES_OR_NO),
            required("failed", Schemas.COUNT));

    private static final Form CONSUMER = Form.of(
            "Consumer",
            required("name", Schemas.ANY),
            required("sequence", Schemas.SEQUENCE),
            required("lag", Schemas.SEQUENCE),
            required("reading", Schemas.YES_OR_NO),
            required("leftBehind", Schemas.YES_OR_NO));

    private static final Form SERVICES = Form.of(
            "Services",
            required("connected", Schemas.YES_OR_NO),
            required("sequence", Schemas.SEQUENCE),
            optional("snapshot", SNAPSHOT),
            required("consumers", new ListOf(CONSUMER)));

    private ServicesApi() {}

    static List<Route> routes() {
        return List.of(
                Route.get("/api/v1/admin/services", "getServices")
                        .summary("How far each consumer of the event stream is, and what the next"
                                + " start begins with")
                        .access(Route.Access.ADMINISTRATOR)
                        .answers(200, SERVICES, ServicesApi::services),
                Route.post("/api/v1/admin/snapshots", SNAPSHOT_NAME)
                        .keyless()
                        .summary(
                                "Asks the engine for a snapshot of its state now; getServices tells"
                                        + " when it is there")
                        .access(Route.Access.ADMINISTRATOR)
                        .answers(202, SERVICES, ServicesApi::takeSnapshot));
    }

    private static void services(Exchange exchange) {
        exchange.answer(json(exchange.venue()), exchange.venue().view().sequence(), false);
    }

    private static void takeSnapshot(Exchange exchange) {
        Venue venue = exchange.venue();
        Caller who = exchange.caller();
        String address = exchange.address();
        if (!venue.noteSudo(who, who.accountId(), address, SNAPSHOT_NAME)) {
            throw new ProblemException(Venue.auditBehind());
        }
        boolean isShort = venue.client().condition().room().isShort();
        if (isShort || !venue.client().wishForSnapshot()) {
            Refusal why = isShort ? Refusal.VENUE_OUT_OF_ROOM : Refusal.VENUE_UNAVAILABLE;
            venue.noteDenied(who, who.accountId(), address, SNAPSHOT_NAME, why.wireName());
            throw new ProblemException(why, "Ask again when /health says that the venue is up");
        }
        services(exchange);
    }

    private static JsonObject json(Venue venue) {
        VenueUpkeep upkeep = venue.client().upkeep();
        VenueCondition condition = venue.client().condition();
        JsonObject json = new JsonObject()
                .put("connected", venue.client().isConnected())
                .put("sequence", Long.toString(Math.max(upkeep.sequence(), venue.newest())));
        if (!upkeep.equals(VenueUpkeep.UNKNOWN)) {
            json.put("snapshot", snapshot(upkeep, condition.snapshotsFailed()));
        }
        List<String> behind = condition.consumersLeftBehind();
        return json.put(
                "consumers",
                Json.list(
                        upkeep.consumers(),
                        each -> consumer(upkeep, each)
                                .put("leftBehind", behind.contains(each.name()))));
    }

    private static JsonObject snapshot(VenueUpkeep upkeep, long failed) {
        VenueUpkeep.Snapshot newest = upkeep.snapshot();
        JsonObject json = new JsonObject().put("sequence", Long.toString(newest.sequence()));
        if (newest.sequence() > 0) {
            json.put("time", Json.time(newest.timeNanos()));
        }
        return json.put("logPosition", newest.logPosition())
                .put("bytes", newest.bytes())
                .put("logBytesSince", upkeep.logBytesSince())
                .put("storing", upkeep.isStoring())
                .put("failed", failed);
    }

    private static JsonObject consumer(VenueUpkeep upkeep, VenueUpkeep.Consumer consumer) {
        return new JsonObject()
                .put("name", consumer.name())
                .put("sequence", Long.toString(consumer.sequence()))
                .put("lag", Long.toString(upkeep.lag(consumer)))
                .put("reading", consumer.isReading());
    }
}
