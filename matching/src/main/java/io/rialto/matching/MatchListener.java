package io.rialto.matching;

/**
 * Told what matching does, in the order in which it does it.
 *
 * <p>Every method but the last is called before the book changes the maker, so that the maker's
 * accessors still show it as it was. None of them may change the book or the aggressor.
 */
public interface MatchListener {

    /**
     * How many lots the aggressor can pay for at this price.
     *
     * @param priceTicks the price of the next fill
     * @param wantedLots the lots of the next fill, positive
     * @return wantedLots, or fewer (0 to wantedLots - 1) to stop matching after a fill of that many
     */
    long affordableLots(long priceTicks, long wantedLots);

    /**
     * A trade.
     *
     * @param maker handle of the resting order
     * @param priceTicks the maker's price
     * @param lots quantity traded, at most what the maker has left
     */
    void onFill(int maker, long priceTicks, long lots);

    /**
     * Self-trade prevention takes a resting order off the book.
     *
     * @param maker handle of the resting order
     */
    void onSelfTradeCancel(int maker);

    /**
     * Self-trade prevention shrinks both orders without a trade; the maker leaves the book when
     * nothing is left of it.
     *
     * @param maker handle of the resting order
     * @param lots what each of the two loses
     */
    void onSelfTradeDecrement(int maker, long lots);

    /**
     * A resting order of which all that was shown is taken shows the next part, from the tail of its
     * price. Called after the book has changed, and not where nothing is executed.
     *
     * @param maker handle of the resting order
     */
    default void onShown(int maker) {}
}
