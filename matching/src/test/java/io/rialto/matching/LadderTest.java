package io.rialto.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.money.Side;

import org.junit.jupiter.api.Test;

/** Where a ladder's window lies; that nothing is lost on the way is the twin test's. */
class LadderTest {

    private final Slab slab = new Slab(128, 16);
    private final Ladder ladder = new Ladder(slab, Side.SELL);
    private long lastOrderId;

    @Test
    void shouldBeginWhereTheFirstOrderIs() {
        add(7_000_000_000L);
        assertThat(ladder.levelsOutside()).isZero();
        assertThat(ladder.windowTicks()).isEqualTo(Ladder.TICKS_MIN);
    }

    @Test
    void shouldGrowToCoverADenseRange() {
        for (int i = 0; i < 8_000; i++) {
            add(50_000 + i * 7_919L % 8_000);
        }
        assertThat(ladder.windowTicks()).isBetween(8_000, 32_768);
        assertThat(ladder.levelsOutside()).isLessThan(80);
    }

    @Test
    void shouldFollowAMarketThatWandersOff() {
        int[] handles = new int[100];
        for (int i = 0; i < 50_000; i++) {
            int place = i % handles.length;
            if (i >= handles.length) {
                remove(handles[place]);
            }
            handles[place] = add(1_000 + i);
        }
        assertThat(ladder.windowTicks()).isLessThanOrEqualTo(1_024);
        assertThat(ladder.levelsOutside()).isLessThan(handles.length / 2);
    }

    @Test
    void shouldNotGrowForAFewDistantOrders() {
        for (int i = 0; i < 200; i++) {
            add(1_000 + i);
        }
        for (long distance = 1; distance < 1L << 40; distance <<= 1) {
            add(1_000_000 + distance);
        }
        assertThat(ladder.windowTicks()).isLessThanOrEqualTo(1_024);
        assertThat(ladder.levels()).isEqualTo(240);
    }

    private int add(long priceTicks) {
        long rank = ladder.rank(priceTicks);
        int handle = slab.take(rank, 1, ++lastOrderId, 0, 0);
        ladder.append(rank, handle);
        return handle;
    }

    private void remove(int handle) {
        ladder.unlink(slab.key(handle), handle);
        slab.free(handle);
    }
}
