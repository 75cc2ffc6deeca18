package io.rialto.view;

import io.rialto.protocol.TradedDecoder;

/** Makes {@link Trade} of its event. */
final class TradeDecoding {
    private TradeDecoding() {}

    static Trade of(long sequence, long timeNanos, TradedDecoder event) {
        return new Trade(
                event.market(),
                event.trade(),
                event.update(),
                sequence,
                timeNanos,
                event.makerOrder(),
                event.takerOrder(),
                event.makerAccount(),
                event.takerAccount(),
                event.price(),
                event.quantity(),
                event.notional(),
                event.makerFee(),
                event.takerFee(),
                event.takerSide(),
                false);
    }
}
