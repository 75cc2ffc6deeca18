package io.rialto.gateway;

import io.rialto.sequencer.CommandClient;
import io.rialto.sequencer.Room;
import io.rialto.sequencer.VenueCondition;
import io.rialto.sequencer.VenueUpkeep;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an operator should know of the venue behind a gateway: in words at {@code /health}, as
 * numbers in the metrics.
 *
 * @param isConnected whether the engine answers
 * @param isViewing whether this gateway's view goes on
 * @param condition of the engine's process
 * @param audit how it is with the audit of the venue
 * @param isAlone whether what gateways share cannot be reached
 * @param isPastAway whether there is to be a history, and none can be asked
 */
record VenueHealth(
        boolean isConnected,
        boolean isViewing,
        VenueCondition condition,
        AuditState audit,
        boolean isAlone,
        boolean isPastAway) {
    static VenueHealth of(Venue venue) {
        CommandClient client = venue.client();
        return new VenueHealth(
                client.isConnected(),
                !venue.view().ended().isDone(),
                client.condition(),
                venue.audit(),
                venue.config().sharing().isAway(),
                venue.history().filter(history -> !history.isAvailable()).isPresent());
    }

    /** Why the venue is not quite up; empty when it is. */
    JsonArray reasons() {
        JsonArray reasons = new JsonArray();
        if (!isConnected) {
            reasons.add("the engine cannot be reached: commands are refused");
        }
        if (!isViewing) {
            reasons.add("this gateway's view has ended");
        }
        switch (condition.room()) {
            case DISK_SHORT ->
                reasons.add("the disk is all but full: new commands are refused until there is"
                        + " room");
            case MEMORY_SHORT ->
                reasons.add("shared memory is full: new commands are refused until there is room");
            case UNKNOWN, ENOUGH -> {
                // Nothing to tell.
            }
        }
        if (condition.snapshotsFailed() > 0) {
            reasons.add(
                    "the last state snapshot could not be stored, or has no room: the log is kept"
                            + " and grows");
        }
        switch (audit.status()) {
            case VIOLATED -> reasons.add("an invariant does not hold: see /api/v1/invariants");
            case FAILED -> reasons.add("the auditor has ended or is silent: nobody watches");
            case UNWATCHED, VERIFIED -> {
                // Nothing to tell.
            }
        }
        if (isAlone) {
            reasons.add(
                    "Redis cannot be reached: limits and seen signatures are this gateway's own");
        }
        if (isPastAway) {
            reasons.add("the history's database does not answer, or there is none yet: questions of"
                    + " the past are refused, orders go on; it catches up by itself");
        }
        for (String consumer : condition.consumersLeftBehind()) {
            reasons.add("the consumer " + consumer + " is left behind: no events are kept for it");
        }
        return reasons;
    }

    /** The disk of the engine's data; empty while nobody says. */
    Optional<JsonObject> disk() {
        if (condition.room() == Room.UNKNOWN) {
            return Optional.empty();
        }
        JsonObject disk = new JsonObject()
                .put("freeBytes", condition.freeBytes())
                .put("reserveBytes", condition.reserveBytes())
                .put("bytesPerHour", condition.bytesPerHour());
        if (condition.secondsUntilFull() != VenueCondition.NOT_FORESEEN) {
            disk.put("secondsUntilFull", condition.secondsUntilFull());
        }
        return Optional.of(disk);
    }

    /** Registers the numbers. */
    static void measure(GatewayMetrics metrics, CommandClient client) {
        metrics.gauge(
                "rialto.venue.out.of.room",
                "1 while new commands are refused for want of room",
                () -> client.condition().room().isShort() ? 1 : 0);
        metrics.gauge(
                "rialto.venue.disk.free.bytes",
                "Usable on the disk of the engine's data",
                () -> client.condition().freeBytes());
        metrics.gauge(
                "rialto.venue.disk.reserve.bytes",
                "With less free, new commands are refused",
                () -> client.condition().reserveBytes());
        metrics.gauge(
                "rialto.venue.disk.bytes.per.hour",
                "By which the free space has shrunk in the last hour",
                () -> client.condition().bytesPerHour());
        metrics.gauge(
                "rialto.venue.disk.full.seconds",
                "Until the reserve is reached at that pace; -1 for never",
                () -> client.condition().secondsUntilFull());
        metrics.gauge(
                "rialto.venue.snapshots.failed",
                "State snapshots in a row that could not be stored, or had no room",
                () -> client.condition().snapshotsFailed());
        metrics.gauge(
                "rialto.venue.consumers.left.behind",
                "Consumers that no events are kept for any more",
                () -> client.condition().consumersLeftBehind().size());
        metrics.gauge(
                "rialto.venue.log.since.snapshot.bytes",
                "By which the log has grown since the newest snapshot: what a start replays",
                () -> client.upkeep().logBytesSince());
        metrics.gauges(
                "rialto.consumer.lag.events",
                "consumer",
                "Events that a consumer of the event stream has not applied",
                () -> lags(client.upkeep()));
    }

    private static Map<String, Long> lags(VenueUpkeep upkeep) {
        return upkeep.consumers().stream()
                .collect(Collectors.toMap(VenueUpkeep.Consumer::name, upkeep::lag));
    }
}
