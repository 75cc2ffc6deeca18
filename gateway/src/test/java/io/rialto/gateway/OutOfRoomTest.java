package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.v1.ServerMessage;
import io.rialto.protocol.v1.Side;
import io.rialto.sequencer.Room;
import io.rialto.sequencer.VenueCondition;
import io.rialto.sequencer.VenueUpkeep;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/** What clients and operators are told by a venue that can record nothing more. */
class OutOfRoomTest {
    private static final String CODE = "venue-out-of-room";
    private static VenueFixture venue;

    @BeforeAll
    static void open() {
        venue = VenueFixture.open();
    }

    @AfterAll
    static void close() {
        venue.close();
    }

    @AfterEach
    void makeRoom() {
        say(Room.ENOUGH);
        venue.upkeep.set(VenueUpkeep.UNKNOWN);
    }

    private static void say(Room room) {
        venue.condition.set(new VenueCondition(room, 70, 100, 36, 7_200, 0, List.of()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Room.class,
            names = {"DISK_SHORT", "MEMORY_SHORT"})
    void shouldRefuseCommandsAnswerReadsAndGoOnWhenThereIsRoom(Room room) {
        Api user = venue.user("1000", "0");
        JsonObject before = user.get("/api/v1/balances").expect(200).json();
        try (StreamClient stream = StreamClient.open(user)) {
            say(room);

            Api.Answer refused = user.keyed("k1 " + room).order("buy", "10", "1");
            assertThat(refused.expect(503).json().getString("code")).isEqualTo(CODE);
            assertThat(refused.response().headers().firstValue("Retry-After")).hasValue("5");
            ServerMessage told = stream.place(1, Side.SIDE_BUY, 10_000_000_000L, 100_000_000L);
            assertThat(told.getFailure().getCode()).isEqualTo(CODE);
            assertThat(told.getFailure().getRetryAfterMillis()).isEqualTo(5_000);
            JsonObject after = user.get("/api/v1/balances").expect(200).json();
            assertThat(after.getJsonArray("balances")).isEqualTo(before.getJsonArray("balances"));

            say(Room.ENOUGH);
            user.keyed("k1 " + room).order("buy", "10", "1").expect(201);
            assertThat(stream.place(1, Side.SIDE_BUY, 10_000_000_000L, 100_000_000L)
                            .hasOutcome())
                    .isTrue();
        }
    }

    @Test
    void shouldNotCountWhatWasRefusedAsUnanswered() {
        Api user = venue.user("100000", "0");
        say(Room.DISK_SHORT);
        // More than may be unanswered at a time.
        for (int i = 0; i < LimitProfile.USER.inFlightMax() + 1; i++) {
            assertThat(user.order("buy", "10", "1").expect(503).json().getString("code"))
                    .isEqualTo(CODE);
        }
        say(Room.ENOUGH);
        user.order("buy", "10", "1").expect(201);
    }

    @Test
    void shouldTellOperatorsWhatIsShortAndWhenItWillBe() {
        venue.condition.set(new VenueCondition(
                Room.DISK_SHORT, 70, 100, 36, 7_200, 2, List.of("audit", "history")));

        JsonObject health = health();

        assertThat(health.getString("status")).isEqualTo("degraded");
        assertThat(health.getJsonArray("reasons").toString())
                .contains("disk", "snapshot could not be stored", "audit", "history");
        assertThat(health.getJsonObject("disk"))
                .isEqualTo(new JsonObject()
                        .put("freeBytes", 70)
                        .put("reserveBytes", 100)
                        .put("bytesPerHour", 36)
                        .put("secondsUntilFull", 7_200));
        assertThat(metrics())
                .contains(
                        "rialto_venue_out_of_room 1.0",
                        "rialto_venue_disk_free_bytes 70.0",
                        "rialto_venue_disk_reserve_bytes 100.0",
                        "rialto_venue_disk_bytes_per_hour 36.0",
                        "rialto_venue_disk_full_seconds 7200.0",
                        "rialto_venue_snapshots_failed 2.0",
                        "rialto_venue_consumers_left_behind 2.0");
    }

    @Test
    void shouldTellWhatIsKeptAndHowFarEachConsumerIs() {
        venue.admin.get("/api/v1/admin/services").expect(200);
        venue.upkeep.set(new VenueUpkeep(
                1_000,
                new VenueUpkeep.Snapshot(900, 1_500_000_000L, 640, 4_096),
                512,
                true,
                List.of(
                        new VenueUpkeep.Consumer("gateway-1", 1_000, true),
                        new VenueUpkeep.Consumer("history", 400, false))));
        venue.condition.set(
                new VenueCondition(Room.ENOUGH, 70, 100, 36, 7_200, 2, List.of("history")));

        JsonObject told = venue.admin.get("/api/v1/admin/services").expect(200).json();

        assertThat(told)
                .isEqualTo(new JsonObject()
                        .put("connected", true)
                        .put("sequence", "1000")
                        .put(
                                "snapshot",
                                new JsonObject()
                                        .put("sequence", "900")
                                        .put("time", "1970-01-01T00:00:01.500Z")
                                        .put("logPosition", 640)
                                        .put("bytes", 4_096)
                                        .put("logBytesSince", 512)
                                        .put("storing", true)
                                        .put("failed", 2))
                        .put(
                                "consumers",
                                new JsonArray()
                                        .add(consumer("gateway-1", "1000", "0", true))
                                        .add(consumer("history", "400", "600", false))));
        assertThat(metrics())
                .contains(
                        "rialto_consumer_lag_events{consumer=\"gateway-1\"} 0.0",
                        "rialto_consumer_lag_events{consumer=\"history\"} 600.0",
                        "rialto_venue_log_since_snapshot_bytes 512.0");
        venue.upkeep.set(VenueUpkeep.UNKNOWN);
        assertThat(metrics()).doesNotContain("consumer=\"history\"");
    }

    private static JsonObject consumer(String name, String sequence, String lag, boolean reads) {
        return new JsonObject()
                .put("name", name)
                .put("sequence", sequence)
                .put("lag", lag)
                .put("reading", reads)
                .put("leftBehind", name.equals("history"));
    }

    @Test
    void shouldAskForASnapshotForAdministratorsAlone() {
        String path = "/api/v1/admin/snapshots";
        var _ = venue.user("10", "0")
                .post(path, new JsonObject())
                .problem(403, "administrator-only");
        var _ = venue.admin.post(path, new JsonObject()).problem(503, "venue-unavailable");
        venue.upkeep.set(new VenueUpkeep(7, VenueUpkeep.Snapshot.NONE, 512, false, List.of()));
        int before = venue.snapshotWishes.get();

        JsonObject told = venue.admin.post(path, new JsonObject()).expect(202).json();

        assertThat(venue.snapshotWishes.get()).isEqualTo(before + 1);
        assertThat(told.getJsonObject("snapshot").containsKey("time")).isFalse();
        say(Room.DISK_SHORT);
        var _ = venue.admin.post(path, new JsonObject()).problem(503, CODE);
        assertThat(venue.snapshotWishes.get()).isEqualTo(before + 1);
    }

    @Test
    void shouldSayNothingOfADiskThatNobodyKnowsNorForeseeWhatIsNotComing() {
        venue.condition.set(VenueCondition.UNKNOWN);
        assertThat(health().getString("status")).isEqualTo("up");
        assertThat(health().containsKey("disk")).isFalse();

        venue.condition.set(new VenueCondition(
                Room.ENOUGH, 500, 100, 0, VenueCondition.NOT_FORESEEN, 0, List.of()));
        assertThat(health().getString("status")).isEqualTo("up");
        assertThat(health().getJsonArray("reasons")).isEqualTo(new JsonArray());
        assertThat(health().getJsonObject("disk").containsKey("secondsUntilFull"))
                .isFalse();
        assertThat(metrics()).contains("rialto_venue_out_of_room 0.0");
    }

    private static JsonObject health() {
        return new Api(venue.gateway.url(), "").get("/health").expect(200).json();
    }

    private static String metrics() {
        return new Api(venue.gateway.url(), "")
                .get("/metrics")
                .expect(200)
                .response()
                .body();
    }
}
