package io.rialto.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Hashes what must be the same when an idempotency key is used again: the command and its fields as
 * they will be sent, without time, trace and gateway. The same on every gateway and in every
 * version, so fields are added in a fixed order and never taken out.
 */
final class PayloadHash {
    private final MessageDigest digest = sha256();
    private final ByteBuffer word = ByteBuffer.allocate(Long.BYTES);

    PayloadHash add(long value) {
        digest.update(word.putLong(0, value).array());
        return this;
    }

    PayloadHash add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
        return this;
    }

    /** 64 of the hash's bits. */
    long value() {
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    /** SHA-256, which every JDK has. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
