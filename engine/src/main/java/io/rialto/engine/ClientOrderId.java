package io.rialto.engine;

import java.nio.charset.StandardCharsets;

/**
 * A client's own id of an order: up to 36 printable ASCII characters (0x21–0x7E), or empty for
 * none. Held in five longs so that copying and comparing cost little; mutable and reused.
 */
public final class ClientOrderId {
    public static final int LENGTH_MAX = 36;

    /** How many longs hold it. */
    static final int WORDS = 5;

    private final long[] words = new long[WORDS];

    /**
     * Reads up to 36 bytes that end at the first zero.
     *
     * @return false, and empty, if a byte is not printable ASCII or follows a zero
     */
    public boolean set(byte[] bytes, int offset) {
        clear();
        boolean ended = false;
        for (int i = 0; i < LENGTH_MAX; i++) {
            int value = bytes[offset + i];
            if (value == 0) {
                ended = true;
            } else if (ended || value < 0x21 || value > 0x7E) {
                clear();
                return false;
            } else {
                words[i >> 3] |= (long) value << ((i & 7) << 3);
            }
        }
        return true;
    }

    /**
     * Sets it from text; for tests and cold paths.
     *
     * @return false, and empty, if it is too long or not printable ASCII
     */
    public boolean set(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] padded = new byte[LENGTH_MAX];
        if (bytes.length > LENGTH_MAX) {
            clear();
            return false;
        }
        System.arraycopy(bytes, 0, padded, 0, bytes.length);
        return set(padded, 0);
    }

    public void set(ClientOrderId other) {
        System.arraycopy(other.words, 0, words, 0, WORDS);
    }

    public void clear() {
        for (int i = 0; i < WORDS; i++) {
            words[i] = 0;
        }
    }

    public boolean isEmpty() {
        return words[0] == 0;
    }

    /** One of its five words, the first characters in the lowest bytes of word 0. */
    public long word(int index) {
        return words[index];
    }

    /** Sets one of its five words; for reading back what {@link #word} gave. */
    public void word(int index, long value) {
        words[index] = value;
    }

    /** Writes 36 bytes, padded with zeroes. */
    public void get(byte[] bytes, int offset) {
        for (int i = 0; i < LENGTH_MAX; i++) {
            bytes[offset + i] = (byte) (words[i >> 3] >>> ((i & 7) << 3));
        }
    }

    public boolean sameAs(ClientOrderId other) {
        boolean same = true;
        for (int i = 0; i < WORDS; i++) {
            same &= words[i] == other.words[i];
        }
        return same;
    }

    /** The text; for tests and cold paths. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LENGTH_MAX; i++) {
            char next = (char) ((words[i >> 3] >>> ((i & 7) << 3)) & 0xFF);
            if (next == 0) {
                break;
            }
            text.append(next);
        }
        return text.toString();
    }
}
