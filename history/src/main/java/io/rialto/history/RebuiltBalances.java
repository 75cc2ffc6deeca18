package io.rialto.history;

import io.rialto.view.Balance;

import java.util.List;

/**
 * An account's balances as they follow from its postings alone.
 *
 * @param sequence the event after which they are so
 * @param fromSequence the event of the balance snapshot that the postings were added to; 0 for none
 * @param balances by asset
 * @param postingsReplayed how many were added up
 * @param elapsedNanos how long that took
 */
public record RebuiltBalances(
        long account,
        long sequence,
        long fromSequence,
        List<Balance> balances,
        long postingsReplayed,
        long elapsedNanos) {
    public RebuiltBalances {
        balances = List.copyOf(balances);
    }
}
