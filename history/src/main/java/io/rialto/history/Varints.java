package io.rialto.history;

import java.nio.ByteBuffer;

/** Whole numbers in as few bytes as they need, seven bits in each, signs folded in. */
final class Varints {
    static final int BYTES_MAX = 10;

    private Varints() {}

    static void put(ByteBuffer bytes, long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            bytes.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    static long get(ByteBuffer bytes) {
        long folded = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes.get();
            folded |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return (folded >>> 1) ^ -(folded & 1);
    }
}
