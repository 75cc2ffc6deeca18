package io.rialto.engine;

import io.rialto.ledger.Ledger;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a correction takes from balances and gives to them, gathered before anything is changed: one
 * sum for each balance, in order of account and asset.
 */
final class Reversal {
    /** Of one balance. */
    private static final class Change {
        final int slot;
        final long account;
        long cash;

        /** By how much more of it can be used when what backed it or was owed has changed. */
        long backing;

        Change(int slot, long account) {
            this.slot = slot;
            this.account = account;
        }
    }

    private final Accounts accounts;
    private final Ledger ledger;
    private final Postings postings;
    private final Map<Long, Change> changes = new TreeMap<>();

    Reversal(Accounts accounts, Ledger ledger, Postings postings) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.postings = postings;
    }

    void clear() {
        changes.clear();
    }

    /**
     * Adds to what a balance gets.
     *
     * @param cash negative for what is taken
     * @param backing by how much the worst case of its positions becomes better
     */
    void add(long account, int slot, long cash, long backing) {
        long place = ((long) ledger.accountIndex(slot) << 32) | ledger.asset(slot);
        Change change = changes.computeIfAbsent(place, _ -> new Change(slot, account));
        change.cash += cash;
        change.backing += backing;
    }

    /**
     * Whether no user would have less than nothing; otherwise the outcome is denied with
     * CORRECTION_SHORT, and its id is whose money is no longer there.
     */
    boolean isCovered(Outcome outcome) {
        for (Change change : changes.values()) {
            long available = ledger.available(change.slot) + change.backing;
            boolean mayOwe = !accounts.isUser(ledger.accountIndex(change.slot));
            if (!mayOwe && available + change.cash < 0) {
                outcome.deny(Code.CORRECTION_SHORT, -change.cash, available);
                outcome.id = change.account;
                return false;
            }
        }
        return true;
    }

    /** How many balances change. */
    int count() {
        int count = 0;
        for (Change change : changes.values()) {
            count += change.cash == 0 ? 0 : 1;
        }
        return count;
    }

    /** Posts the changes. */
    void post(Market market, long reference) {
        for (Change change : changes.values()) {
            if (change.cash != 0) {
                postings.post(
                        change.account,
                        change.slot,
                        PostingCause.CORRECTION,
                        change.cash,
                        0,
                        market,
                        reference);
            }
        }
    }
}
