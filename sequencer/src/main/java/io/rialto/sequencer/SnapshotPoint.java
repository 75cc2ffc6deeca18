package io.rialto.sequencer;

import io.aeron.Aeron;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

/**
 * Which state a state file holds. The cluster's own snapshot has it without the hash ({@link
 * StatePointer}), which is known when the file is made.
 *
 * @param logPosition the state is that after the log up to here
 * @param timeNanos log time then
 * @param timerNanos deadline of the timer that was set; {@link Long#MAX_VALUE} for none
 * @param eventRecording recording of the event stream
 * @param eventPosition where in it the frame after {@code sequence} begins
 */
public record SnapshotPoint(
        long sequence,
        long chain,
        long stateHash,
        long logPosition,
        long timeNanos,
        long timerNanos,
        long eventRecording,
        long eventPosition) {
    static final int FORMAT = 1;
    static final int ENCODED_LENGTH = 2 * Integer.BYTES + 8 * Long.BYTES;

    static final int MAGIC = 0x52534E50;
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    /** Before the first command. */
    public static final SnapshotPoint EMPTY =
            new SnapshotPoint(0, 0, 0, 0, 0, Long.MAX_VALUE, Aeron.NULL_VALUE, 0);

    void encode(MutableDirectBuffer buffer, int offset) {
        buffer.putInt(offset, MAGIC, ORDER);
        buffer.putInt(offset + Integer.BYTES, FORMAT, ORDER);
        int index = offset + 2 * Integer.BYTES;
        long[] fields = {
            sequence,
            chain,
            stateHash,
            logPosition,
            timeNanos,
            timerNanos,
            eventRecording,
            eventPosition
        };
        for (long field : fields) {
            buffer.putLong(index, field, ORDER);
            index += Long.BYTES;
        }
    }

    static SnapshotPoint decode(DirectBuffer buffer, int offset, int length) {
        if (length != ENCODED_LENGTH
                || buffer.getInt(offset, ORDER) != MAGIC
                || buffer.getInt(offset + Integer.BYTES, ORDER) != FORMAT) {
            throw new IllegalStateException("Not a snapshot of this format");
        }
        int first = offset + 2 * Integer.BYTES;
        return new SnapshotPoint(
                field(buffer, first, 0),
                field(buffer, first, 1),
                field(buffer, first, 2),
                field(buffer, first, 3),
                field(buffer, first, 4),
                field(buffer, first, 5),
                field(buffer, first, 6),
                field(buffer, first, 7));
    }

    StatePointer pointer() {
        return new StatePointer(
                sequence, chain, logPosition, timeNanos, timerNanos, eventRecording, eventPosition);
    }

    private static long field(DirectBuffer buffer, int first, int index) {
        return buffer.getLong(first + index * Long.BYTES, ORDER);
    }
}
