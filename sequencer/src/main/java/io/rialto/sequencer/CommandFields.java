package io.rialto.sequencer;

import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes those fields of a command that a value may not fit. What does not is written as something
 * that the engine denies under the code of that field: nothing is cut to something valid.
 */
final class CommandFields {
    /** Texts end here; the engine allows less. */
    static final int TEXT_BYTES_MAX = 255;

    private static final int CLIENT_ORDER_ID_BYTES = 36;
    private static final int SYMBOL_BYTES = 24;
    private static final int SCALE_NONE = 254;
    private static final long UNSIGNED_MAX = 0xFFFF_FFFEL;
    private static final byte NOT_PRINTABLE = 0x7F;
    private static final byte[] NOT_UNICODE = {(byte) 0xFF};

    private CommandFields() {}

    static void clear(MutableDirectBuffer buffer, int index, int length) {
        buffer.setMemory(index, length, (byte) 0);
    }

    static void putClientOrderId(String id, MutableDirectBuffer buffer, int index) {
        putAscii(id, buffer, index, CLIENT_ORDER_ID_BYTES);
    }

    static void putSymbol(String symbol, MutableDirectBuffer buffer, int index) {
        putAscii(symbol, buffer, index, SYMBOL_BYTES);
    }

    private static void putAscii(String text, MutableDirectBuffer buffer, int index, int bytes) {
        int length = Math.min(text.length(), bytes);
        for (int i = 0; i < length; i++) {
            char next = text.charAt(i);
            boolean fits = next > 0 && next < NOT_PRINTABLE;
            buffer.putByte(index + i, fits ? (byte) next : NOT_PRINTABLE);
        }
        buffer.setMemory(index + length, bytes - length, (byte) 0);
        if (text.length() > bytes) {
            buffer.putByte(index, NOT_PRINTABLE);
        }
    }

    /** Writes a text with its length and returns where it ends. */
    static int putText(String text, MutableDirectBuffer buffer, int index) {
        if (text.isEmpty()) {
            return putData(NOT_UNICODE, 0, buffer, index);
        }
        byte[] bytes = isUnicode(text) ? text.getBytes(StandardCharsets.UTF_8) : NOT_UNICODE;
        return putData(bytes, Math.min(bytes.length, TEXT_BYTES_MAX), buffer, index);
    }

    static int putTrace(RequestContext context, MutableDirectBuffer buffer, int index) {
        int length = context.traced ? RequestContext.TRACE_BYTES : 0;
        return putData(context.trace, length, buffer, index);
    }

    private static int putData(byte[] data, int length, MutableDirectBuffer buffer, int index) {
        buffer.putShort(index, (short) length, ByteOrder.LITTLE_ENDIAN);
        buffer.putBytes(index + Short.BYTES, data, 0, length);
        return index + Short.BYTES + length;
    }

    static short scale(int scale) {
        return (short) (scale >= 0 && scale < SCALE_NONE ? scale : SCALE_NONE);
    }

    static long unsigned(long value) {
        return value >= 0 && value < UNSIGNED_MAX ? value : UNSIGNED_MAX;
    }

    /** Whether every surrogate is one of a pair. */
    private static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }
}
