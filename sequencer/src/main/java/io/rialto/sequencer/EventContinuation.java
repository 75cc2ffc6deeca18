package io.rialto.sequencer;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;

import org.agrona.DirectBuffer;

/**
 * Continues a recorded event stream. After a restart the machine says again what it said before:
 * what is recorded already is compared byte for byte instead of being recorded twice. One thread.
 */
public final class EventContinuation {
    private final EventFrameDecoder frame = new EventFrameDecoder();
    private final Recorder recorder;
    private Recorded recorded;
    private boolean isRepeating;
    private long lastRecorded;
    private long sequence;

    /** Takes a frame that follows all that is recorded. */
    @FunctionalInterface
    public interface Recorder {
        void record(DirectBuffer frame, int offset, int length);
    }

    /** The frames recorded after the state that the machine begins with, in order. */
    public interface Recorded extends AutoCloseable {
        /** Steps to the next frame; false where there is none, or none that is whole. */
        boolean step();

        DirectBuffer buffer();

        int offset();

        int length();

        @Override
        void close();
    }

    public EventContinuation(Recorder recorder) {
        this.recorder = recorder;
    }

    /**
     * Begins after the state of a snapshot where nothing is recorded beyond it.
     *
     * @param startSequence last event of that state
     */
    public void start(long startSequence) {
        sequence = startSequence;
        lastRecorded = startSequence;
    }

    /**
     * Begins after the state of a snapshot where more is recorded.
     *
     * @param startSequence last event of that state
     * @param recordedSequence last event recorded
     * @param frames the frames between
     */
    public void start(long startSequence, long recordedSequence, Recorded frames) {
        start(startSequence);
        lastRecorded = recordedSequence;
        recorded = frames;
        isRepeating = true;
    }

    /**
     * Takes what the machine says next.
     *
     * @throws IllegalStateException when it is not what comes next, or was recorded differently
     */
    public void append(DirectBuffer buffer, int offset, int length) {
        frame.wrap(
                buffer,
                offset + MessageHeaderDecoder.ENCODED_LENGTH,
                EventFrameDecoder.BLOCK_LENGTH,
                EventFrameDecoder.SCHEMA_VERSION);
        if (frame.firstSequence() != sequence + 1 || frame.count() < 1) {
            throw new IllegalStateException(
                    "Event " + frame.firstSequence() + " does not follow " + sequence);
        }
        if (isRepeating) {
            compare(buffer, offset, length);
        } else {
            recorder.record(buffer, offset, length);
        }
        sequence += frame.count();
        if (isRepeating && sequence >= lastRecorded) {
            close();
        }
    }

    private void compare(DirectBuffer buffer, int offset, int length) {
        boolean same = recorded.step()
                && recorded.length() == length
                && isEqual(buffer, offset, recorded.buffer(), recorded.offset(), length);
        if (!same) {
            throw new IllegalStateException("Event "
                    + (sequence + 1)
                    + " is recorded differently from what the log gives now; recorded up"
                    + " to "
                    + lastRecorded);
        }
    }

    static boolean isEqual(
            DirectBuffer left, int leftOffset, DirectBuffer right, int rightOffset, int length) {
        int index = 0;
        for (; index + Long.BYTES <= length; index += Long.BYTES) {
            if (left.getLong(leftOffset + index) != right.getLong(rightOffset + index)) {
                return false;
            }
        }
        for (; index < length; index++) {
            if (left.getByte(leftOffset + index) != right.getByte(rightOffset + index)) {
                return false;
            }
        }
        return true;
    }

    /**
     * A leader takes commands that nobody has recorded events of.
     *
     * @throws IllegalStateException when the recording has events that the log does not explain
     */
    public void checkCaughtUp() {
        if (isRepeating) {
            throw new IllegalStateException("Events are recorded up to "
                    + lastRecorded
                    + ", but the log ends at event "
                    + sequence
                    + ": the log has lost its end");
        }
    }

    /** Whether what is said now was recorded before. */
    public boolean isRepeating() {
        return isRepeating;
    }

    /** Number of the last event appended. */
    public long sequence() {
        return sequence;
    }

    /** Gives the recorded frames back. */
    void close() {
        if (isRepeating) {
            isRepeating = false;
            recorded.close();
        }
    }
}
