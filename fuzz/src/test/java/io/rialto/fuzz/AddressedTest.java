package io.rialto.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class AddressedTest {
    private static final List<Integer> TARGETS = List.of(0, 1, 2, 3);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void shouldComeToItsTargetAsItWas(int target) {
        byte[] input = {-1, 0, 7};
        byte[] addressed = Addressed.to(target, input);
        assertThat(Addressed.first(addressed, TARGETS, _ -> true)).contains(target);
        assertThat(Addressed.input(addressed)).isEqualTo(input);
    }

    @ParameterizedTest
    @ValueSource(bytes = {Byte.MIN_VALUE, -1, 0, Byte.MAX_VALUE})
    void shouldHaveATargetWhateverTheFirstByteIs(byte first) {
        assertThat(Addressed.first(new byte[] {first}, TARGETS, _ -> true)).isPresent();
    }

    @Test
    void shouldComeToTheNextThatHasTime() {
        byte[] addressed = Addressed.to(3, new byte[0]);
        assertThat(Addressed.first(addressed, TARGETS, target -> target < 3)).contains(0);
        assertThat(Addressed.first(addressed, TARGETS, target -> target == 2)).contains(2);
        assertThat(Addressed.first(addressed, TARGETS, _ -> false)).isEmpty();
    }
}
