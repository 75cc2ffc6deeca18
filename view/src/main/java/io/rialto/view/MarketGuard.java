package io.rialto.view;

import io.rialto.protocol.MarketFigure;

import java.util.EnumMap;
import java.util.Map;

/**
 * What protects a market, and what its auction would do now.
 *
 * @param figures those that are not among the market's terms, and were set
 * @param price of the auction, 0 where nobody would trade or no orders collect
 * @param quantity that would trade
 * @param surplus what accepts the price and finds nobody: positive to buy, negative to sell
 */
public record MarketGuard(
        long market, Map<MarketFigure, Long> figures, long price, long quantity, long surplus) {

    /** Copies the figures. */
    public MarketGuard {
        figures = Map.copyOf(figures);
    }

    static MarketGuard of(long market) {
        return new MarketGuard(market, Map.of(), 0, 0, 0);
    }

    /** A figure's value; 0 where it was not set. */
    public long figure(MarketFigure figure) {
        return figures.getOrDefault(figure, 0L);
    }

    MarketGuard with(MarketFigure figure, long value) {
        Map<MarketFigure, Long> changed = new EnumMap<>(MarketFigure.class);
        changed.putAll(figures);
        changed.put(figure, value);
        return new MarketGuard(market, changed, price, quantity, surplus);
    }

    MarketGuard indicating(long newPrice, long newQuantity, long newSurplus) {
        return new MarketGuard(market, figures, newPrice, newQuantity, newSurplus);
    }

    /** Nothing collects any more. */
    MarketGuard opened() {
        return with(MarketFigure.AUCTION_AT, 0).indicating(0, 0, 0);
    }
}
