package io.rialto.money;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CheckTest {

    @Test
    void shouldThrowTheClaimWhenItDoesNotHold() {
        assertThatThrownBy(() -> Check.that(false, "balances sum to zero"))
                .isInstanceOf(InvariantBrokenException.class)
                .hasMessage("balances sum to zero");
    }

    @Test
    void shouldDoNothingWhenTheClaimHolds() {
        assertThatCode(() -> Check.that(true, "balances sum to zero")).doesNotThrowAnyException();
    }
}
