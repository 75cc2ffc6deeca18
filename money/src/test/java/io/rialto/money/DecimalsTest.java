package io.rialto.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.SplittableRandom;

class DecimalsTest {
    @ParameterizedTest
    @CsvSource({
        "0,0,0",
        "12.34,2,1234",
        "12,2,1200",
        "12.3,2,1230",
        "12.3400,2,1234",
        "007,0,7",
        "-0.01,2,-1",
        "-0,2,0",
        "1.000,0,1",
        "9223372036854775807,0,9223372036854775807",
        "-9223372036854775808,0,-9223372036854775808",
        "9.223372036854775807,18,9223372036854775807",
    })
    void shouldReadWhatFits(String text, int scale, long value) {
        assertThat(Decimals.parse(text, scale)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", ".", "1.", ".5", "-.5", "+1", "1e3", " 1", "1 ", "1,5", "1.2.3", "--1",
                "0x1", "١", "1_0", "NaN", "1.001x", "1.000x", "1-"
            })
    void shouldRefuseWhatIsNoDecimal(String text) {
        assertRefused(text, 2, DecimalException.Kind.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"1.001,2", "0.1,0", "0.0000000001,9"})
    void shouldRefuseWhatIsFinerThanTheUnit(String text, int scale) {
        assertRefused(text, scale, DecimalException.Kind.TOO_FINE);
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775808,0",
        "-9223372036854775809,0",
        "92233720368547758.08,2",
        "10,18",
        "99999999999999999999999,0"
    })
    void shouldRefuseWhatDoesNotFit(String text, int scale) {
        assertRefused(text, scale, DecimalException.Kind.TOO_LARGE);
    }

    @Test
    void shouldRefuseTextTooLongToBeANumberThatFits() {
        assertRefused("0".repeat(65), 0, DecimalException.Kind.MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,0,0",
        "0,2,2,0.00",
        "0,2,0,0",
        "1230,2,2,12.30",
        "1230,2,0,12.3",
        "1200,2,0,12",
        "1200,2,1,12.0",
        "-5,2,0,-0.05",
        "-5,9,2,-0.000000005",
        "100,0,0,100",
        "-9223372036854775808,18,18,-9.223372036854775808",
    })
    void shouldWriteAsManyDecimalsAsAsked(long value, int scale, int least, String text) {
        assertThat(Decimals.format(value, scale, least)).isEqualTo(text);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12})
    void shouldReadBackWhatItWrote(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            int scale = random.nextInt(Decimals.SCALE_MAX + 1);
            int least = random.nextInt(scale + 1);
            String full = Decimals.format(value, scale);
            String shorter = Decimals.format(value, scale, least);
            assertThat(Decimals.parse(full, scale)).isEqualTo(value);
            assertThat(Decimals.parse(shorter, scale)).isEqualTo(value);
            assertThat(full).isEqualTo(BigDecimal.valueOf(value, scale).toPlainString());
            assertThat(shorter.length()).isLessThanOrEqualTo(full.length());
        }
    }

    private static void assertRefused(String text, int scale, DecimalException.Kind kind) {
        assertThatThrownBy(() -> Decimals.parse(text, scale))
                .isInstanceOfSatisfying(
                        DecimalException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
