package io.rialto.sequencer;

import org.agrona.DirectBuffer;

/**
 * A machine as a node's log drives it: what it says is recorded, one timer stands at its next
 * deadline, its state is written and restored. What carries the log, the records and the timer is
 * the concern of whoever owns this: {@link MachineService} on Aeron Cluster, a simulation elsewhere.
 *
 * <p>Owned by one thread. An exception means that the state may have changed: the node halts.
 */
public final class NodeMachine {
    /** The deadline of a timer that is not set. */
    public static final long NO_TIMER = Long.MAX_VALUE;

    private final Machine machine;
    private final MachineHost host;
    private final Records records;
    private final Timer timer;
    private long timerNanos = NO_TIMER;

    /** Where events are recorded, each once. */
    public interface Records {
        /** Takes the frame that the machine says next. */
        void append(DirectBuffer frame, int offset, int length);

        /** Number of the last event taken. */
        long sequence();

        /** Waits until all that was taken would survive a crash. */
        void awaitRecorded();

        /** Which recording they are in. */
        long recordingId();

        /** Where in it the frame after the last one begins, or will. */
        long position();
    }

    /** The log's one timer. */
    @FunctionalInterface
    public interface Timer {
        /** Sets it instead of what was set, or takes it away with {@link #NO_TIMER}. */
        void set(long deadlineNanos);
    }

    /** Takes an answer to the command being applied, lent for the call. */
    @FunctionalInterface
    public interface Answers {
        void onAnswer(DirectBuffer answer, int offset, int length);
    }

    /** Makes the machine. */
    public NodeMachine(MachineFactory factory, Records records, Answers answers, Timer timer) {
        this.records = records;
        this.timer = timer;
        this.machine = factory.create(new Output(records, answers));
        this.host = new MachineHost(machine);
    }

    private record Output(Records records, Answers answers) implements MachineOutput {
        @Override
        public void onEvents(DirectBuffer frame, int offset, int length) {
            records.append(frame, offset, length);
        }

        @Override
        public void onAnswer(DirectBuffer answer, int offset, int length) {
            answers.onAnswer(answer, offset, length);
        }
    }

    /**
     * Sets the machine to a stored state before its first command. The timer is taken to be set as
     * it was then.
     *
     * @throws IllegalStateException when what is read is not what was written
     */
    public void restore(SnapshotPoint point, EventStream.StateSnapshot stored) {
        host.restore(point, stored);
        timerNanos = point.timerNanos();
    }

    /** Applies a command of the log. */
    public void onCommand(
            long clusterNanos, long logPosition, DirectBuffer buffer, int offset, int length) {
        host.onCommand(clusterNanos, logPosition, buffer, offset, length);
        afterwards();
    }

    /** The timer has gone off, as the log says; it is no longer set. */
    public void onTimer(long clusterNanos, long logPosition) {
        timerNanos = NO_TIMER;
        host.onTimer(clusterNanos, logPosition);
        afterwards();
    }

    private void afterwards() {
        if (records.sequence() != machine.sequence()) {
            throw new IllegalStateException("The machine counts "
                    + machine.sequence()
                    + " events and said "
                    + records.sequence());
        }
        long deadlineNanos = machine.nextDeadlineNanos();
        if (deadlineNanos != timerNanos) {
            timer.set(deadlineNanos);
            timerNanos = deadlineNanos;
        }
    }

    /**
     * Writes the whole state and says which one it is. Before, waits for the record: a snapshot
     * must not be ahead of events that a crash could still lose.
     */
    public SnapshotPoint snapshot(long logPosition, RecordSink sink) {
        StatePointer pointer = pointer(logPosition);
        machine.writeSnapshot(sink);
        return pointer.withStateHash(machine.stateHash());
    }

    /**
     * Says which state it is in, for a snapshot that is made elsewhere. Before, waits for the record,
     * for the same reason.
     */
    public StatePointer pointer(long logPosition) {
        records.awaitRecorded();
        return new StatePointer(
                machine.sequence(),
                machine.chain(),
                logPosition,
                host.timeNanos(),
                timerNanos,
                records.recordingId(),
                records.position());
    }

    /** The machine itself, to be looked at. */
    public Machine machine() {
        return machine;
    }

    /** Log time: the latest that the machine has been told. */
    public long timeNanos() {
        return host.timeNanos();
    }
}
