package io.rialto.engine;

/** The records of a state about orders that the venue manages. Part of a {@link StateSink}. */
public interface ManagedRecords {

    /** By market, then order. */
    void managedOrder(ManagedRecord order);

    /**
     * What is done with a resting order.
     *
     * @param display the most that it shows at a time, base minor units; 0 for all
     * @param shown what of that is to be taken now; 0 where all is shown
     * @param peg what its price follows
     * @param offset how far from that, 1e-9 of quote per base
     * @param limit the worst price that it follows to, where it follows one
     * @param reduceOnly whether it shrinks with the position that it reduces
     */
    record ManagedRecord(
            long market,
            long order,
            long display,
            long shown,
            Peg peg,
            long offset,
            long limit,
            boolean reduceOnly) {}
}
