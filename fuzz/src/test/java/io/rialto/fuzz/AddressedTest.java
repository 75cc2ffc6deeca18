package io.rialto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressedTest {
    private static final int TARGETS = 4;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void shouldComeToItsTargetAsItWas(int target) {
        byte[] input = {-1, 0, 7};
        byte[] addressed = Addressed.to(target, input);
        assertThat(Addressed.target(addressed, TARGETS)).isEqualTo(target);
        assertThat(Addressed.input(addressed)).isEqualTo(input);
    }

    @ParameterizedTest
    @ValueSource(bytes = {Byte.MIN_VALUE, -1, 0, Byte.MAX_VALUE})
    void shouldHaveATargetWhateverTheFirstByteIs(byte first) {
        assertThat(Addressed.target(new byte[] {first}, TARGETS)).isBetween(0, TARGETS - 1);
    }
}
