package io.rialto.engine;

/**
 * What the venue does with a resting order besides letting it rest.
 *
 * @param peg what its price follows
 * @param offsetTicks how far from that
 * @param limitTicks the worst price that it follows to
 * @param reduceOnly whether it shrinks with the position that it reduces
 */
record ManagedOrder(Peg peg, long offsetTicks, long limitTicks, boolean reduceOnly) {

    static ManagedOrder of(WorkingOrder order) {
        return new ManagedOrder(
                order.peg, order.pegOffsetTicks, order.pegLimitTicks, order.reduceOnly);
    }

    boolean isPegged() {
        return peg != Peg.NONE;
    }
}
