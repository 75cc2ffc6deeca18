package io.rialto.app;

import io.rialto.sequencer.Machine;
import io.rialto.sequencer.MachineFactory;
import io.rialto.sequencer.RecordSink;

import org.agrona.DirectBuffer;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Tells what the log and the engine took for a traced command. The machine within knows nothing of
 * it and reads no clock. What a start replays is not told again.
 */
final class TracedMachine implements Machine {
    private final Machine machine;
    private final Traces traces;
    private final BooleanSupplier isLive;

    private TracedMachine(Machine machine, Traces traces, BooleanSupplier isLive) {
        this.machine = machine;
        this.traces = traces;
        this.isLive = isLive;
    }

    /**
     * Makes traced machines of another's.
     *
     * @param isLive whether what is applied now was asked for now
     */
    static MachineFactory factory(MachineFactory machines, Traces traces, BooleanSupplier isLive) {
        return output -> new TracedMachine(machines.create(output), traces, isLive);
    }

    @Override
    public void onCommand(
            long timeNanos, long logPosition, DirectBuffer command, int offset, int length) {
        if (!isTraced(command, offset, length) || !isLive.getAsBoolean()) {
            machine.onCommand(timeNanos, logPosition, command, offset, length);
            return;
        }
        TraceBytes context = TraceBytes.at(command, offset + length - TraceBytes.LENGTH);
        Instant begin = Instant.now();
        machine.onCommand(timeNanos, logPosition, command, offset, length);
        Instant end = Instant.now();
        traces.add("log", context, ofEpoch(timeNanos), begin, 0);
        traces.add("engine", context, begin, end, machine.sequence());
    }

    /**
     * A trace is what a command ends with, and its last byte has the flag that it is sampled; a
     * command without one ends with the length 0.
     */
    private static boolean isTraced(DirectBuffer command, int offset, int length) {
        return length > TraceBytes.LENGTH && command.getByte(offset + length - 1) != 0;
    }

    static Instant ofEpoch(long nanos) {
        long second = TimeUnit.SECONDS.toNanos(1);
        return Instant.ofEpochSecond(Math.floorDiv(nanos, second), Math.floorMod(nanos, second));
    }

    @Override
    public void onDeadline(long timeNanos, long logPosition) {
        machine.onDeadline(timeNanos, logPosition);
    }

    @Override
    public long nextDeadlineNanos() {
        return machine.nextDeadlineNanos();
    }

    @Override
    public long sequence() {
        return machine.sequence();
    }

    @Override
    public long chain() {
        return machine.chain();
    }

    @Override
    public long stateHash() {
        return machine.stateHash();
    }

    @Override
    public void writeSnapshot(RecordSink sink) {
        machine.writeSnapshot(sink);
    }

    @Override
    public void readSnapshot(DirectBuffer record, int offset, int length) {
        machine.readSnapshot(record, offset, length);
    }
}
