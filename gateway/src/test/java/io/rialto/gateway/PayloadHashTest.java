package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A key's repetition may come to another gateway, of another version: its hash never changes. */
class PayloadHashTest {
    @Test
    void shouldBeSha256OfWordsAndTextsWithTheirLengths()
            throws IOException, NoSuchAlgorithmException {
        String text = "ünïcode".repeat(100);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeLong(-7);
        out.writeLong(utf8.length);
        out.write(utf8);
        out.writeLong(Long.MAX_VALUE);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());

        PayloadHash hash = new PayloadHash().add(1).add("what was before").reset();

        assertThat(hash.add(-7).add(text).add(Long.MAX_VALUE).value())
                .isEqualTo(ByteBuffer.wrap(digest).getLong());
    }

    @Test
    void shouldGiveAnOrderTheHashThatItHasAlwaysHad() {
        assertThat(new PayloadHash().add(4).add("place").add(1).add("a").value())
                .isEqualTo(5066584856357302973L);
        assertThat(IdempotencyKey.of(4, "a key of mine"))
                .isEqualTo(new IdempotencyKey(-2710003186944665585L, -7722425996747145403L));
    }
}
