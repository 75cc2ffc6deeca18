package io.rialto.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class KeyIndexTest {
    private static final int ENTRIES = 7;

    private record Key(int scope, long high, long low, int handle) {
        int tag() {
            return KeyIndex.tag(scope, high, low);
        }
    }

    /** Few distinct values, so that buckets overflow, tags collide and splits move little. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {61, 62, 63})
    void shouldFindExactlyWhatIsInIt(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Records records = new Records(8);
        KeyIndex index = new KeyIndex(records);
        List<Key> present = new ArrayList<>();
        int most = 0;
        for (int step = 0; step < 60_000; step++) {
            boolean growing = (step / 20_000) % 2 == 0;
            int scope = random.nextInt(4);
            long high = random.nextLong(100) << 20;
            long low = random.nextLong(100) << 40;
            int found = index.find(scope, high, low);
            if (found == KeyIndex.NONE && random.nextInt(4) < (growing ? 3 : 1)) {
                int handle = records.allocate();
                records.set(handle, 0, scope);
                records.set(handle, 1, high);
                records.set(handle, 2, low);
                index.insert(KeyIndex.tag(scope, high, low), handle);
                present.add(new Key(scope, high, low, handle));
            } else if (!present.isEmpty() && random.nextInt(4) < (growing ? 1 : 3)) {
                Key removed = present.remove(random.nextInt(present.size()));
                index.remove(removed.tag(), removed.handle);
                records.free(removed.handle);
                assertThat(index.find(removed.scope, removed.high, removed.low))
                        .isEqualTo(KeyIndex.NONE);
            }
            most = Math.max(most, present.size());
            if (step % 5_000 == 0) {
                assertAllFound(index, present);
            }
        }
        assertAllFound(index, present);
        assertThat(most).isGreaterThan(5_000);
    }

    /** Three buckets' worth of keys in one: it overflows into a second, and that into a third. */
    @Test
    void shouldFindWhatStandsInAChainOfTwoOverflows() {
        Records records = new Records(8);
        KeyIndex index = new KeyIndex(records);
        List<Key> present = new ArrayList<>();
        for (long low = 1; present.size() < 3 * ENTRIES; low++) {
            // The buckets of so few keys differ in fewer bits than these.
            if ((KeyIndex.tag(1, 0, low) & 0xFF) == 5) {
                present.add(new Key(1, 0, low, records.allocate()));
                Key key = present.getLast();
                records.set(key.handle, 0, key.scope);
                records.set(key.handle, 1, key.high);
                records.set(key.handle, 2, key.low);
                index.insert(key.tag(), key.handle);
            }
        }
        assertAllFound(index, present);

        // The bucket in the middle of the chain empties first, then the last, then the first.
        for (int from : new int[] {ENTRIES, ENTRIES, 0}) {
            for (int i = 0; i < ENTRIES; i++) {
                Key removed = present.remove(from);
                index.remove(removed.tag(), removed.handle);
                assertThat(index.find(removed.scope, removed.high, removed.low))
                        .isEqualTo(KeyIndex.NONE);
                assertAllFound(index, present);
            }
        }
        assertThat(present).isEmpty();
    }

    private static void assertAllFound(KeyIndex index, List<Key> present) {
        for (Key key : present) {
            assertThat(index.find(key.scope, key.high, key.low)).isEqualTo(key.handle);
        }
    }
}
