package io.rialto.view;

import io.rialto.protocol.Side;

/**
 * An order as it stands in a book, with its place there.
 *
 * @param price 1e-9 of quote per one base
 * @param remaining base minor units; 0 when it does not stand in the book any more
 * @param rank its place among the orders of its price, the first the lowest; means something only
 *     in one view
 */
public record BookEntry(
        long order, long account, Side side, long price, long remaining, long rank) {}
