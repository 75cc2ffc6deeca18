package io.rialto.view;

import io.rialto.protocol.MarketVoidedDecoder;
import io.rialto.protocol.SettlementCorrectedDecoder;
import io.rialto.protocol.TradeBustedDecoder;

/** Takes the events of corrections; see {@link EventVisitor}. */
public interface CorrectionVisitor {
    /** Takes event number {@code sequence}. */
    default void onTradeBusted(long sequence, TradeBustedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onMarketVoided(long sequence, MarketVoidedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onSettlementCorrected(long sequence, SettlementCorrectedDecoder event) {}
}
