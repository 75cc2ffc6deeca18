package io.rialto.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.money.InvariantBrokenException;

import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final int EURO = 1;

    private final Ledger ledger = new Ledger();
    private final int issuance = ledger.openAccount(true);
    private final int alice = ledger.openAccount(false);

    @Test
    void shouldNumberAccountsFromZero() {
        assertThat(issuance).isZero();
        assertThat(alice).isEqualTo(1);
        assertThat(ledger.accountCount()).isEqualTo(2);
    }

    @Test
    void shouldKeepOneSlotPerAccountAndAsset() {
        assertThat(ledger.slotOrNone(alice, EURO)).isEqualTo(Ledger.NONE);
        int slot = ledger.slot(alice, EURO);

        assertThat(ledger.slot(alice, EURO)).isEqualTo(slot);
        assertThat(ledger.slotOrNone(alice, EURO)).isEqualTo(slot);
        assertThat(ledger.accountIndex(slot)).isEqualTo(alice);
        assertThat(ledger.asset(slot)).isEqualTo(EURO);
        assertThat(ledger.isPosted(slot)).isFalse();
    }

    @Test
    void shouldTellCashHeldAndAvailable() {
        int slot = ledger.slot(alice, EURO);

        ledger.post(slot, 100, 30);

        assertThat(ledger.cash(slot)).isEqualTo(100);
        assertThat(ledger.held(slot)).isEqualTo(30);
        assertThat(ledger.available(slot)).isEqualTo(70);
        assertThat(ledger.isPosted(slot)).isTrue();
    }

    @Test
    void shouldBeBalancedOnceEveryPostingHasItsCounterpart() {
        ledger.post(ledger.slot(alice, EURO), 100, 0);
        assertThat(ledger.isBalanced()).isFalse();
        assertThat(ledger.imbalance(EURO)).isEqualTo(100);

        ledger.post(ledger.slot(issuance, EURO), -100, 0);
        assertThat(ledger.isBalanced()).isTrue();
        assertThat(ledger.imbalance(EURO)).isZero();
    }

    @Test
    void shouldListAnAccountsSlotsByAsset() {
        int third = ledger.slot(alice, 30);
        int first = ledger.slot(alice, 10);
        int second = ledger.slot(alice, 20);

        assertThat(ledger.firstSlot(alice)).isEqualTo(first);
        assertThat(ledger.nextSlot(first)).isEqualTo(second);
        assertThat(ledger.nextSlot(second)).isEqualTo(third);
        assertThat(ledger.nextSlot(third)).isEqualTo(Ledger.NONE);
        assertThat(ledger.firstSlot(issuance)).isEqualTo(Ledger.NONE);
    }

    @Test
    void shouldStopWhenCashWouldFallBelowZero() {
        int slot = ledger.slot(alice, EURO);
        assertThatThrownBy(() -> ledger.post(slot, -1, 0))
                .isInstanceOf(InvariantBrokenException.class);
        assertThat(ledger.cash(slot)).isZero();
    }

    @Test
    void shouldStopWhenMoreWouldBeHeldThanThereIs() {
        int slot = ledger.slot(alice, EURO);
        ledger.post(slot, 10, 10);
        assertThatThrownBy(() -> ledger.post(slot, 0, 1))
                .isInstanceOf(InvariantBrokenException.class);
        assertThatThrownBy(() -> ledger.post(slot, -1, 0))
                .isInstanceOf(InvariantBrokenException.class);
    }

    @Test
    void shouldStopWhenHeldWouldFallBelowZero() {
        int slot = ledger.slot(issuance, EURO);
        assertThatThrownBy(() -> ledger.post(slot, 0, -1))
                .isInstanceOf(InvariantBrokenException.class);
    }

    @Test
    void shouldStopWhenABalanceWouldNotFit() {
        int slot = ledger.slot(issuance, EURO);
        ledger.post(slot, Long.MAX_VALUE, 0);
        assertThatThrownBy(() -> ledger.post(slot, 1, 0))
                .isInstanceOf(InvariantBrokenException.class);
    }

    @Test
    void shouldLetAnAccountThatMayGoNegativeDoSo() {
        int slot = ledger.slot(issuance, EURO);
        ledger.post(slot, -5, 0);
        assertThat(ledger.cash(slot)).isEqualTo(-5);
    }

    @Test
    void shouldRefuseASlotForAnAccountThatIsNotOpen() {
        assertThatThrownBy(() -> ledger.slot(2, EURO)).isInstanceOf(InvariantBrokenException.class);
        assertThatThrownBy(() -> ledger.slot(-1, EURO))
                .isInstanceOf(InvariantBrokenException.class);
        assertThatThrownBy(() -> ledger.slot(alice, 0))
                .isInstanceOf(InvariantBrokenException.class);
    }

    @Test
    void shouldSumRestoredBalancesToZeroInEachUniverse() {
        Ledger restored = new Ledger();
        int here = restored.slot(restored.openAccount(true, 0), 1);
        int there = restored.slot(restored.openAccount(true, 7), 1);
        int thereToo = restored.slot(restored.openAccount(true, 7), 1);
        restored.restore(here, -5, 0);
        restored.restore(there, 5, 0);
        assertThat(restored.isBalanced()).isFalse();
        restored.restore(here, 0, 0);
        restored.restore(thereToo, -5, 0);
        assertThat(restored.isBalanced()).isTrue();
    }
}
