package io.rialto.view;

/**
 * A market at one moment.
 *
 * @param lastPrice of the last trade that stands, 1e-9 of quote per base; 0 where there is none
 * @param hasTraded whether there is one: contracts may trade at 0
 * @param update the market's public update number
 * @param openOrders how many stand in the book
 * @param bid the best bid, quantity 0 when there is none
 * @param ask the best ask, quantity 0 when there is none
 * @param sequence the event after which this is so
 */
public record MarketState(
        MarketInfo info,
        long lastPrice,
        boolean hasTraded,
        long update,
        int openOrders,
        BookLevel bid,
        BookLevel ask,
        long sequence) {}
