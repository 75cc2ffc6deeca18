package io.rialto.protocol;

import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/**
 * The running hash of the event stream. Each {@code EventFrame} carries in its {@code chain} field
 * the hash of the chain before it and of everything else in the frame, so two streams that agree
 * in one frame's chain have the same history up to it.
 *
 * <p>It finds accidents (lost, torn, repeated, rewritten frames), not adversaries. The chain before
 * the first frame is 0. The definition is part of the stream's format: see docs/protocol.
 */
public final class StreamChain {
    /** The chain before the first frame of a stream. */
    public static final long EMPTY = 0;

    private static final int SEQUENCE_OFFSET =
            MessageHeaderEncoder.ENCODED_LENGTH + EventFrameEncoder.firstSequenceEncodingOffset();
    private static final int CHAIN_OFFSET =
            MessageHeaderEncoder.ENCODED_LENGTH + EventFrameEncoder.chainEncodingOffset();
    private static final int CONTENT_OFFSET = CHAIN_OFFSET + Long.BYTES;

    // Odd, so that multiplying loses nothing: a change in one word always changes the lane.
    private static final long FIRST = 0x9E3779B97F4A7C15L;
    private static final long SECOND = 0xC2B2AE3D27D4EB4FL;

    private StreamChain() {}

    /**
     * The chain after a frame.
     *
     * @param previousChain the chain of the frame before, or {@link #EMPTY}
     * @param frame holds an {@code EventFrame} with its message header; its chain field is not read
     * @param length of the whole frame, at least the header and the fixed fields
     */
    public static long next(long previousChain, DirectBuffer frame, int offset, int length) {
        // Two independent lanes, because one waits for its multiplication at every word.
        long odd = (previousChain + length) * FIRST;
        long even = word(frame, offset + SEQUENCE_OFFSET) ^ Long.rotateLeft(previousChain, 32);
        int index = offset + CONTENT_OFFSET;
        int end = offset + length;
        for (; index + 2 * Long.BYTES <= end; index += 2 * Long.BYTES) {
            odd = mix(odd ^ word(frame, index), FIRST);
            even = mix(even ^ word(frame, index + Long.BYTES), SECOND);
        }
        if (index + Long.BYTES <= end) {
            odd = mix(odd ^ word(frame, index), FIRST);
            index += Long.BYTES;
        }
        even = mix(even ^ rest(frame, index, end), SECOND);
        return mix(mix(odd, SECOND) ^ even, FIRST);
    }

    /** The chain that a frame carries. */
    public static long of(DirectBuffer frame, int offset) {
        return word(frame, offset + CHAIN_OFFSET);
    }

    private static long mix(long value, long factor) {
        long product = value * factor;
        return product ^ (product >>> 32);
    }

    private static long word(DirectBuffer buffer, int index) {
        return buffer.getLong(index, ByteOrder.LITTLE_ENDIAN);
    }

    private static long rest(DirectBuffer buffer, int index, int end) {
        long word = 0;
        for (int i = index, shift = 0; i < end; i++, shift += Byte.SIZE) {
            word |= (buffer.getByte(i) & 0xFFL) << shift;
        }
        return word;
    }
}
