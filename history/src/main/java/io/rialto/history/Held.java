package io.rialto.history;

import java.util.Map;

/**
 * What an account has after an event: from there the past is told.
 *
 * @param cash minor units by asset
 * @param positions hundredths of a contract by market, of all markets of contracts that the reader
 *     may know of; 0 where there is none
 */
public record Held(
        long account, long sequence, Map<Integer, Long> cash, Map<Long, Long> positions) {
    public Held {
        cash = Map.copyOf(cash);
        positions = Map.copyOf(positions);
    }
}
