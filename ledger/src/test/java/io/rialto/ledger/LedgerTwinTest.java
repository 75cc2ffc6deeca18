package io.rialto.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** The ledger against a map, over random streams of postings. */
class LedgerTwinTest {
    private record Owner(int account, int asset) implements Comparable<Owner> {
        @Override
        public int compareTo(Owner other) {
            int byAccount = Integer.compare(account, other.account);
            return byAccount != 0 ? byAccount : Integer.compare(asset, other.asset);
        }
    }

    private record Balance(long cash, long held) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldAgreeWithAMap(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Ledger ledger = new Ledger();
        Map<Owner, Balance> twin = new TreeMap<>();
        for (int i = 0; i < 500; i++) {
            ledger.openAccount(i == 0);
        }
        for (int step = 0; step < 20_000; step++) {
            Owner owner = new Owner(random.nextInt(500), 1 + random.nextInt(200));
            Balance before = twin.getOrDefault(owner, new Balance(0, 0));
            long cash = owner.account == 0
                    ? random.nextLong(-1_000, 1_000)
                    : random.nextLong(before.held - before.cash, 1_000);
            long held = random.nextLong(
                    -before.held, Math.max(1, before.cash + cash - 2 * before.held + 1));
            if (before.held + held > before.cash + cash && owner.account != 0) {
                held = -before.held;
            }
            ledger.post(ledger.slot(owner.account, owner.asset), cash, held);
            twin.put(owner, new Balance(before.cash + cash, before.held + held));
        }
        assertSame(ledger, twin);
    }

    private static void assertSame(Ledger ledger, Map<Owner, Balance> twin) {
        Map<Owner, Balance> walked = new TreeMap<>();
        long[] sums = new long[201];
        for (int account = 0; account < ledger.accountCount(); account++) {
            int last = 0;
            int slot = ledger.firstSlot(account);
            while (slot != Ledger.NONE) {
                assertThat(ledger.asset(slot)).isGreaterThan(last);
                last = ledger.asset(slot);
                assertThat(ledger.accountIndex(slot)).isEqualTo(account);
                assertThat(ledger.slotOrNone(account, last)).isEqualTo(slot);
                walked.put(
                        new Owner(account, last),
                        new Balance(ledger.cash(slot), ledger.held(slot)));
                sums[last] += ledger.cash(slot);
                slot = ledger.nextSlot(slot);
            }
        }
        assertThat(walked).isEqualTo(twin);
        boolean balanced = true;
        for (int asset = 1; asset < sums.length; asset++) {
            assertThat(ledger.imbalance(asset)).isEqualTo(sums[asset]);
            balanced &= sums[asset] == 0;
        }
        assertThat(ledger.isBalanced()).isEqualTo(balanced);
    }
}
