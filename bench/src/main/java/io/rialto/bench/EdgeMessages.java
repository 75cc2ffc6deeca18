package io.rialto.bench;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Messages as they go over a socket, one behind the other, made before the clock starts: the load
 * shares two cores with what it measures.
 */
final class EdgeMessages {
    private byte[] bytes = new byte[1 << 16];
    private final int[] ends;
    private int count;
    private int length;

    EdgeMessages(int countMax) {
        ends = new int[countMax];
    }

    /** Adds bytes to the message that the next {@link #end} ends. */
    void add(byte[] part) {
        int at = length;
        length += part.length;
        if (length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
        }
        System.arraycopy(part, 0, bytes, at, part.length);
    }

    void end() {
        ends[count++] = length;
    }

    int count() {
        return count;
    }

    /** Where the first messages, {@code number} of them, end. */
    int endOf(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    /** All of them in direct memory, which a socket need not copy first. */
    ByteBuffer toBuffer() {
        return ByteBuffer.allocateDirect(length).put(bytes, 0, length).flip();
    }
}
