package io.rialto.view;

import io.rialto.protocol.Side;

/** An order as it stands in a book: prices in 1e-9 of quote, remaining in base minor units. */
public record BookOrder(long order, long account, Side side, long price, long remaining) {}
