package io.rialto.view;

import io.rialto.protocol.FundCreatedDecoder;
import io.rialto.protocol.FundRedeemedDecoder;
import io.rialto.protocol.MarketSettledDecoder;
import io.rialto.protocol.OutcomeMarketCreatedDecoder;
import io.rialto.protocol.OutcomeMarketEditedDecoder;

/** Takes the events about markets of contracts; see {@link EventVisitor}. */
public interface OutcomeVisitor {
    /** Takes event number {@code sequence}. */
    default void onOutcomeMarketCreated(long sequence, OutcomeMarketCreatedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onOutcomeMarketEdited(long sequence, OutcomeMarketEditedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onFundCreated(long sequence, FundCreatedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onFundRedeemed(long sequence, FundRedeemedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onMarketSettled(long sequence, MarketSettledDecoder event) {}
}
