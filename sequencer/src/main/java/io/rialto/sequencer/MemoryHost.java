package io.rialto.sequencer;

import io.rialto.money.Check;
import io.rialto.protocol.StreamChain;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * A machine with its log, its stream and its snapshots, all in memory: what a node is, without
 * threads. It has the rules of the real host: events that were recorded are compared when they are
 * made again after a restart, not recorded twice.
 */
final class MemoryHost implements MachineOutput {
    /** One entry of the log: a command, or the passing of time where {@code command} is empty. */
    private record Entry(long timeNanos, long logPosition, UnsafeBuffer command) {
        boolean isDeadline() {
            return command.capacity() == 0;
        }
    }

    private record Snapshot(
            long sequence, long chain, long stateHash, int logIndex, List<UnsafeBuffer> records)
            implements EventStream.StateSnapshot {
        @Override
        public void read(RecordSink sink) {
            records.forEach(record -> sink.append(record, 0, record.capacity()));
        }
    }

    private static final UnsafeBuffer NOTHING = new UnsafeBuffer(new byte[0]);
    private static final long FRAME_ALIGNMENT = 32;

    private final MachineFactory factory;
    private final MemoryStream stream;
    private final List<Entry> log = new ArrayList<>();
    private final List<UnsafeBuffer> answers = new ArrayList<>();
    private Snapshot snapshot;
    private Machine machine;
    private long timeNanos;
    private long logPosition;
    private long made;
    private boolean isReplaying;

    MemoryHost(MachineFactory factory, MemoryStream stream, long startTimeNanos) {
        this.factory = factory;
        this.stream = stream;
        this.timeNanos = startTimeNanos;
        this.machine = factory.create(this);
    }

    Machine machine() {
        return machine;
    }

    long timeNanos() {
        return timeNanos;
    }

    /** Applies a command and returns its answers, valid until the next call. */
    List<UnsafeBuffer> apply(long nowNanos, UnsafeBuffer command) {
        advance(nowNanos);
        append(new Entry(timeNanos, nextLogPosition(command.capacity()), command));
        return answers;
    }

    /** Lets time pass up to {@code nowNanos}, stopping at every deadline; never goes back. */
    void advance(long nowNanos) {
        while (machine.nextDeadlineNanos() <= nowNanos) {
            long deadline = machine.nextDeadlineNanos();
            timeNanos = Math.max(timeNanos, deadline);
            append(new Entry(timeNanos, nextLogPosition(0), NOTHING));
            Check.that(machine.nextDeadlineNanos() > deadline, "a deadline met is in the past");
        }
        timeNanos = Math.max(timeNanos, nowNanos);
    }

    private long nextLogPosition(int length) {
        logPosition += (length / FRAME_ALIGNMENT + 2) * FRAME_ALIGNMENT;
        return logPosition;
    }

    private void append(Entry entry) {
        log.add(entry);
        apply(machine, entry);
        Check.that(
                machine.sequence() == stream.lastSequence()
                        && machine.chain() == stream.lastChain(),
                "the machine's sequence and chain are those of its last frame");
    }

    private void apply(Machine target, Entry entry) {
        answers.clear();
        if (entry.isDeadline()) {
            target.onDeadline(entry.timeNanos(), entry.logPosition());
        } else {
            UnsafeBuffer command = entry.command();
            target.onCommand(
                    entry.timeNanos(), entry.logPosition(), command, 0, command.capacity());
        }
    }

    @Override
    public void onEvents(DirectBuffer frame, int offset, int length) {
        Check.that(length <= FRAME_BYTES_MAX, "a frame fits into one fragment");
        MemoryStream.Frame copy = MemoryStream.Frame.copyOf(frame, offset, length);
        if (isReplaying) {
            compare(copy);
            return;
        }
        Check.that(copy.firstSequence() == stream.lastSequence() + 1, "events have no gaps");
        Check.that(
                copy.chain() == StreamChain.next(stream.lastChain(), frame, offset, length),
                "a frame carries the chain");
        stream.append(copy);
    }

    private void compare(MemoryStream.Frame frame) {
        MemoryStream.Frame recorded = stream.frame(made++);
        boolean isPurged = recorded == null && frame.lastSequence() < stream.firstSequence();
        Check.that(isPurged || frame.equals(recorded), "an event made again is the one recorded");
    }

    @Override
    public void onAnswer(DirectBuffer answer, int offset, int length) {
        UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
        copy.putBytes(0, answer, offset, length);
        answers.add(copy);
    }

    EventStream.StateSnapshot takeSnapshot() {
        List<UnsafeBuffer> records = new ArrayList<>();
        machine.writeSnapshot((record, offset, length) -> {
            UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
            copy.putBytes(0, record, offset, length);
            records.add(copy);
        });
        snapshot = new Snapshot(
                machine.sequence(),
                machine.chain(),
                machine.stateHash(),
                log.size(),
                List.copyOf(records));
        stream.snapshot(snapshot);
        return snapshot;
    }

    /**
     * Makes the machine anew from the newest snapshot and the commands after it, compares every
     * event that it makes with what is recorded, and goes on with it.
     */
    void restart() {
        machine = factory.create(this);
        isReplaying = true;
        int from = 0;
        made = 0;
        if (snapshot != null) {
            snapshot.read(machine::readSnapshot);
            Check.that(machine.stateHash() == snapshot.stateHash(), "a snapshot keeps its hash");
            from = snapshot.logIndex();
            made = stream.framesUpTo(snapshot.sequence());
        }
        for (Entry entry : log.subList(from, log.size())) {
            apply(machine, entry);
        }
        isReplaying = false;
        answers.clear();
        Check.that(
                machine.sequence() == stream.lastSequence()
                        && machine.chain() == stream.lastChain(),
                "what is made again ends where the recorded stream ends");
    }
}
