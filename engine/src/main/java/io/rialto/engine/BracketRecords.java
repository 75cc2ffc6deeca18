package io.rialto.engine;

import io.rialto.matching.SelfTradePrevention;

/** The records of a state about brackets. Part of a {@link StateSink}. */
public interface BracketRecords {

    /** By market, then entry; those whose entry may still buy, or has bought what has no exits yet. */
    void bracket(BracketRecord bracket);

    /**
     * A bracket. The exits, where there are any, are among the orders that wait and the links.
     *
     * @param entry the order that buys
     * @param account whose
     * @param takeProfit number of the exit; 0 where there is none yet
     * @param stop alike
     * @param armed the exits' quantity, base minor units
     * @param left what the entry had bought when it left, base minor units; -1 where it stands
     * @param selfTradePrevention of the exits
     */
    record BracketRecord(
            long market,
            long entry,
            long account,
            Exits exits,
            long takeProfit,
            long stop,
            long armed,
            long left,
            SelfTradePrevention selfTradePrevention) {}
}
