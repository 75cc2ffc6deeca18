package io.rialto.view;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** SHA-256 of a bearer token, as the key of a map. */
record TokenHash(long first, long second, long third, long fourth) {
    static final int BYTES = 32;

    static TokenHash of(byte[] hash) {
        if (hash.length != BYTES) {
            throw new IllegalArgumentException("a token's hash has 32 bytes, not " + hash.length);
        }
        ByteBuffer words = ByteBuffer.wrap(hash).order(ByteOrder.LITTLE_ENDIAN);
        return new TokenHash(words.getLong(), words.getLong(), words.getLong(), words.getLong());
    }
}
