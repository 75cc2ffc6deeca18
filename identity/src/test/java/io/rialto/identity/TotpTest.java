package io.rialto.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    static byte[] decode(String base32) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int held = 0;
        int bits = 0;
        for (int i = 0; i < base32.length(); i++) {
            held = (held << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.write(held >> bits);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void shouldMakeTheCodesOfRfc6238() {
        // Appendix B, shortened to six digits.
        assertThat(Totp.code(SECRET, 59 / 30)).isEqualTo("287082");
        assertThat(Totp.code(SECRET, 1_111_111_109L / 30)).isEqualTo("081804");
        assertThat(Totp.code(SECRET, 20_000_000_000L / 30)).isEqualTo("353130");
    }

    @Test
    void shouldWriteBase32AsRfc4648() {
        assertThat(Totp.base32("foobar".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("MZXW6YTBOI");
        assertThat(decode(Totp.base32(SECRET))).isEqualTo(SECRET);
    }

    @Test
    void shouldAcceptNeighbouringStepsOnce() {
        Instant now = Instant.ofEpochSecond(3_000);
        for (long step = 99; step <= 101; step++) {
            assertThat(Totp.match(SECRET, Totp.code(SECRET, step), now, 0)).hasValue(step);
        }
        assertThat(Totp.match(SECRET, Totp.code(SECRET, 98), now, 0)).isEmpty();
        assertThat(Totp.match(SECRET, Totp.code(SECRET, 102), now, 0)).isEmpty();
        assertThat(Totp.match(SECRET, Totp.code(SECRET, 100), now, 100)).isEmpty();
    }
}
