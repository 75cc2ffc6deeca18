package io.rialto.history;

import io.rialto.protocol.Side;

/**
 * What an event of an order is to its market's book.
 *
 * @param side on which the order comes to rest; {@code NULL_VAL} but for {@code RESTED}
 * @param price at which it comes to rest, 1e-9 of quote per base
 * @param quantity traded, or what comes to rest; base minor units
 * @param remaining what is left of a reduced order, base minor units
 * @param update the market's public update number; 0 where no book shows it
 * @param isSelfTrade whether it was reduced or closed rather than trade with its own account
 */
record BookChange(
        long market,
        long order,
        long sequence,
        long timeNanos,
        OrderEvent.Kind kind,
        Side side,
        long price,
        long quantity,
        long remaining,
        long update,
        boolean isSelfTrade) {}
