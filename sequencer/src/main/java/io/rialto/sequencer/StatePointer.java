package io.rialto.sequencer;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

/**
 * Which state a snapshot is of: what the cluster's own snapshot contains of ours. The records, and
 * the hash of the state, are in the state file of the same sequence and log position, which is made
 * afterwards ({@link SnapshotMaker}): until it is there the snapshot is none.
 *
 * @param logPosition the state is that after the log up to here
 * @param timeNanos log time then
 * @param timerNanos deadline of the timer that was set; {@link Long#MAX_VALUE} for none
 * @param eventRecording recording of the event stream
 * @param eventPosition where in it the frame after {@code sequence} begins
 */
public record StatePointer(
        long sequence,
        long chain,
        long logPosition,
        long timeNanos,
        long timerNanos,
        long eventRecording,
        long eventPosition) {
    static final int FORMAT = 2;
    static final int ENCODED_LENGTH = 2 * Integer.BYTES + 7 * Long.BYTES;

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    void encode(MutableDirectBuffer buffer, int offset) {
        buffer.putInt(offset, SnapshotPoint.MAGIC, ORDER);
        buffer.putInt(offset + Integer.BYTES, FORMAT, ORDER);
        int index = offset + 2 * Integer.BYTES;
        long[] fields = {
            sequence, chain, logPosition, timeNanos, timerNanos, eventRecording, eventPosition
        };
        for (long field : fields) {
            buffer.putLong(index, field, ORDER);
            index += Long.BYTES;
        }
    }

    /** Reads one of this format, or of the one before it, which had the hash of the state too. */
    static StatePointer decode(DirectBuffer buffer, int offset, int length) {
        if (length == SnapshotPoint.ENCODED_LENGTH) {
            return SnapshotPoint.decode(buffer, offset, length).pointer();
        }
        if (length != ENCODED_LENGTH
                || buffer.getInt(offset, ORDER) != SnapshotPoint.MAGIC
                || buffer.getInt(offset + Integer.BYTES, ORDER) != FORMAT) {
            throw new IllegalStateException("Not a snapshot of this format");
        }
        int first = offset + 2 * Integer.BYTES;
        return new StatePointer(
                field(buffer, first, 0),
                field(buffer, first, 1),
                field(buffer, first, 2),
                field(buffer, first, 3),
                field(buffer, first, 4),
                field(buffer, first, 5),
                field(buffer, first, 6));
    }

    private static long field(DirectBuffer buffer, int first, int index) {
        return buffer.getLong(first + index * Long.BYTES, ORDER);
    }

    /** The point of a state that has this hash. */
    SnapshotPoint withStateHash(long stateHash) {
        return new SnapshotPoint(
                sequence,
                chain,
                stateHash,
                logPosition,
                timeNanos,
                timerNanos,
                eventRecording,
                eventPosition);
    }
}
