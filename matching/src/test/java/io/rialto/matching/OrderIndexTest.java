package io.rialto.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.money.InvariantBrokenException;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

class OrderIndexTest {

    private final OrderIndex index = new OrderIndex();

    @Test
    void shouldFindEveryRestingOrderAndNoOther() {
        SplittableRandom random = new SplittableRandom(1);
        Map<Long, Integer> expected = new HashMap<>();
        List<Long> ids = new ArrayList<>();
        long lastId = 0;
        for (int step = 0; step < 200_000; step++) {
            if (ids.size() < 300 || random.nextBoolean()) {
                lastId += random.nextInt(100) == 0 ? random.nextInt(1, 20_000) : 1;
                index.put(lastId, step);
                expected.put(lastId, step);
                ids.add(lastId);
            }
            if (ids.size() > 300) {
                int at = random.nextInt(ids.size());
                long id = ids.set(at, ids.getLast());
                ids.removeLast();
                index.remove(id);
                expected.remove(id);
            }
            long asked = random.nextLong(lastId + 100_000);
            assertThat(index.handleOf(asked)).isEqualTo(expected.getOrDefault(asked, Slab.NONE));
        }
        expected.forEach((id, handle) -> assertThat(index.handleOf(id)).isEqualTo(handle));
    }

    @Test
    void shouldGiveBackPagesInWhichNothingRests() {
        for (long id = 1; id <= 1_000_000; id++) {
            index.put(id, 5);
            if (id > 100) {
                index.remove(id - 100);
            }
            assertThat(index.pagesInUse()).isLessThanOrEqualTo(4);
        }
        for (long id = 999_901; id <= 1_000_000; id++) {
            index.remove(id);
        }
        assertThat(index.pagesInUse()).isZero();
    }

    @Test
    void shouldTakeIdsInAnyOrderAsARestoreDoes() {
        long[] ids = {90_000_000, 1, 45_000_000, 90_000_001, 44_000_000, 2};
        for (int i = 0; i < ids.length; i++) {
            index.put(ids[i], i);
        }
        for (int i = 0; i < ids.length; i++) {
            assertThat(index.handleOf(ids[i])).isEqualTo(i);
        }
        assertThat(index.handleOf(3)).isEqualTo(Slab.NONE);
        assertThat(index.handleOf(0)).isEqualTo(Slab.NONE);
        assertThat(index.handleOf(Long.MAX_VALUE)).isEqualTo(Slab.NONE);
    }

    @Test
    void shouldRefuseGapsThatNoMarketHas() {
        index.put(1, 1);
        assertThatThrownBy(() -> index.put(1L << 50, 2))
                .isInstanceOf(InvariantBrokenException.class)
                .hasMessage("order ids of a market ascend without large gaps");
    }
}
