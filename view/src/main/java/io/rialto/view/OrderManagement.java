package io.rialto.view;

import io.rialto.protocol.Peg;

/**
 * What the venue does with an order while it rests or waits.
 *
 * @param display the most that it shows at a time, base minor units; 0 for all
 * @param peg the price that it follows
 * @param offset how far from that price, 1e-9 of quote per base
 * @param limit the worst price that it follows to; 0 where it follows none
 * @param reduceOnly whether it shrinks with the position that it reduces
 * @param exits how what it buys is to be sold again
 * @param linked the order that ends when this one trades or ends; 0 for none
 */
public record OrderManagement(
        long display,
        Peg peg,
        long offset,
        long limit,
        boolean reduceOnly,
        OrderExits exits,
        long linked) {
    /** Nothing but letting it rest. */
    public static final OrderManagement NONE = of(0, Peg.NONE, 0, 0, false);

    static OrderManagement of(long display, Peg peg, long offset, long limit, boolean reduceOnly) {
        return new OrderManagement(display, peg, offset, limit, reduceOnly, OrderExits.NONE, 0);
    }

    OrderManagement with(OrderExits newExits) {
        return new OrderManagement(display, peg, offset, limit, reduceOnly, newExits, linked);
    }

    OrderManagement linkedWith(long order) {
        return new OrderManagement(display, peg, offset, limit, reduceOnly, exits, order);
    }
}
