package io.rialto.bench;

import com.sun.management.ThreadMXBean;

import io.rialto.bench.BenchResult.Latency;
import io.rialto.bench.BenchResult.Rate;
import io.rialto.protocol.KeyStateDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.sequencer.EngineMachine;
import io.rialto.sequencer.Machine;
import io.rialto.sequencer.MachineOutput;

import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures the whole state machine on one thread: decode, recognise repetitions, check rights and
 * funds, hold, match, post, charge, encode events and answers, chain them; no log, the output is
 * thrown away.
 *
 * <p>The commands are encoded in memory before the clock starts. Every run begins with the same
 * state, read from a snapshot, in which every account has used as many idempotency keys as are
 * remembered of it; and must end with the state that the mix ended with when it was made, with money
 * that sums to zero for each asset. The first half of the commands of a run warms its machine up and
 * is not counted.
 */
public final class EngineBench {
    private static final int WARM_UP_RUNS = 3;
    private static final int MEASURED_RUNS = 7;
    private static final int WARM_UP_SHARE = 2;
    private static final long LATENCY_MAX_NANOS = 10_000_000_000L;

    private final MixOptions options;
    private final PrintWriter out;
    private final MixA mix;
    private final CommandTape tape;
    private final int firstCounted;
    private final CommandTape snapshot = new CommandTape();
    private final NullOutput output = new NullOutput();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private EngineBench(MixOptions options, PrintWriter out) {
        this.options = options;
        this.out = out;
        mix = MixA.generateWithFullWindow(options);
        tape = mix.commands();
        firstCounted = tape.count() / WARM_UP_SHARE;
        Machine machine = EngineMachine.factory(mix.limits()).create(output);
        CommandTape setup = mix.setup();
        for (int i = 0; i < setup.count(); i++) {
            machine.onCommand(
                    MixA.timeNanos(i),
                    MixA.logPosition(i),
                    setup.buffer(i),
                    setup.offset(i),
                    setup.length(i));
        }
        machine.writeSnapshot((record, offset, length) -> snapshot.add(record, offset, length, 0));
    }

    /**
     * Runs the bench and prints a table.
     *
     * @return the engine's result, then one with the latency of each kind of command
     * @throws IllegalStateException if a run ended otherwise than the mix, however fast
     */
    public static List<BenchResult> run(MixOptions options, PrintWriter out) {
        return new EngineBench(options, out).run();
    }

    private List<BenchResult> run() {
        out.printf(
                "%s: %,d commands of %.0f bytes, %,d events, %,d trades, %.1f%% denied, %,d rest%n",
                options.text(),
                tape.count(),
                (double) tape.bytes() / tape.count(),
                mix.events(),
                mix.trades(),
                100.0 * mix.denials() / tape.count(),
                mix.resting());
        for (int run = 0; run < WARM_UP_RUNS; run++) {
            Machine machine = start();
            long keys = keys(machine);
            apply(machine, 0, tape.count());
            check(machine);
            checkThat(keys(machine) == keys, "the window of keys was not full");
        }
        if (options.keys()) {
            out.printf(
                    "the window of %,d keys is full and stays so, %,d of each account%n",
                    (long) options.accounts() * mix.limits().keysPerActorMax(),
                    mix.limits().keysPerActorMax());
        }
        BenchResult rate = measureRate();
        List<BenchResult> results = new ArrayList<>();
        List<BenchResult> latencies = measureLatency();
        results.add(new BenchResult(
                rate.name(),
                rate.workload(),
                rate.durability(),
                rate.ratePerSecond(),
                latencies.getFirst().latencyNanos(),
                rate.bytesPerOperation(),
                rate.cpuNanosPerOperation()));
        results.addAll(latencies.subList(1, latencies.size()));
        out.printf("state %016x in every run; money sums to zero%n", mix.stateHash());
        out.flush();
        return List.copyOf(results);
    }

