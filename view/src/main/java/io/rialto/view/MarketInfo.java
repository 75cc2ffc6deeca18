package io.rialto.view;

import io.rialto.protocol.MarketFigure;
import io.rialto.protocol.MarketStatus;
import io.rialto.protocol.SelfTradePrevention;

/**
 * What a market is and whether it takes orders. Prices in 1e-9 of quote per one base, quantities in
 * base minor units, notionals in quote minor units, fee rates and bands in millionths; a maximum of
 * the position, a band, a protection or a reference of 0 is none.
 */
public record MarketInfo(
        long market,
        int universe,
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
        long openOrdersAccountMax,
        long openOrdersMarketMax,
        int makerFeePpm,
        int takerFeePpm,
        SelfTradePrevention selfTradePrevention,
        MarketStatus status) {

    /** What is left of its symbol without all but capital letters and digits; others may have the same. */
    public String bareSymbol() {
        return bare(symbol);
    }

    /** What is left of a text without all but capital letters and digits. */
    public static String bare(String text) {
        StringBuilder bare = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if ((letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')) {
                bare.append(letter);
            }
        }
        return bare.toString();
    }

    /** The same but for a figure that is one of its terms. */
    MarketInfo with(MarketFigure figure, long value) {
        return new MarketInfo(
                market,
                universe,
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
                figure == MarketFigure.OPEN_ORDERS_ACCOUNT ? value : openOrdersAccountMax,
                figure == MarketFigure.OPEN_ORDERS_MARKET ? value : openOrdersMarketMax,
                makerFeePpm,
                takerFeePpm,
                selfTradePrevention,
                status);
    }

    MarketInfo withStatus(MarketStatus newStatus) {
        return with(makerFeePpm, takerFeePpm, newStatus);
    }

    MarketInfo withFees(int newMakerFeePpm, int newTakerFeePpm) {
        return with(newMakerFeePpm, newTakerFeePpm, status);
    }

    private MarketInfo with(int newMakerFeePpm, int newTakerFeePpm, MarketStatus newStatus) {
        return new MarketInfo(
                market,
                universe,
                symbol,
                baseAsset,
                quoteAsset,
                tick,
                lot,
                priceMaximum,
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
                newMakerFeePpm,
                newTakerFeePpm,
                selfTradePrevention,
                newStatus);
    }
}
