package io.rialto.history;

import org.agrona.DirectBuffer;

import java.nio.charset.StandardCharsets;

/** Texts at the end of events. */
final class Texts {
    private static final int LENGTH_BYTES = Short.BYTES;

    private Texts() {}

    /** The text whose length stands at {@code limit}. */
    static String read(DirectBuffer buffer, int limit, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(limit + LENGTH_BYTES, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A text of at most {@code max} bytes, padded with zeroes. */
    static String padded(DirectBuffer buffer, int index, int max) {
        int length = 0;
        while (length < max && buffer.getByte(index + length) != 0) {
            length++;
        }
        byte[] bytes = new byte[length];
        buffer.getBytes(index, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
