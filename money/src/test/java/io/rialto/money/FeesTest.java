package io.rialto.money;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.util.SplittableRandom;

class FeesTest {
    private static final BigInteger PARTS = BigInteger.valueOf(Fees.PARTS);

    @ParameterizedTest
    @CsvSource({
        "0,1000,0",
        "1,1,1",
        "1000000,1,1",
        "1000001,1,2",
        "999999,-1,0",
        "1000000,-1,-1",
        "1999999,-1,-1",
        "10000,2500,25",
        "9223372036854775807,100000,922337203685477581",
        "9223372036854775807,-100000,-922337203685477580",
    })
    void shouldRoundFeesUpAndRebatesDownInSize(long notional, int rate, long fee) {
        assertThat(Fees.charge(notional, rate)).isEqualTo(fee);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22})
    void shouldEqualTheCeilingOfTheExactProduct(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            long notional = random.nextLong() >>> (1 + random.nextInt(62));
            int rate = random.nextInt(-Fees.RATE_MAX, Fees.RATE_MAX + 1);
            assertThat(BigInteger.valueOf(Fees.charge(notional, rate)))
                    .isEqualTo(ceiling(notional, rate));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,true",
        "100000,100000,true",
        "-100,100,true",
        "-101,100,false",
        "0,-1,false",
        "0,100001,false",
        "100001,0,false",
        "-2147483648,100000,false",
    })
    void shouldAllowNoRebateAboveTheTakerRate(int maker, int taker, boolean valid) {
        assertThat(Fees.areValid(maker, taker)).isEqualTo(valid);
    }

    private static BigInteger ceiling(long notional, int rate) {
        BigInteger product = BigInteger.valueOf(notional).multiply(BigInteger.valueOf(rate));
        BigInteger[] parts = product.divideAndRemainder(PARTS);
        return parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
    }
}
