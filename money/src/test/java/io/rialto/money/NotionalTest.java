package io.rialto.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.SplittableRandom;

class NotionalTest {
    @ParameterizedTest
    @CsvSource({
        // A share at cents: tick 0.01, lot 1 share of scale 0, quote in cents.
        "10000000,1,0,2,1",
        // The same in ten-thousandths of the quote.
        "10000000,1,0,4,100",
        // A coin of 8 decimals, lot 0.0001, tick 0.01, quote in cents: a millionth of a cent.
        "10000000,10000,8,2,0",
        // The same with the quote at 8 decimals: 0.000001 of it.
        "10000000,10000,8,8,100",
        "1,1,9,9,0",
        "1000000000,1,9,9,1",
        "1,1000000000,9,9,1",
        "31623,31623000000,9,9,0",
        "5,200000000,9,9,1",
        "9223372036854775807,9223372036854775807,9,0,0",
        "3000000000,3,0,0,9",
    })
    void shouldGiveTheCostOfOneLotAtOneTick(
            long tick, long lot, int baseScale, int quoteScale, long expected) {
        assertThat(Notional.perTickLot(tick, lot, baseScale, quoteScale)).isEqualTo(expected);
    }

    /** Whole or refused, over prices and quantities of few digits and many zeroes. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {41, 42})
    void shouldGiveWhatMultipliesBackExactly(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int whole = 0;
        for (int i = 0; i < 20_000; i++) {
            long tick = random.nextLong(1, 100) * power(random.nextInt(7));
            long lot = random.nextLong(1, 100) * power(random.nextInt(7));
            int baseScale = random.nextInt(4);
            long product = tick * lot;
            long parts = power(9 + baseScale);
            long cost = Notional.perTickLot(tick, lot, baseScale, 0);
            whole += cost != 0 ? 1 : 0;
            assertThat(cost * parts).isEqualTo(product % parts == 0 ? product : 0);
        }
        assertThat(whole).isGreaterThan(1_000);
    }

    @Test
    void shouldMultiplyExactlyOrStop() {
        assertThat(Notional.of(3, 5, 7)).isEqualTo(105);
        assertThat(Notional.of(1L << 31, 1L << 30, 1)).isEqualTo(1L << 61);
        assertThatThrownBy(() -> Notional.of(1L << 32, 1L << 31, 1))
                .isInstanceOf(InvariantBrokenException.class);
        assertThatThrownBy(() -> Notional.of(1, 1L << 40, 1L << 40))
                .isInstanceOf(InvariantBrokenException.class);
    }

    private static long power(int exponent) {
        return exponent == 0 ? 1 : 10 * power(exponent - 1);
    }
}
