package io.rialto.gateway;

import io.rialto.marketdata.Interval;

/** What of a market can be listened to beside its book's changes and its trades. */
sealed interface Topic {
    /** The market; 0 for all. */
    long market();

    /** Candles of an interval. */
    record Candles(long market, Interval interval) implements Topic {}

    /** The last 24 hours; where the market is 0, of all of the universe. */
    record Day(long market, int universe) implements Topic {}

    /** The best levels, whole: the levels of each side and the step of their prices. */
    record Depth(long market, int levels, long step) implements Topic {}

    /** What it is valued at, and what its auction would do. */
    record Value(long market) implements Topic {}

    /** The book by order. */
    record Orders(long market) implements Topic {}
}
