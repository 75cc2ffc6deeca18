package io.rialto.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

class StreamChainTest {
    private static final int CHAIN_OFFSET = 16;

    @Test
    void shouldDependOnEveryBitButTheChainItself() {
        for (int length = 88; length < 120; length++) {
            UnsafeBuffer frame = frame(length, length);
            long chain = StreamChain.next(7, frame, 0, length);
            for (int index = 8; index < length; index++) {
                boolean ownField = index >= CHAIN_OFFSET && index < CHAIN_OFFSET + Long.BYTES;
                for (int bit = 0; bit < Byte.SIZE; bit++) {
                    frame.putByte(index, (byte) (frame.getByte(index) ^ (1 << bit)));
                    long changed = StreamChain.next(7, frame, 0, length);
                    assertThat(changed == chain)
                            .as("byte %d bit %d", index, bit)
                            .isEqualTo(ownField);
                    frame.putByte(index, (byte) (frame.getByte(index) ^ (1 << bit)));
                }
            }
        }
    }

    @Test
    void shouldDependOnThePreviousChainAndTheLength() {
        UnsafeBuffer frame = new UnsafeBuffer(new byte[256]);
        Set<Long> chains = new HashSet<>();
        for (int length = 88; length < 256; length++) {
            for (int previous = 0; previous < 64; previous++) {
                chains.add(StreamChain.next(1L << previous, frame, 0, length));
            }
            chains.add(StreamChain.next(StreamChain.EMPTY, frame, 0, length));
        }
        assertThat(chains).hasSize((256 - 88) * 65);
    }

    @Test
    void shouldNotDependOnWhereTheFrameLies() {
        UnsafeBuffer frame = frame(101, 3);
        UnsafeBuffer shifted = new UnsafeBuffer(new byte[200]);
        shifted.putBytes(13, frame, 0, 101);
        assertThat(StreamChain.next(5, shifted, 13, 101))
                .isEqualTo(StreamChain.next(5, frame, 0, 101));
    }

    @Test
    void shouldReadTheChainThatTheEncoderWrote() {
        UnsafeBuffer frame = new UnsafeBuffer(new byte[256]);
        new EventFrameEncoder()
                .wrapAndApplyHeader(frame, 9, new MessageHeaderEncoder())
                .chain(77);
        assertThat(StreamChain.of(frame, 9)).isEqualTo(77);
    }

    /** Recorded streams depend on it: a change here is a new format of the data directory. */
    @Test
    void shouldKeepItsDefinition() {
        UnsafeBuffer frame = new UnsafeBuffer(new byte[100]);
        for (int i = 0; i < 100; i++) {
            frame.putByte(i, (byte) i);
        }
        assertThat(StreamChain.next(StreamChain.EMPTY, frame, 0, 100)).isEqualTo(GOLDEN);
    }

    private static final long GOLDEN = 0x2561DB6018AB7AE8L;

    private static UnsafeBuffer frame(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return new UnsafeBuffer(bytes);
    }
}
