package io.rialto.sequencer;

import org.agrona.DirectBuffer;

/**
 * The deterministic machine that a sequencer hosts: a function of (snapshot, commands).
 *
 * <p>One thread calls it. What it has to say it says to the {@link MachineOutput} that it was made
 * with, before the call returns. It may not read a clock, do I/O or keep a reference to a buffer
 * that it was given. An exception out of any of these methods is a broken invariant: the host
 * halts the process rather than continue with changed state.
 */
public interface Machine {
    /**
     * Applies one command.
     *
     * @param timeNanos log time, nanoseconds since 1970-01-01T00:00Z; never less than before
     * @param logPosition where the command stands in the log, greater than before
     */
    void onCommand(long timeNanos, long logPosition, DirectBuffer command, int offset, int length);

    /** Lets time pass: does what was due at or before {@code timeNanos}. */
    void onDeadline(long timeNanos, long logPosition);

    /**
     * The next instant at which {@link #onDeadline} has something to do; {@link Long#MAX_VALUE}
     * for none.
     */
    long nextDeadlineNanos();

    /** Number of the last event; 0 before the first. */
    long sequence();

    /** Running hash of all events up to {@link #sequence()}. */
    long chain();

    /** Hash of the whole state in explicit field order. O(state): for snapshots and checks. */
    long stateHash();

    /** Writes the whole state, record by record, in an order that is a function of the state. */
    void writeSnapshot(RecordSink sink);

    /** Reads one record of a snapshot, in the order written. Only before the first command. */
    void readSnapshot(DirectBuffer record, int offset, int length);
}
