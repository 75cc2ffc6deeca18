package io.rialto.view;

import io.rialto.protocol.Peg;

/**
 * What the venue does with an order while it rests.
 *
 * @param display the most that it shows at a time, base minor units; 0 for all
 * @param peg the price that it follows
 * @param offset how far from that price, 1e-9 of quote per base
 * @param limit the worst price that it follows to; 0 where it follows none
 * @param reduceOnly whether it shrinks with the position that it reduces
 */
public record OrderManagement(long display, Peg peg, long offset, long limit, boolean reduceOnly) {
    /** Nothing but letting it rest. */
    public static final OrderManagement NONE = new OrderManagement(0, Peg.NONE, 0, 0, false);
}
