package io.rialto.engine;

/** What happens in call auctions. Part of an {@link EventSink}; units as there. */
public interface AuctionEvents {
    /**
     * A book that collected orders is matched at one price. Its trades follow, each between two orders
     * that rest, the one with the lower id first; both pay as makers.
     *
     * @param price 0 where nobody trades
     * @param quantity that the trades come to
     * @param surplus what accepts the price and finds nobody: positive to buy, negative to sell
     */
    void marketUncrossed(long market, long price, long quantity, long surplus);
}
