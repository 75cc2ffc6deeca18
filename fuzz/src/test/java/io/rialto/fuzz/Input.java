package io.rialto.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads an input piece by piece; what is missing at its end reads as zeros. */
public final class Input {
    private final byte[] bytes;
    private int index;

    public Input(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean hasMore() {
        return index < bytes.length;
    }

    /** 0 to 255. */
    public int number() {
        return index < bytes.length ? bytes[index++] & 0xFF : 0;
    }

    /** One of 0 to {@code bound} - 1. */
    public int below(int bound) {
        return number() % bound;
    }

    /** Little-endian, of up to eight bytes after their count: small numbers are short. */
    public long longNumber() {
        int count = below(9);
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (long) number() << (i * Byte.SIZE);
        }
        return value;
    }

    /** Up to {@code length} bytes. */
    public byte[] take(int length) {
        int end = Math.min(bytes.length, index + length);
        byte[] taken = Arrays.copyOfRange(bytes, index, end);
        index = end;
        return taken;
    }

    /** As many as the next byte says. */
    public byte[] block() {
        return take(number());
    }

    public byte[] rest() {
        return take(bytes.length - index);
    }

    public String restAsText() {
        return new String(rest(), StandardCharsets.UTF_8);
    }
}
