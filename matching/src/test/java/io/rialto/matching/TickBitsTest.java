package io.rialto.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.SplittableRandom;
import java.util.TreeSet;

class TickBitsTest {

    @ParameterizedTest
    @ValueSource(ints = {64, 128, 4_096, 8_192, 65_536})
    void shouldAgreeWithATreeSetAfterEveryChange(int size) {
        TickBits bits = new TickBits(size);
        TreeSet<Integer> expected = new TreeSet<>();
        SplittableRandom random = new SplittableRandom(size);
        for (int step = 0; step < 20_000; step++) {
            int index = random.nextInt(size);
            if (expected.size() < 30 && random.nextBoolean()) {
                assertThat(bits.add(index)).isEqualTo(expected.add(index));
            } else if (!expected.isEmpty()) {
                Integer above = expected.ceiling(index);
                int removed = above == null ? expected.first() : above;
                expected.remove(removed);
                bits.remove(removed);
            }
            assertThat(bits.contains(index)).isEqualTo(expected.contains(index));
            int from = random.nextInt(size);
            Integer next = expected.ceiling(from);
            assertThat(bits.nextFrom(from)).isEqualTo(next == null ? TickBits.NONE : next);
            Integer last = expected.lower(from);
            assertThat(bits.lastBefore(from)).isEqualTo(last == null ? TickBits.NONE : last);
        }
    }
}
