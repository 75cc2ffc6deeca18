package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.engine.ClientOrderId;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

class WireTextTest {
    /** The engine's own reading, byte by byte, is the naive twin. */
    @Test
    void shouldReadClientOrderIdsAsTheEngineDoes() {
        SplittableRandom random = new SplittableRandom(7);
        byte[] edges = {0, 0x20, 0x21, 0x7E, 0x7F, (byte) 0x80, (byte) 0xFF, 'a'};
        ClientOrderId fast = new ClientOrderId();
        ClientOrderId slow = new ClientOrderId();
        int valid = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[ClientOrderId.LENGTH_MAX];
            int length = random.nextInt(ClientOrderId.LENGTH_MAX + 1);
            for (int at = 0; at < length; at++) {
                bytes[at] = (byte) random.nextInt(0x21, 0x7F);
            }
            if (random.nextInt(3) == 0) {
                bytes[random.nextInt(bytes.length)] = edges[random.nextInt(edges.length)];
            }
            UnsafeBuffer buffer = new UnsafeBuffer(bytes);
            assertThat(WireText.get(buffer, 0, fast)).isEqualTo(slow.set(bytes, 0));
            assertThat(fast.sameAs(slow)).isTrue();
            valid += slow.isEmpty() ? 0 : 1;
            UnsafeBuffer copy = new UnsafeBuffer(new byte[bytes.length]);
            WireText.put(slow, copy, 0);
            if (!slow.isEmpty()) {
                assertThat(copy).isEqualTo(buffer);
            }
        }
        assertThat(valid).isBetween(50_000, 199_000);
    }
}
