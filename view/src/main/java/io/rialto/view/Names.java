package io.rialto.view;

import org.agrona.DirectBuffer;

import java.nio.charset.StandardCharsets;

/** Reads the texts of variable length that events and records carry. */
final class Names {
    private static final int LENGTH_BYTES = Short.BYTES;

    private Names() {}

    /**
     * The UTF-8 text that begins with its length at {@code limit}: where SBE says that the next
     * field of variable length stands.
     */
    static String text(DirectBuffer buffer, int limit, int length) {
        byte[] bytes = new byte[length];
        buffer.getBytes(limit + LENGTH_BYTES, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The 32 bytes at {@code index}. */
    static byte[] hash(DirectBuffer buffer, int index) {
        byte[] bytes = new byte[TokenHash.BYTES];
        buffer.getBytes(index, bytes);
        return bytes;
    }
}
