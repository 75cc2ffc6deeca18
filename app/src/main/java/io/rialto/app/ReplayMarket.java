package io.rialto.app;

import java.util.List;

/**
 * The market that a replay trades in.
 *
 * @param sharesFactor base minor units of one share
 * @param accounts ids of those that rest orders, and last of the one that takes
 */
record ReplayMarket(long id, String symbol, long sharesFactor, List<Long> accounts) {
    /** Which of the accounts rests the order with that recorded id. */
    int restingAccount(long recordedOrder) {
        return (int) (recordedOrder % takingAccount());
    }

    int takingAccount() {
        return accounts.size() - 1;
    }
}
