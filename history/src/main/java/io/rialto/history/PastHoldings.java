package io.rialto.history;

import java.util.Map;
import java.util.Set;

/**
 * What an account had at a moment, and what markets had last traded at.
 *
 * @param cash minor units by asset, none that is 0
 * @param positions hundredths of a contract by market, none that is 0 or was paid or undone by then
 * @param unexplained markets of contracts, not paid by then, in which the account's trades do not
 *     make up its position: contracts came or went by redeeming or exercising
 * @param prices 1e-9 of quote by market
 */
public record PastHoldings(
        long timeNanos,
        Map<Integer, Long> cash,
        Map<Long, Long> positions,
        Set<Long> unexplained,
        Map<Long, Long> prices) {
    public PastHoldings {
        cash = Map.copyOf(cash);
        positions = Map.copyOf(positions);
        unexplained = Set.copyOf(unexplained);
        prices = Map.copyOf(prices);
    }
}
