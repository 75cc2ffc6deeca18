package io.rialto.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.auditor.AuditReport.Condition;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** What a host publishes, within its process and beyond its end. */
@Timeout(300)
class AuditorHostTest {
    @TempDir
    Path data;

    private final List<Throwable> ends = new ArrayList<>();

    /** Delivers frames one by one, then what its end is. */
    private static final class Frames implements AuditedStream {
        private final List<byte[]> frames;
        private final Optional<RuntimeException> end;
        private final CountDownLatch closed = new CountDownLatch(1);
        private int next;

        Frames(List<byte[]> frames, RuntimeException... end) {
            this.frames = frames;
            this.end = List.of(end).stream().findFirst();
        }

        @Override
        public void begin(Auditor auditor) {
            assertThat(auditor.sequence()).isZero();
        }

        @Override
        public int poll(FrameHandler handler, int framesMax) {
            if (next == frames.size()) {
                end.ifPresent(failure -> {
                    throw failure;
                });
                return 0;
            }
            byte[] frame = frames.get(next++);
            handler.onFrame(new UnsafeBuffer(frame), 0, frame.length);
            return 1;
        }

        @Override
        public boolean isConnected() {
            return true;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private AuditorHost host(AuditedStream stream) {
        return new AuditorHost(stream, data, ends::add).start();
    }

    private static AuditReport await(AuditSource source, Predicate<AuditReport> wanted) {
        while (true) {
            Optional<AuditReport> report = source.report().filter(wanted);
            if (report.isPresent()) {
                return report.get();
            }
            Thread.onSpinWait();
        }
    }

    private static List<byte[]> lie() {
        Tape tape = Session.play().tape;
        Lies.Planted lie = Lies.all()
                .filter(each -> each.invariant() == Invariant.ZERO_SUM)
                .findFirst()
                .orElseThrow();
        assertThat(lie.plant().apply(tape)).isPositive();
        return tape.play();
    }

    @Test
    void shouldTellOtherProcessesHowFarItIs() {
        Tape tape = Session.play().tape;
        long last = tape.lastOf(tape.frames.getLast());
        AuditSource elsewhere = new AuditFileReader(data);
        assertThat(elsewhere.report()).isEmpty();
        try (AuditorHost host = host(new Frames(tape.play()))) {
            AuditReport here = await(host, report -> report.verified() == last);
            assertThat(here.isAlarm()).isFalse();
            AuditReport there = await(elsewhere, report -> report.verified() == last);
            assertThat(there.condition()).isEqualTo(Condition.RUNNING);
            assertThat(await(host, report -> report.caughtUpMillis() > 0).verified())
                    .isEqualTo(last);
        }
        AuditReport stopped = await(elsewhere, report -> report.condition() == Condition.STOPPED);
        assertThat(stopped.verified()).isEqualTo(last);
        assertThat(ends).isEmpty();
    }

    @Test
    void shouldReadBackWhatItWrites() {
        AuditReport report = PlantedViolationTest.audit(lie());
        AuditFile file = new AuditFile(data);
        file.write(report);
        assertThat(file.read()).contains(report);
    }

    @Test
    void shouldKeepTheAlarmOverARestartUntilItIsTakenBack() throws IOException {
        Violation first;
        try (AuditorHost host = host(new Frames(lie()))) {
            first = await(host, AuditReport::isAlarm).first().orElseThrow();
            assertThat(first.invariant()).isEqualTo(Invariant.ZERO_SUM);
        }
        try (AuditorHost host = host(new Frames(Session.play().tape.play()))) {
            assertThat(host.report().orElseThrow().first()).contains(first);
            AuditReport later = await(host, report -> report.verified() > first.sequence());
            assertThat(later.first()).contains(first);
            assertThat(later.violations()).isZero();
        }
        Files.delete(data.resolve(AuditFile.NAME));
        try (AuditorHost host = host(new Frames(Session.play().tape.play()))) {
            assertThat(host.report().orElseThrow().isAlarm()).isFalse();
        }
    }

    @Test
    void shouldTakeAFileThatIsCutShortForNone() throws IOException {
        new AuditFile(data).write(PlantedViolationTest.audit(lie()));
        Path file = data.resolve(AuditFile.NAME);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(new AuditFile(data).read()).isEmpty();
    }

    @Test
    void shouldRaiseTheAlarmWhenTheStreamIsBroken() {
        Tape tape = Session.play().tape;
        RuntimeException cause = new IllegalStateException("the recording is damaged in file 7");
        Frames frames = new Frames(tape.play(), new StreamBrokenException(Invariant.FORMAT, cause));
        try (AuditorHost host = host(frames)) {
            AuditReport report = await(host, said -> said.condition() == Condition.FAILED);
            Violation first = report.first().orElseThrow();
            assertThat(first.invariant()).isEqualTo(Invariant.FORMAT);
            assertThat(first.sequence()).isEqualTo(tape.lastOf(tape.frames.getLast()) + 1);
            assertThat(first.detail()).contains("file 7");
            assertThat(frames.closed.getCount()).isZero();
        }
        assertThat(ends).singleElement().isInstanceOf(StreamBrokenException.class);
    }

    @Test
    void shouldSayThatItFailedWithoutBlamingTheVenue() {
        RuntimeException failure = new IllegalStateException("out of something");
        try (AuditorHost host = host(new Frames(List.of(), failure))) {
            AuditReport report = await(host, said -> said.condition() == Condition.FAILED);
            assertThat(report.isAlarm()).isFalse();
        }
        assertThat(ends).containsExactly(failure);
    }
}
