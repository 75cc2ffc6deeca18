package io.rialto.engine;

/** What protects the venue, and what a market that collects would open at. Part of an EventSink. */
public interface ProtectionEvents extends ManagedEvents, FeeEvents, BracketEvents {
    /**
     * A figure of a market is another now. An {@code AUCTION_AT} is over when the market's status
     * changes to one that does not collect.
     *
     * @param actor whose command it was; 0 where the venue did it of itself
     */
    void marketFigureSet(
            long market, MarketFigure figure, long value, long previous, long actor, String reason);

    /**
     * What an auction would do now with what has collected; told when it changes, at most every
     * {@link Collecting#INDICATION_NANOS}.
     *
     * @param price 0 where nobody would trade
     * @param surplus what accepts the price and finds nobody: positive to buy, negative to sell
     */
    void auctionIndicated(long market, long price, long quantity, long surplus);

    /**
     * A kill switch was pulled or released; the orders that it ends follow.
     *
     * @param account 0 for everyone's
     * @param market 0 for every market
     */
    void killSwitchSet(long account, long market, KillSwitch position, long actor, String reason);

    /** All orders of the account are to end at an instant unless it is put off; 0 for never. */
    void deadManSet(long account, long at);

    /** When one of two orders has traded or ended, the other is to end. */
    void ordersLinked(long market, long order, long other);

    /** The instant of an account's dead-man's switch has come; the orders that it ends follow. */
    void deadManFired(long account);
}
