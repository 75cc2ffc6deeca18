package io.rialto.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashSet;
import java.util.SplittableRandom;
import java.util.TreeMap;

class SparseRanksTest {

    @ParameterizedTest
    @ValueSource(ints = {3, 7, 13, 40, 62})
    void shouldAgreeWithATreeMapAfterEveryChange(int bits) {
        SparseRanks ranks = new SparseRanks();
        TreeMap<Long, Integer> expected = new TreeMap<>();
        SplittableRandom random = new SplittableRandom(bits);
        for (int step = 0; step < 40_000; step++) {
            long rank = random.nextLong() >>> (64 - bits) >>> random.nextInt(bits);
            boolean grows = step / 4_000 % 2 == 0;
            if (!expected.containsKey(rank) && grows) {
                expected.put(rank, ranks.add(rank));
            } else if (expected.remove(rank) != null) {
                ranks.remove(rank);
            }
            assertThat(ranks.size()).isEqualTo(expected.size());
            assertThat(ranks.find(rank))
                    .isEqualTo(expected.getOrDefault(rank, SparseRanks.NO_SLOT));
            long from = random.nextLong() >>> (64 - bits);
            Long ceiling = expected.ceilingKey(from);
            assertThat(ranks.ceiling(from))
                    .as("seed %d, step %d", bits, step)
                    .isEqualTo(ceiling == null ? SparseRanks.NO_RANK : ceiling);
        }
        assertThat(new HashSet<>(expected.values())).hasSameSizeAs(expected.keySet());
        expected.forEach((rank, slot) -> assertThat(ranks.find(rank)).isEqualTo(slot));
    }
}