    private BenchResult measureRate() {
        double[] rates = new double[MEASURED_RUNS];
        int counted = tape.count() - firstCounted;
        long bytes = 0;
        long cpuNanos = 0;
        long outputBytes = 0;
        for (int run = 0; run < MEASURED_RUNS; run++) {
            Machine machine = start();
            apply(machine, 0, firstCounted);
            long outputBefore = output.bytes;
            long bytesBefore = threads.getCurrentThreadAllocatedBytes();
            long cpuBefore = threads.getCurrentThreadCpuTime();
            long before = System.nanoTime();
            apply(machine, firstCounted, tape.count());
            long nanos = System.nanoTime() - before;
            cpuNanos += threads.getCurrentThreadCpuTime() - cpuBefore;
            bytes += threads.getCurrentThreadAllocatedBytes() - bytesBefore;
            outputBytes += output.bytes - outputBefore;
            rates[run] = counted * 1e9 / nanos;
            check(machine);
        }
        Arrays.sort(rates);
        Rate rate = new Rate(rates[MEASURED_RUNS / 2], rates[0], rates[MEASURED_RUNS - 1]);
        double measured = (double) counted * MEASURED_RUNS;
        out.printf(
                "%.2f M commands/s (%.2f to %.2f in %d runs), %.3f bytes, %.0f ns of CPU each;"
                        + " %.0f bytes of events and answers each%n",
                rate.median() / 1e6,
                rate.min() / 1e6,
                rate.max() / 1e6,
                MEASURED_RUNS,
                bytes / measured,
                cpuNanos / measured,
                outputBytes / measured);
        out.flush();
        return new BenchResult(
                "engine",
                options.text(),
                "",
                rate,
                Latency.NONE,
                bytes / measured,
                cpuNanos / measured);
    }

    /** The latency of all commands, then those of each kind. */
    private List<BenchResult> measureLatency() {
        Histogram all = new Histogram(LATENCY_MAX_NANOS, 2);
        Histogram[] histograms = new Histogram[MixA.KINDS.length];
        Arrays.setAll(histograms, kind -> new Histogram(LATENCY_MAX_NANOS, 2));
        Machine machine = start();
        for (int i = 0; i < tape.count(); i++) {
            long before = System.nanoTime();
            apply(machine, i, i + 1);
            long nanos = System.nanoTime() - before;
            if (i >= firstCounted) {
                all.recordValue(nanos);
                histograms[tape.kind(i)].recordValue(nanos);
            }
        }
        check(machine);
        out.printf("%-8s %10s %8s %8s %8s %10s  ns%n", "", "count", "p50", "p99", "p99.9", "max");
        List<BenchResult> results = new ArrayList<>();
        results.add(latency("engine", "all", all));
        for (int kind = 0; kind < histograms.length; kind++) {
            if (histograms[kind].getTotalCount() > 0) {
                String name = MixA.KINDS[kind];
                results.add(latency("engine." + name, name, histograms[kind]));
            }
        }
        return results;
    }

    private BenchResult latency(String name, String label, Histogram histogram) {
        Latency latency = Latency.of(histogram);
        out.printf(
                "%-8s %,10d %,8d %,8d %,8d %,10d%n",
                label,
                histogram.getTotalCount(),
                latency.p50(),
                latency.p99(),
                latency.p999(),
                latency.max());
        return new BenchResult(
                name,
                options.text(),
                "",
                Rate.NONE,
                latency,
                BenchResult.NOT_MEASURED,
                BenchResult.NOT_MEASURED);
    }

    private Machine start() {
        Machine machine = EngineMachine.factory(mix.limits()).create(output);
        for (int i = 0; i < snapshot.count(); i++) {
            machine.readSnapshot(snapshot.buffer(i), snapshot.offset(i), snapshot.length(i));
        }
        return machine;
    }

    private void apply(Machine machine, int from, int to) {
        int before = mix.setup().count();
        for (int i = from; i < to; i++) {
            machine.onCommand(
                    MixA.timeNanos(before + (long) i),
                    MixA.logPosition(before + (long) i),
                    tape.buffer(i),
                    tape.offset(i),
                    tape.length(i));
        }
    }

    private void check(Machine machine) {
        checkThat(machine.stateHash() == mix.stateHash(), "a run ended in another state");
        MoneySum.check(machine);
    }

    private static void checkThat(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** Idempotency keys that the machine remembers. */
    private static long keys(Machine machine) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        long[] keys = new long[1];
        machine.writeSnapshot((record, offset, length) -> {
            if (header.wrap(record, offset).templateId() == KeyStateDecoder.TEMPLATE_ID) {
                keys[0]++;
            }
        });
        return keys[0];
    }

    private static final class NullOutput implements MachineOutput {
        private long bytes;

        @Override
        public void onEvents(DirectBuffer frame, int offset, int length) {
            bytes += length;
        }

        @Override
        public void onAnswer(DirectBuffer answer, int offset, int length) {
            bytes += length;
        }
    }
}
