package io.rialto.engine;

import io.rialto.matching.SelfTradePrevention;

/**
 * The terms of a spot market. Prices in 1e-9 of quote per one base, quantities in base minor units,
 * notionals in quote minor units, rates in millionths.
 *
 * @param symbol up to 24 characters of A-Z 0-9 . - _ /
 * @param baseAsset what is traded
 * @param quoteAsset what it is paid with
 * @param tick price step; {@code tick × lot} is a whole number of quote minor units
 * @param lot quantity step
 * @param positionMaximum most base an account may come to own by buying; 0 for no limit
 * @param referencePrice stands in for the last trade until there is one; 0 for none
 * @param priceBandPpm how far a limit may be from the reference price; 0 for no limit
 * @param protectionPpm how far a market order without a bound goes from the touch; 0 for no limit
 * @param makerFeePpm negative is a rebate, never above the taker rate
 */
public record MarketSpec(
        String symbol,
        int baseAsset,
        int quoteAsset,
        long tick,
        long lot,
        long priceMaximum,
        long quantityMinimum,
        long quantityMaximum,
        long notionalMinimum,
        long notionalMaximum,
        long positionMaximum,
        long referencePrice,
        long priceBandPpm,
        long protectionPpm,
        int openOrdersAccountMax,
        int openOrdersMarketMax,
        int makerFeePpm,
        int takerFeePpm,
        SelfTradePrevention selfTradePrevention,
        MarketStatus status) {

    /** The same but for a figure that is one of the terms. */
    MarketSpec with(MarketFigure figure, long value) {
        return new MarketSpec(
                symbol,
                baseAsset,
                quoteAsset,
                tick,
                lot,
                priceMaximum,
                quantityMinimum,
                quantityMaximum,
                notionalMinimum,
                figure == MarketFigure.NOTIONAL_MAXIMUM ? value : notionalMaximum,
                figure == MarketFigure.POSITION_MAXIMUM ? value : positionMaximum,
                referencePrice,
                figure == MarketFigure.PRICE_BAND_PPM ? value : priceBandPpm,
                figure == MarketFigure.PROTECTION_PPM ? value : protectionPpm,
                figure == MarketFigure.OPEN_ORDERS_ACCOUNT ? (int) value : openOrdersAccountMax,
                figure == MarketFigure.OPEN_ORDERS_MARKET ? (int) value : openOrdersMarketMax,
                makerFeePpm,
                takerFeePpm,
                selfTradePrevention,
                status);
    }

    /** The same with another highest price. */
    MarketSpec withPriceMaximum(long maximum) {
        return new MarketSpec(
                symbol,
                baseAsset,
                quoteAsset,
                tick,
                lot,
                maximum,
                quantityMinimum,
                quantityMaximum,
                notionalMinimum,
                notionalMaximum,
                positionMaximum,
                referencePrice,
                priceBandPpm,
                protectionPpm,
                openOrdersAccountMax,
                openOrdersMarketMax,
                makerFeePpm,
                takerFeePpm,
                selfTradePrevention,
                status);
    }
}
