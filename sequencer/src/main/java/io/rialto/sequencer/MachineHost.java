package io.rialto.sequencer;

import org.agrona.DirectBuffer;

/**
 * How the log drives a machine, the same wherever it is read: in a node, when it is verified, in
 * memory. Time never goes back, also when a new leader's clock is behind.
 */
final class MachineHost {
    private final Machine machine;
    private long timeNanos;

    MachineHost(Machine machine) {
        this.machine = machine;
    }

    /** Sets the machine to a stored state, and checks that it is the one that was stored. */
    void restore(SnapshotPoint point, EventStream.StateSnapshot stored) {
        stored.read(machine::readSnapshot);
        long hash = machine.stateHash();
        if (machine.sequence() != point.sequence()
                || machine.chain() != point.chain()
                || hash != point.stateHash()) {
            throw new IllegalStateException("The state read from "
                    + stored
                    + " is not the one that was written: event "
                    + machine.sequence()
                    + " instead of "
                    + point.sequence()
                    + ", hash "
                    + Long.toHexString(hash)
                    + " instead of "
                    + Long.toHexString(point.stateHash()));
        }
        timeNanos = point.timeNanos();
    }

    void onCommand(
            long clusterNanos, long logPosition, DirectBuffer buffer, int offset, int length) {
        timeNanos = Math.max(timeNanos, clusterNanos);
        machine.onCommand(timeNanos, logPosition, buffer, offset, length);
    }

    void onTimer(long clusterNanos, long logPosition) {
        timeNanos = Math.max(timeNanos, clusterNanos);
        if (machine.nextDeadlineNanos() <= timeNanos) {
            machine.onDeadline(timeNanos, logPosition);
        }
    }

    Machine machine() {
        return machine;
    }

    /** Log time: the latest that the machine has been told. */
    long timeNanos() {
        return timeNanos;
    }
}
