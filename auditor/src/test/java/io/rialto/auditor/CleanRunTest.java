package io.rialto.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.MarketUncrossedDecoder;
import io.rialto.protocol.OrderManagedDecoder;
import io.rialto.protocol.TradeBustedDecoder;
import io.rialto.protocol.TradedDecoder;
import io.rialto.protocol.UniverseResetDecoder;
import io.rialto.view.RandomVenue;
import io.rialto.view.TimedReopening;

import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/** The real engine gives no cause for alarm, from the first event and from any snapshot on. */
class CleanRunTest {
    private static final int COMMANDS = 6_000;
    private static final int SNAPSHOT_EVERY = 1_500;

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void shouldRaiseNoAlarmOverRandomCommands(long seed) {
        List<Auditor> auditors = new ArrayList<>(List.of(new Auditor(violation -> {})));
        RandomVenue venue = new RandomVenue(
                seed,
                (frame, offset, length) ->
                        auditors.forEach(auditor -> auditor.onFrame(frame, offset, length)));
        venue.open();
        for (int i = 1; i <= COMMANDS; i++) {
            venue.step();
            if (i % SNAPSHOT_EVERY == 0) {
                auditors.add(begunAt(venue));
            }
        }
        long last = venue.machine().sequence();
        for (Auditor auditor : auditors) {
            AuditReport report = auditor.report(0, 0, AuditReport.Condition.RUNNING);
            assertThat(report.first()).as("seed %d", seed).isEmpty();
            assertThat(report.verified()).isEqualTo(last);
            assertThat(report.verifiedTimeNanos()).isEqualTo(venue.view().timeNanos());
        }
        assertThat(auditors.getFirst()
                        .report(0, 0, AuditReport.Condition.RUNNING)
                        .counts())
                .as("each invariant was looked at often")
                .allSatisfy(count -> assertThat(count.checked())
                        .as(count.invariant().name())
                        .isGreaterThan(count.invariant() == Invariant.CORRECTIONS ? 20 : 1_000));
        assertThat(venue.exercises()).as("exercises of calls").isGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(longs = {14, 15})
    void shouldRaiseNoAlarmWhereAuctionsPayNoRebatesAndEarnNoTiers(long seed) {
        Auditor auditor = new Auditor(violation -> {});
        Tape tape = new Tape();
        RandomVenue venue = new RandomVenue(seed, (frame, offset, length) -> {
                    auditor.onFrame(frame, offset, length);
                    tape.record(frame, offset, length);
                })
                .withTiers();
        venue.open();
        for (int i = 1; i <= COMMANDS; i++) {
            venue.step();
        }
        AuditReport report = auditor.report(0, 0, AuditReport.Condition.RUNNING);
        assertThat(report.first()).as("seed %d", seed).isEmpty();
        assertThat(report.verified()).isEqualTo(venue.machine().sequence());
        AuctionCount count = AuctionCount.of(tape, 600);
        assertThat(count.trades()).as("trades in auctions").isGreaterThan(100);
        assertThat(count.withRebate()).as("of orders due a rebate").isGreaterThan(20);
        assertThat(count.byTier()).as("orders accepted at a tier's rate").isGreaterThan(100);
    }

    private static Auditor begunAt(RandomVenue venue) {
        Auditor auditor = new Auditor(violation -> {});
        venue.machine().writeSnapshot(auditor::onStateRecord);
        assertThat(auditor.sequence()).isEqualTo(venue.machine().sequence());
        assertThat(auditor.chain()).isEqualTo(venue.machine().chain());
        return auditor;
    }

    @Test
    void shouldRaiseNoAlarmOverTheSessionThatLiesAreToldOf() {
        for (Session session : List.of(Session.play(), Session.playTermsAndFunds())) {
            AuditReport report = PlantedViolationTest.audit(session.tape.play());
            assertThat(report.first()).isEmpty();
            assertThat(report.verified()).isEqualTo(report.read()).isPositive();
        }
    }

    @Test
    void shouldRaiseNoAlarmOverAnIcebergThatOnlyReduces() {
        Session session = Session.playIcebergThatOnlyReduces();
        AuditReport report = PlantedViolationTest.audit(session.tape.play());
        assertThat(report.first()).isEmpty();
        assertThat(session.tape.frames)
                .anyMatch(frame -> frame.has(OrderManagedDecoder.TEMPLATE_ID))
                .anyMatch(frame -> frame.has(TradedDecoder.TEMPLATE_ID));
    }

    /** A market of contracts in which nothing is held stays; what was its last price does not. */
    @Test
    void shouldRaiseNoAlarmWhereTheFirstTradeAfterANewBeginningIsUndone() {
        Session session = Session.playNewBeginning();
        AuditReport report = PlantedViolationTest.audit(session.tape.play());
        assertThat(report.first()).isEmpty();
        assertThat(session.tape.frames)
                .anyMatch(frame -> frame.has(UniverseResetDecoder.TEMPLATE_ID))
                .anyMatch(frame -> frame.has(TradeBustedDecoder.TEMPLATE_ID));
    }

    /** What is triggered by the halt takes in the frame in which the auction is. */
    @ParameterizedTest
    @ValueSource(ints = {-10_000, 0, 10_000})
    void shouldRaiseNoAlarmWhereAStopTakesAsATimedHaltEnds(int makerFeePpm) {
        Auditor auditor = new Auditor(violation -> {});
        Tape tape = new Tape();
        TimedReopening venue = new TimedReopening((frame, offset, length) -> {
            auditor.onFrame(frame, offset, length);
            tape.record(frame, offset, length);
        });
        venue.halt(makerFeePpm);
        venue.reopen();
        AuditReport report = auditor.report(0, 0, AuditReport.Condition.RUNNING);
        assertThat(report.first()).isEmpty();
        assertThat(report.verified()).isEqualTo(venue.machine().sequence());
        Tape.Frame opening = tape.frameOf(tape.event(MarketUncrossedDecoder.TEMPLATE_ID, 0));
        assertThat(opening.events)
                .filteredOn(event -> Tape.templateOf(event) == TradedDecoder.TEMPLATE_ID)
                .as("one in the auction, one with the stop")
                .hasSize(2);
    }

    @Test
    void shouldFindWhatIsWrongInASnapshot() {
        RandomVenue venue = new RandomVenue(5, (DirectBuffer frame, int offset, int length) -> {});
        venue.open();
        for (int i = 0; i < 200; i++) {
            venue.step();
        }
        Auditor auditor = new Auditor(violation -> {});
        SnapshotDoctor doctor = new SnapshotDoctor(auditor::onStateRecord);
        venue.machine().writeSnapshot(doctor::onRecord);
        Violation first = auditor.first().orElseThrow();
        assertThat(first.invariant()).isEqualTo(Invariant.ZERO_SUM);
        assertThat(first.sequence()).isEqualTo(venue.machine().sequence());
    }
}
