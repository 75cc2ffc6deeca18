package io.rialto.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A client's idempotency key, hashed together with the actor to 128 bits. Both halves 0 mean that
 * there is none.
 */
record IdempotencyKey(long high, long low) {
    static final IdempotencyKey NONE = new IdempotencyKey(0, 0);
    static final int LENGTH_MAX = 200;

    /**
     * Hashes a key.
     *
     * @throws ProblemException if it is empty, too long or not printable ASCII
     */
    static IdempotencyKey of(long actor, String text) {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            throw invalid();
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x20 || text.charAt(i) > 0x7E) {
                throw invalid();
            }
        }
        MessageDigest digest = PayloadHash.sha256();
        byte[] bytes = new byte[Long.BYTES + text.length()];
        ByteBuffer.wrap(bytes).putLong(actor).put(text.getBytes(StandardCharsets.US_ASCII));
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(bytes));
        IdempotencyKey key = new IdempotencyKey(hash.getLong(), hash.getLong());
        return key.isNone() ? new IdempotencyKey(0, 1) : key;
    }

    boolean isNone() {
        return high == 0 && low == 0;
    }

    private static ProblemException invalid() {
        return new ProblemException(
                Refusal.IDEMPOTENCY_KEY_INVALID,
                "Use 1 to " + LENGTH_MAX + " printable ASCII characters");
    }
}
