package io.rialto.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.marketdata.ProfitAndLoss.Method;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

class ProfitAndLossTest {
    private static BigInteger whole(long value) {
        return BigInteger.valueOf(value);
    }

    @Test
    void shouldTellTheMethodsApart() {
        ProfitAndLoss average = new ProfitAndLoss(Method.AVERAGE);
        ProfitAndLoss fifo = new ProfitAndLoss(Method.FIFO);
        for (ProfitAndLoss each : new ProfitAndLoss[] {average, fifo}) {
            each.add(true, 10, 1_000, 1);
            each.add(true, 10, 1_400, 1);
            each.add(false, 5, 700, 2);
        }
        // Sold 5 at 140: of an average of 120, and of the first ten at 100.
        assertThat(average.realised()).isEqualTo(whole(100));
        assertThat(fifo.realised()).isEqualTo(whole(200));
        assertThat(average.cost()).isEqualTo(whole(1_800));
        assertThat(fifo.cost()).isEqualTo(whole(1_900));
        assertThat(average.position()).isEqualTo(whole(15));
        assertThat(average.fees()).isEqualTo(whole(4));
        // 15 at 110.
        assertThat(average.unrealised(whole(1_650))).isEqualTo(whole(-150));
        assertThat(fifo.unrealised(whole(1_650))).isEqualTo(whole(-250));
    }

    @Test
    void shouldTurnFromLongToShort() {
        ProfitAndLoss fifo = new ProfitAndLoss(Method.FIFO);
        fifo.add(true, 10, 1_000, 0);
        fifo.add(false, 30, 3_300, 0);

        assertThat(fifo.realised()).isEqualTo(whole(100));
        assertThat(fifo.position()).isEqualTo(whole(-20));
        assertThat(fifo.cost()).isEqualTo(whole(2_200));
        assertThat(fifo.unrealised(whole(2_000))).isEqualTo(whole(200));
        fifo.add(true, 20, 2_400, 0);
        assertThat(fifo.realised()).isEqualTo(whole(-100));
        assertThat(fifo.position()).isEqualTo(whole(0));
        assertThat(fifo.cost()).isEqualTo(whole(0));
    }

    /** One unit at a time, at the exact price of its trade. */
    private static final class Naive {
        private final Method method;
        private final Deque<BigDecimal> units = new ArrayDeque<>();
        private boolean isLong;
        private BigDecimal realised = BigDecimal.ZERO;

        Naive(Method method) {
            this.method = method;
        }

        void add(boolean isBuy, long quantity, long notional) {
            BigDecimal price = new BigDecimal(notional)
                    .divide(new BigDecimal(quantity), MathContext.DECIMAL128);
            for (long i = 0; i < quantity; i++) {
                if (units.isEmpty() || isLong == isBuy) {
                    isLong = isBuy;
                    units.addLast(price);
                    if (method == Method.AVERAGE) {
                        spread();
                    }
                } else {
                    BigDecimal cost = units.removeFirst();
                    realised = realised.add(isLong ? price.subtract(cost) : cost.subtract(price));
                }
            }
        }

        private void spread() {
            BigDecimal each = units.stream()
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .divide(new BigDecimal(units.size()), MathContext.DECIMAL128);
            int count = units.size();
            units.clear();
            for (int i = 0; i < count; i++) {
                units.addLast(each);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void shouldAgreeWithUnitsTradedOneByOne(Method method) {
        Random random = new Random(7);
        for (int round = 0; round < 40; round++) {
            ProfitAndLoss fast = new ProfitAndLoss(method);
            Naive naive = new Naive(method);
            BigInteger cash = BigInteger.ZERO;
            for (int trade = 1; trade <= 30; trade++) {
                boolean isBuy = random.nextBoolean();
                long quantity = 1L + random.nextInt(9);
                long notional = random.nextInt(10_000) - 1_000L;
                fast.add(isBuy, quantity, notional, 0);
                naive.add(isBuy, quantity, notional);
                cash = cash.add(whole(isBuy ? -notional : notional));

                // Each trade rounds a part of a cost and of its own value, a lot at a time.
                assertThat(new BigDecimal(fast.realised())
                                .subtract(naive.realised)
                                .abs())
                        .isLessThan(new BigDecimal(10 * trade));
                assertThat(fast.position().abs()).isEqualTo(whole(naive.units.size()));
                // Whatever is rounded, nothing is made or lost by it.
                int sign = fast.position().signum();
                BigInteger value = sign == 0 ? whole(0) : whole(random.nextInt(100_000));
                assertThat(fast.realised().add(fast.unrealised(value)))
                        .isEqualTo(cash.add(sign < 0 ? value.negate() : value));
            }
        }
    }
}
