package io.rialto.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.view.RandomVenue;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures what the auditor costs, and prints it; on demand. */
@Tag("soak")
class AuditorCostTest {
    private static final int COMMANDS = 60_000;
    private static final int ROUNDS = 9;
    private static final int RATE = 100_000;

    @Test
    void shouldPrintTheCostOfAnEvent() {
        List<byte[]> frames = new ArrayList<>();
        RandomVenue venue = new RandomVenue(21, (buffer, offset, length) -> {
            byte[] frame = new byte[length];
            buffer.getBytes(offset, frame);
            frames.add(frame);
        });
        venue.open();
        for (int i = 0; i < COMMANDS; i++) {
            venue.step();
        }
        long events = venue.machine().sequence();
        double[] nanos = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            nanos[round] = (double) round(frames, events) / events;
        }
        double[] warm = Arrays.copyOfRange(nanos, ROUNDS / 2, ROUNDS);
        Arrays.sort(warm);
        double median = warm[warm.length / 2];
        System.out.printf(
                "%,d events, %.0f ns of CPU each (%.0f to %.0f): %.1f%% of a core at %,d a second%n",
                events, median, warm[0], warm[warm.length - 1], median * RATE / 1e7, RATE);
        assertThat(median).isPositive();
    }

    private static long round(List<byte[]> frames, long events) {
        Auditor auditor = new Auditor(violation -> {});
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[0]);
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (byte[] frame : frames) {
            buffer.wrap(frame);
            auditor.onFrame(buffer, 0, frame.length);
        }
        long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        assertThat(auditor.sequence()).isEqualTo(events);
        assertThat(auditor.first()).isEmpty();
        return spent;
    }
}
