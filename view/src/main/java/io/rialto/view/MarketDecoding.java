package io.rialto.view;

import io.rialto.protocol.MarketCreatedDecoder;
import io.rialto.protocol.MarketStateDecoder;

/** Makes {@link MarketInfo} of the event and of the state record. */
final class MarketDecoding {
    private MarketDecoding() {}

    static MarketInfo of(MarketCreatedDecoder event) {
        return new MarketInfo(
                event.market(),
                (int) event.universe(),
                event.symbol(),
                (int) event.baseAsset(),
                (int) event.quoteAsset(),
                event.tick(),
                event.lot(),
                event.priceMaximum(),
                event.quantityMinimum(),
                event.quantityMaximum(),
                event.notionalMinimum(),
                event.notionalMaximum(),
                event.positionMaximum(),
                event.referencePrice(),
                event.priceBandPpm(),
                event.protectionPpm(),
                event.openOrdersAccountMax(),
                event.openOrdersMarketMax(),
                event.makerFeePpm(),
                event.takerFeePpm(),
                event.selfTradePrevention(),
                event.status());
    }

    static MarketInfo of(MarketStateDecoder state) {
        return new MarketInfo(
                state.market(),
                (int) state.universe(),
                state.symbol(),
                (int) state.baseAsset(),
                (int) state.quoteAsset(),
                state.tick(),
                state.lot(),
                state.priceMaximum(),
                state.quantityMinimum(),
                state.quantityMaximum(),
                state.notionalMinimum(),
                state.notionalMaximum(),
                state.positionMaximum(),
                state.referencePrice(),
                state.priceBandPpm(),
                state.protectionPpm(),
                state.openOrdersAccountMax(),
                state.openOrdersMarketMax(),
                state.makerFeePpm(),
                state.takerFeePpm(),
                state.selfTradePrevention(),
                state.status());
    }
}
