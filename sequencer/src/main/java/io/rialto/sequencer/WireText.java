package io.rialto.sequencer;

import io.rialto.engine.ClientOrderId;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Text on the wire: client order ids, symbols, and data of variable length in UTF-8. */
final class WireText {
    private static final byte[] NONE = new byte[0];
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int LONGS = ClientOrderId.LENGTH_MAX / Long.BYTES;
    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

    // Eight bytes at a time, none of them above 0x7F: adding lifts a byte's top bit from a bound
    // on.
    private static final long TOP_BITS = 0x8080808080808080L;
    private static final long FROM_1 = 0x7F7F7F7F7F7F7F7FL;
    private static final long FROM_21 = 0x5F5F5F5F5F5F5F5FL;
    private static final long FROM_7F = 0x0101010101010101L;

    private WireText() {}

    static byte[] bytes(String text) {
        return text.isEmpty() ? NONE : text.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes that data of variable length takes: its length and itself. */
    static int encodedLength(byte[] data) {
        return Short.BYTES + data.length;
    }

    static void put(ClientOrderId id, MutableDirectBuffer buffer, int index) {
        for (int i = 0; i < LONGS; i++) {
            buffer.putLong(index + i * Long.BYTES, id.word(i), ORDER);
        }
        buffer.putInt(index + LONGS * Long.BYTES, (int) id.word(LONGS), ORDER);
    }

    /**
     * Reads a client order id, as {@link ClientOrderId#set(byte[], int)} does but word by word.
     *
     * @return false, and the id empty, if a byte is not printable ASCII or follows a zero
     */
    static boolean get(DirectBuffer buffer, int index, ClientOrderId id) {
        boolean valid = true;
        boolean ended = false;
        for (int i = 0; i <= LONGS; i++) {
            int at = index + i * Long.BYTES;
            long word =
                    i < LONGS ? buffer.getLong(at, ORDER) : buffer.getInt(at, ORDER) & UNSIGNED_INT;
            long used = (word + FROM_1) & TOP_BITS;
            long printable = (word + FROM_21) & ~(word + FROM_7F) & TOP_BITS;
            int length = Long.bitCount(used);
            long leading = length == 0 ? 0 : TOP_BITS >>> (Long.SIZE - length * Byte.SIZE);
            valid &= (word & TOP_BITS) == 0 && used == printable && used == leading;
            valid &= !ended || word == 0;
            ended |= length < Long.BYTES;
            id.word(i, word);
        }
        if (!valid) {
            id.clear();
        }
        return valid;
    }

    /**
     * Reads a symbol. What the wire does not allow in one comes out as characters that no symbol
     * has, so that the engine's own check refuses it.
     */
    static String symbol(DirectBuffer buffer, int index, int lengthMax) {
        int length = lengthMax;
        while (length > 0 && buffer.getByte(index + length - 1) == 0) {
            length--;
        }
        byte[] bytes = new byte[length];
        buffer.getBytes(index, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads a text. A byte that is not UTF-8 comes out as U+FFFD, which no text of the venue may
     * hold, so that the engine's own check refuses it.
     */
    static String text(DirectBuffer buffer, int index, int length) {
        if (length == 0) {
            return "";
        }
        byte[] bytes = new byte[length];
        buffer.getBytes(index, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
