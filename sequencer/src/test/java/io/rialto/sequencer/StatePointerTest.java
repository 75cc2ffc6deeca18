package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class StatePointerTest {
    private static final StatePointer POINTER = new StatePointer(1, 2, 3, 4, 5, 6, 7);

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);

    @Test
    void shouldReadWhatItWrote() {
        POINTER.encode(buffer, 8);
        assertThat(StatePointer.decode(buffer, 8, StatePointer.ENCODED_LENGTH)).isEqualTo(POINTER);
    }

    @Test
    void shouldReadTheFormatBeforeItThatHeldTheHash() {
        POINTER.withStateHash(99).encode(buffer, 8);
        assertThat(StatePointer.decode(buffer, 8, SnapshotPoint.ENCODED_LENGTH)).isEqualTo(POINTER);
    }

    @Test
    void shouldRefuseAnotherFormat() {
        POINTER.encode(buffer, 0);
        buffer.putInt(4, 3);
        assertThatThrownBy(() -> StatePointer.decode(buffer, 0, StatePointer.ENCODED_LENGTH))
                .hasMessageContaining("Not a snapshot of this format");
        assertThatThrownBy(() -> StatePointer.decode(buffer, 0, 20))
                .hasMessageContaining("Not a snapshot of this format");
    }
}
