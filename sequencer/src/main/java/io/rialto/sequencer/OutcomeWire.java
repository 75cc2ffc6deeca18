package io.rialto.sequencer;

import org.agrona.DirectBuffer;

import java.util.HexFormat;

/** What messages about markets of contracts have in common. */
final class OutcomeWire {
    static final int HASH_BYTES = 32;
    static final int SYMBOL_BYTES = 24;

    private static final byte[] NO_HASH = new byte[HASH_BYTES];

    private OutcomeWire() {}

    /** The bytes of a hash in hexadecimal digits; zeroes for none or for what is no such hash. */
    static byte[] hash(String digits) {
        if (digits.length() != HASH_BYTES * 2 || !digits.chars().allMatch(HexFormat::isHexDigit)) {
            return NO_HASH;
        }
        return HexFormat.of().parseHex(digits);
    }

    /** The hexadecimal digits of a hash; empty for zeroes. */
    static String hash(DirectBuffer buffer, int index) {
        byte[] bytes = new byte[HASH_BYTES];
        buffer.getBytes(index, bytes);
        for (byte each : bytes) {
            if (each != 0) {
                return HexFormat.of().formatHex(bytes);
            }
        }
        return "";
    }

    static String word(DirectBuffer buffer, int index) {
        return WireText.symbol(buffer, index, SYMBOL_BYTES);
    }
}
