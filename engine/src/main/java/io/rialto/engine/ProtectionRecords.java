package io.rialto.engine;

/** The records of a state about what protects the venue. Part of a {@link StateSink}. */
public interface ProtectionRecords extends ManagedRecords, FeeRecords, BracketRecords {
    /** By market, then figure; those that are not 0, and not among the market's terms. */
    void marketFigure(long market, MarketFigure figure, long value);

    /** The venue's, then by market, then by account; those that are pulled. */
    void killSwitch(long account, long market, KillSwitch position);

    /** By account; those that are set. */
    void deadMan(long account, long at);

    /**
     * By market, then account: until when an account's orders have used up its rate. Those in the
     * future.
     */
    void orderRate(long market, long account, long usedUntil);

    /** By market, then order: two that cancel each other, the one with the lower id first. */
    void link(long market, long order, long other);

    /**
     * By market, then bids before asks in order of priority: what an open order traded in auctions
     * where it is due a rebate. Those that are not 0.
     */
    void unchargedNotional(long market, long order, long notional);
}
