package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.auditor.AuditReport;
import io.rialto.auditor.AuditReport.Condition;
import io.rialto.auditor.AuditReport.Count;
import io.rialto.auditor.AuditSource;
import io.rialto.auditor.Invariant;
import io.rialto.auditor.Violation;
import io.rialto.gateway.AuditState.Status;
import io.rialto.sequencer.Machine;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What a gateway tells everybody of the venue's auditor, and when it is an alarm. */
class InvariantsTest {
    private static final long NOW = 1_000_000;
    private static final long MILLI = 1_000_000;

    private static AuditReport report(long verified, Condition condition, Violation... found) {
        List<Violation> violations = List.of(found);
        List<Count> counts = Arrays.stream(Invariant.values())
                .map(invariant -> new Count(
                        invariant,
                        7,
                        violations.stream()
                                .filter(v -> v.invariant() == invariant)
                                .count(),
                        violations.stream()
                                .filter(v -> v.invariant() == invariant)
                                .findFirst()))
                .toList();
        return new AuditReport(
                5,
                verified,
                (NOW - 4_000) * MILLI,
                40,
                NOW - 3_000,
                NOW,
                condition,
                counts,
                violations.stream().findFirst());
    }

    private static final Violation LIE =
            new Violation(Invariant.ZERO_SUM, 31, "account 77 in asset 9 comes to 5");

    private static AuditState state(AuditReport report, long newest, long now) {
        return AuditState.of(() -> Optional.of(report), newest, now);
    }

    @Test
    void shouldTellVerifiedUnwatchedFailedAndViolatedApart() {
        assertThat(AuditState.of(Optional::empty, 3, NOW).status()).isEqualTo(Status.UNWATCHED);
        assertThat(state(report(40, Condition.RUNNING), 40, NOW).status())
                .isEqualTo(Status.VERIFIED);
        assertThat(state(report(40, Condition.STOPPED), 40, NOW).status())
                .isEqualTo(Status.UNWATCHED);
        assertThat(state(report(40, Condition.FAILED), 40, NOW).status()).isEqualTo(Status.FAILED);
        assertThat(state(report(40, Condition.STOPPED, LIE), 40, NOW).status())
                .isEqualTo(Status.VIOLATED);
        long later = NOW + AuditState.SILENT_MILLIS;
        assertThat(state(report(40, Condition.RUNNING), 40, later).status())
                .isEqualTo(Status.VERIFIED);
        assertThat(state(report(40, Condition.RUNNING), 40, later + 1).status())
                .isEqualTo(Status.FAILED);
    }

    @Test
    void shouldCountTheLagInEventsAndInTime() {
        AuditState behind = state(report(40, Condition.RUNNING), 100, NOW);
        assertThat(behind.lagEvents()).isEqualTo(60);
        assertThat(behind.lagMillis()).isEqualTo(3_000);
        AuditState ahead = state(report(40, Condition.RUNNING), 39, NOW);
        assertThat(ahead.lagEvents()).isZero();
        assertThat(ahead.lagMillis()).isZero();
    }

    @Test
    void shouldTellEverybodyOfAnAlarmWithoutTellingWhose() {
        AtomicReference<AuditReport> said = new AtomicReference<>();
        AuditSource source = () -> Optional.ofNullable(said.get());
        try (VenueFixture venue = VenueFixture.open();
                Gateway gateway = venue.gateway(VenueFixture.config(), source)) {
            Api nobody = new Api(gateway.url(), "");
            JsonObject health = nobody.get("/health").expect(200).json();
            assertThat(health.getString("audit")).isEqualTo("unwatched");
            assertThat(health.getString("status")).isEqualTo("up");
            assertThat(nobody.get("/metrics").response().body()).contains("rialto_audit_alarm 0.0");

            said.set(report(30, Condition.RUNNING, LIE));

            health = nobody.get("/health").expect(200).json();
            assertThat(health.getString("audit")).isEqualTo("violated");
            assertThat(health.getString("status")).isEqualTo("degraded");
            assertThat(health.getJsonArray("reasons").encode()).contains("invariant");
            assertThat(nobody.get("/metrics").response().body())
                    .contains("rialto_audit_alarm 1.0")
                    .contains("rialto_audit_verified_sequence 30.0")
                    .contains("rialto_audit_violations 1.0");
            Api.Answer answer = nobody.get("/api/v1/invariants").expect(200);
            JsonObject invariants = answer.json();
            assertThat(invariants.getString("status")).isEqualTo("violated");
            assertThat(invariants.getString("sequence")).isEqualTo("30");
            JsonObject first = invariants.getJsonObject("firstViolation");
            assertThat(first.getString("invariant")).isEqualTo("zero-sum");
            assertThat(first.getString("sequence")).isEqualTo("31");
            assertThat(first.getString("statement")).contains("sum to zero");
            assertThat(answer.response().body()).doesNotContain("77");
            JsonArray checks = invariants.getJsonArray("checks");
            assertThat(checks).hasSize(Invariant.values().length);
            JsonObject zeroSum =
                    checks.getJsonObject(List.of(Invariant.values()).indexOf(Invariant.ZERO_SUM));
            assertThat(zeroSum.getString("status")).isEqualTo("violated");
            assertThat(zeroSum.getString("firstSequence")).isEqualTo("31");
        }
    }

    @Test
    void shouldVerifyARunningVenueUpToItsLastEvent(@TempDir Path directory) {
        try (VenueFixture venue = VenueFixture.withHistory(directory)) {
            Api user = venue.user("1000", "10");
            user.post("/api/v1/orders", Api.limit("buy", "10", "1")).expect(201);
            Api nobody = new Api(venue.gateway.url(), "");
            long deadline = System.nanoTime() + VenueFixture.PATIENCE.toNanos();
            JsonObject invariants;
            do {
                assertThat(System.nanoTime()).as("verified in time").isLessThan(deadline);
                invariants = nobody.get("/api/v1/invariants").expect(200).json();
            } while (!invariants.getString("lagEvents").equals("0"));
            assertThat(invariants.getString("status")).isEqualTo("verified");
            assertThat(invariants.getLong("lagMillis")).isZero();
            assertThat(invariants.getString("sequence"))
                    .isEqualTo(Long.toString(venue.sequencer.inspect(Machine::sequence)));
        }
    }
}
