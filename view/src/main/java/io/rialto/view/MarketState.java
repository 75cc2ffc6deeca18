package io.rialto.view;

/**
 * A market at one moment.
 *
 * @param lastPrice of the last trade, 1e-9 of quote per base; 0 before the first
 * @param update the market's public update number
 * @param openOrders how many stand in the book
 * @param bid the best bid, quantity 0 when there is none
 * @param ask the best ask, quantity 0 when there is none
 * @param sequence the event after which this is so
 */
public record MarketState(
        MarketInfo info,
        long lastPrice,
        long update,
        int openOrders,
        BookLevel bid,
        BookLevel ask,
        long sequence) {}
