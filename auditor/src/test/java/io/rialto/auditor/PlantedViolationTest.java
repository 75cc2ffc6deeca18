package io.rialto.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.MarketStatusSetDecoder;
import io.rialto.protocol.MarketUncrossedDecoder;
import io.rialto.protocol.MarketUncrossedEncoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.view.TimedReopening;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every invariant is broken on purpose, and found where it was broken, by its name. */
class PlantedViolationTest {
    @ParameterizedTest
    @MethodSource("io.rialto.auditor.Lies#all")
    void shouldNameTheEventAndTheInvariant(Lies.Planted planted) {
        Tape tape = Session.play().tape;
        long sequence = planted.plant().apply(tape);
        assertAlarm(audit(tape.play()), planted.invariant(), sequence);
    }

    @ParameterizedTest
    @MethodSource("io.rialto.auditor.TermsLies#all")
    void shouldNotBelieveOtherTermsOrFunds(Lies.Planted planted) {
        Tape tape = Session.playTermsAndFunds().tape;
        long sequence = planted.plant().apply(tape);
        assertAlarm(audit(tape.play()), planted.invariant(), sequence);
    }

    @Test
    void shouldFindAMissingFrame() {
        Tape tape = Session.play().tape;
        List<byte[]> frames = new ArrayList<>(tape.play());
        frames.remove(7);
        assertAlarm(
                audit(frames),
                Invariant.NUMBERS,
                tape.sequenceOf(tape.frames.get(8).events.getFirst()));
    }

    @Test
    void shouldFindARepeatedFrameAndApplyItOnce() {
        Tape tape = Session.play().tape;
        List<byte[]> frames = new ArrayList<>(tape.play());
        frames.add(8, frames.get(7));
        AuditReport report = audit(frames);
        Violation first = report.first().orElseThrow();
        assertThat(first.invariant()).isEqualTo(Invariant.NUMBERS);
        assertThat(first.sequence())
                .isEqualTo(tape.sequenceOf(tape.frames.get(7).events.getFirst()));
        assertThat(report.verified()).isEqualTo(tape.lastOf(tape.frames.get(7)));
        assertThat(report.violations()).isEqualTo(1);
    }

    @Test
    void shouldFindAFrameOfAnotherHistory() {
        Tape tape = Session.play().tape;
        List<byte[]> frames = tape.play();
        Tape other = Session.play().tape;
        other.frames.get(2).timeNanos++;
        frames.set(7, other.play().get(7));
        assertAlarm(
                audit(frames),
                Invariant.CHAIN,
                tape.sequenceOf(tape.frames.get(7).events.getFirst()));
    }

    @Test
    void shouldFindWhatIsNoFrame() {
        Tape tape = Session.play().tape;
        List<byte[]> frames = tape.play();
        new MessageHeaderEncoder().wrap(new UnsafeBuffer(frames.get(7)), 0).templateId(1);
        assertAlarm(
                audit(frames),
                Invariant.FORMAT,
                tape.sequenceOf(tape.frames.get(7).events.getFirst()));
    }

    @Test
    void shouldBreakEveryInvariantInThisTable() {
        List<Invariant> broken = Stream.concat(
                        Stream.concat(Lies.all(), TermsLies.all()).map(Lies.Planted::invariant),
                        Stream.of(Invariant.CHAIN))
                .toList();
        assertThat(broken).contains(Invariant.values());
    }

    @Test
    void shouldGoOnAfterAViolationAndTellEachOnce() {
        Tape tape = Session.play().tape;
        List<Lies.Planted> two = Lies.all()
                .filter(lie -> lie.what().equals("a balance off by one")
                        || lie.what().equals("a crossed book"))
                .toList();
        assertThat(two)
                .hasSize(2)
                .allSatisfy(lie -> assertThat(lie.plant().apply(tape)).isPositive());
        AuditReport report = audit(tape.play());
        assertThat(report.first().orElseThrow().invariant()).isEqualTo(Invariant.BALANCES);
        assertThat(report.of(Invariant.BOOK).violations()).isPositive();
        assertThat(report.read()).isEqualTo(tape.lastOf(tape.frames.getLast()));
    }

    private static Tape timedReopening() {
        Tape tape = new Tape();
        TimedReopening venue = new TimedReopening(tape::record);
        venue.halt(0);
        venue.reopen();
        return tape;
    }

    /** What the auction left is found where it ends, before a stop takes in the same frame. */
    @Test
    void shouldFindAnAuctionThatTradesLessThanItSays() {
        Tape tape = timedReopening();
        UnsafeBuffer auction = tape.event(MarketUncrossedDecoder.TEMPLATE_ID, 0);
        MarketUncrossedDecoder told = new MarketUncrossedDecoder()
                .wrapAndApplyHeader(auction, 0, new MessageHeaderDecoder());
        new MarketUncrossedEncoder()
                .wrapAndApplyHeader(auction, 0, new MessageHeaderEncoder())
                .quantity(2 * told.quantity());
        UnsafeBuffer opening = tape.frameOf(auction).events.stream()
                .filter(event -> Tape.templateOf(event) == MarketStatusSetDecoder.TEMPLATE_ID)
                .findFirst()
                .orElseThrow();
        assertAlarm(audit(tape.play()), Invariant.TRADES, tape.sequenceOf(opening));
    }

    @Test
    void shouldFindAnAuctionThatOpensNothing() {
        Tape tape = timedReopening();
        Tape.Frame frame = tape.frameOf(tape.event(MarketUncrossedDecoder.TEMPLATE_ID, 0));
        int opening = 0;
        while (Tape.templateOf(frame.events.get(opening)) != MarketStatusSetDecoder.TEMPLATE_ID) {
            opening++;
        }
        frame.events.subList(opening, frame.events.size()).clear();
        AuditReport report = audit(tape.play());
        assertThat(report.of(Invariant.STATUS).violations()).isEqualTo(1);
    }

    private static void assertAlarm(AuditReport report, Invariant invariant, long sequence) {
        assertThat(report.isAlarm()).isTrue();
        Violation first = report.first().orElseThrow();
        assertThat(first.invariant()).as(first.toString()).isEqualTo(invariant);
        assertThat(first.sequence()).as(first.toString()).isEqualTo(sequence);
        assertThat(report.verified()).isLessThan(sequence);
        AuditReport.Count count = report.of(invariant);
        assertThat(count.violations()).isPositive();
        assertThat(count.first()).contains(first);
    }

    static AuditReport audit(List<byte[]> frames) {
        List<Violation> alarms = new ArrayList<>();
        Auditor auditor = new Auditor(alarms::add);
        for (byte[] frame : frames) {
            auditor.onFrame(new UnsafeBuffer(frame), 0, frame.length);
        }
        AuditReport report = auditor.report(0, 0, AuditReport.Condition.RUNNING);
        assertThat(alarms.stream().findFirst()).isEqualTo(report.first());
        assertThat(alarms).doesNotHaveDuplicates();
        return report;
    }
}
