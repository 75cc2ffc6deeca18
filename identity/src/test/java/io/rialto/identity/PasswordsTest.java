package io.rialto.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {
    private static final String PASSWORD = "correct horse battery";

    private final Passwords standard = new Passwords(PasswordCost.STANDARD);

    @Test
    void shouldWriteAtWhatCostAHashIsAndNeverTheSameTwice() {
        String hash = standard.hash(PASSWORD);

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(standard.hash(PASSWORD)).isNotEqualTo(hash);
        assertThat(Passwords.matches(PASSWORD, hash)).isTrue();
        assertThat(Passwords.matches(PASSWORD + "y", hash)).isFalse();
    }

    /** So that a cost can be changed. */
    @Test
    void shouldCompareAtTheCostThatAHashWasMadeAt() {
        String before = new Passwords(new PasswordCost(64, 1)).hash(PASSWORD);

        assertThat(before).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(Passwords.matches(PASSWORD, before)).isTrue();
        assertThat(Passwords.matches(PASSWORD + "y", before)).isFalse();
    }

    @Test
    void shouldMatchNothingThatIsNoHash() {
        assertThat(Passwords.matches(PASSWORD, "")).isFalse();
        assertThat(Passwords.matches(PASSWORD, PASSWORD)).isFalse();
    }
}
