package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.money.Fees;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.SplittableRandom;

class HoldsTest {
    /** VENUE-RULES 3: the hold covers the fees however an order fills, and in whichever roles. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {31, 32})
    void shouldLetNoFillCostMoreThanTheHoldFallsBy(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            int taker = random.nextInt(Fees.RATE_MAX + 1);
            int maker = random.nextInt(-taker, Fees.RATE_MAX + 1);
            long left = random.nextLong(1, 100_000_000);
            long made = 0;
            long took = 0;
            long charged = 0;
            long held = Holds.forBuy(left, 0, 0, 0, maker, taker);
            while (left > 0) {
                long fill = random.nextLong(1, left + 1);
                left -= fill;
                if (random.nextBoolean()) {
                    made += fill;
                } else {
                    took += fill;
                }
                long chargedNow = Fees.charge(made, maker) + Fees.charge(took, taker);
                long heldNow = Holds.forBuy(left, made, took, chargedNow, maker, taker);
                assertThat(fill + chargedNow - charged).isLessThanOrEqualTo(held - heldNow);
                charged = chargedNow;
                held = heldNow;
            }
            assertThat(held).isZero();
        }
    }
}
