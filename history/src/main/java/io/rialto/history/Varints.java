package io.rialto.history;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Whole numbers in as few bytes as they need, seven bits in each, signs folded in. */
final class Varints {
    private Varints() {}

    static void put(ByteArrayOutputStream bytes, long value) {
        putUnsigned(bytes, (value << 1) ^ (value >> 63));
    }

    /** Without a place for a sign. */
    static void putUnsigned(ByteArrayOutputStream bytes, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        bytes.write((int) rest);
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
