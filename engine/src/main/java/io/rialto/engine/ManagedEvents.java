package io.rialto.engine;

/** What the venue does with resting orders of itself. Part of an {@link EventSink}; units as there. */
public interface ManagedEvents {

    /**
     * An order that was just accepted is managed while it rests. Known to its owner only.
     *
     * @param display the most that it shows at a time, base minor units; 0 for all
     * @param peg what its price follows
     * @param offset how far from that
     * @param limit the worst price that it follows to; 0 where it follows none
     * @param reduceOnly whether it shrinks with the position that it reduces
     */
    void orderManaged(
            long market,
            long order,
            long account,
            long display,
            Peg peg,
            long offset,
            long limit,
            boolean reduceOnly);

    /**
     * A resting order of which all that was shown is taken shows the next part, last in the queue of
     * its price. Whenever it comes to rest it shows as much as it may, and nobody says so.
     *
     * @param update the market's public update number
     * @param shown base minor units
     */
    void orderShown(long market, long order, long update, long shown);
}
