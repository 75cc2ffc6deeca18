package io.rialto.engine;

/** What becomes of brackets. Part of an {@link EventSink}; units as there. */
public interface BracketEvents {

    /** An order that was just accepted has exits, to be placed when it has bought something. */
    void bracketPlaced(long market, long entry, long account, Exits exits);

    /**
     * Two orders that were just accepted and wait are the exits of an entry: when one has entered the
     * market or ended the other ends, and what is left of the entry. The stop holds for both.
     */
    void exitsPlaced(long market, long entry, long account, long takeProfit, long stop);
}
