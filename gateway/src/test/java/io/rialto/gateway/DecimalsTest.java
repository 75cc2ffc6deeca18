package io.rialto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecimalsTest {
    @Test
    void shouldReadExactly() {
        assertThat(Decimals.parse("120.5", 2)).hasValue(12_050);
        assertThat(Decimals.parse("120.500", 2)).hasValue(12_050);
        assertThat(Decimals.parse("0.000000001", 9)).hasValue(1);
        assertThat(Decimals.parse("-3", 2)).hasValue(-300);
        assertThat(Decimals.parse("9223372036854775807", 0)).hasValue(Long.MAX_VALUE);
    }

    @Test
    void shouldRefuseWhatIsNoDecimalOfTheScale() {
        for (String text : new String[] {
            "",
            "-",
            ".",
            "1.",
            ".5",
            "1e3",
            "+1",
            " 1",
            "1 ",
            "1,5",
            "0x1",
            "1.001",
            "9223372036854775808",
            "1..2",
            "1.0.0",
            "--1",
            "١"
        }) {
            assertThat(Decimals.parse(text, 2)).as(text).isEmpty();
        }
    }

    @Test
    void shouldWriteAllDecimals() {
        assertThat(Decimals.format(12_050, 2)).isEqualTo("120.50");
        assertThat(Decimals.format(5, 2)).isEqualTo("0.05");
        assertThat(Decimals.format(-5, 2)).isEqualTo("-0.05");
        assertThat(Decimals.format(0, 8)).isEqualTo("0.00000000");
        assertThat(Decimals.format(7, 0)).isEqualTo("7");
        assertThat(Decimals.format(Long.MIN_VALUE, 9)).isEqualTo("-9223372036.854775808");
    }

    @Test
    void shouldWritePricesWithTheTicksDecimals() {
        assertThat(Decimals.formatPrice(100_500_000_000L, 10_000_000L)).isEqualTo("100.50");
        assertThat(Decimals.formatPrice(5_000_000_000L, 1_000_000_000L)).isEqualTo("5");
        assertThat(Decimals.formatPrice(1, 1)).isEqualTo("0.000000001");
        // A price between ticks is shown as it is.
        assertThat(Decimals.formatPrice(1_500_000_000L, 1_000_000_000L)).isEqualTo("1.5");
    }
}
