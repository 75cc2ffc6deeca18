package io.rialto.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Hashes what must be the same when an idempotency key is used again: the command and its fields as
 * they will be sent, without time, trace and gateway. The same on every gateway and in every
 * version, so fields are added in a fixed order and never taken out.
 */
final class PayloadHash {
    // To find the algorithm among the JDK's providers costs more than to hash an order.
    private static final ThreadLocal<MessageDigest> SHA_256 =
            ThreadLocal.withInitial(PayloadHash::newDigest);

    private byte[] bytes = new byte[256];
    private ByteBuffer words = ByteBuffer.wrap(bytes);

    /** Empty again, to hash another. */
    PayloadHash reset() {
        words.clear();
        return this;
    }

    PayloadHash add(long value) {
        ensure(Long.BYTES);
        words.putLong(value);
        return this;
    }

    PayloadHash add(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        add(utf8.length);
        ensure(utf8.length);
        words.put(utf8);
        return this;
    }

    private void ensure(int more) {
        if (words.remaining() < more) {
            int position = words.position();
            bytes = Arrays.copyOf(bytes, Math.max(position + more, 2 * bytes.length));
            words = ByteBuffer.wrap(bytes).position(position);
        }
    }

    /** 64 of the hash's bits. */
    long value() {
        MessageDigest digest = sha256();
        digest.update(bytes, 0, words.position());
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    /** SHA-256, which every JDK has; this thread's own, as good as new after each digest. */
    static MessageDigest sha256() {
        return SHA_256.get();
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
