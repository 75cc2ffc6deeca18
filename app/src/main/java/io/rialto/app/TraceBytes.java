package io.rialto.app;

import org.agrona.DirectBuffer;

import java.util.HexFormat;

/**
 * A W3C trace context as commands and events carry it.
 *
 * @param trace its id in hex
 * @param span in hex, that everything else is below
 */
record TraceBytes(String trace, String span) {
    static final int LENGTH = 25;
    private static final int TRACE = 16;
    private static final int SPAN = 8;

    /** At an offset of a buffer, 25 bytes. */
    static TraceBytes at(DirectBuffer buffer, int offset) {
        byte[] bytes = new byte[TRACE + SPAN];
        buffer.getBytes(offset, bytes);
        HexFormat hex = HexFormat.of();
        return new TraceBytes(
                hex.formatHex(bytes, 0, TRACE), hex.formatHex(bytes, TRACE, TRACE + SPAN));
    }
}
