package io.rialto.view;

import io.rialto.protocol.AccountCreatedDecoder;
import io.rialto.protocol.AdministratorChangedDecoder;
import io.rialto.protocol.AssetCreatedDecoder;
import io.rialto.protocol.CommandDeniedDecoder;
import io.rialto.protocol.GatewayOpenedDecoder;
import io.rialto.protocol.IssuedDecoder;
import io.rialto.protocol.MarketCreatedDecoder;
import io.rialto.protocol.MarketFeesChangedDecoder;
import io.rialto.protocol.MarketStatusChangedDecoder;
import io.rialto.protocol.MarketStatusSetDecoder;
import io.rialto.protocol.MarketViewerSetDecoder;
import io.rialto.protocol.MarketVisibilitySetDecoder;
import io.rialto.protocol.OrderAcceptedDecoder;
import io.rialto.protocol.OrderAmendedDecoder;
import io.rialto.protocol.OrderClosedDecoder;
import io.rialto.protocol.OrderReducedDecoder;
import io.rialto.protocol.OrderRestedDecoder;
import io.rialto.protocol.PostedDecoder;
import io.rialto.protocol.RulesActivatedDecoder;
import io.rialto.protocol.SelfTradeGroupChangedDecoder;
import io.rialto.protocol.TokenIssuedDecoder;
import io.rialto.protocol.TokenRevokedDecoder;
import io.rialto.protocol.TradedDecoder;
import io.rialto.protocol.WithdrawnDecoder;

/**
 * Takes the events of the stream, decoded, in order. Each method does nothing unless overridden.
 * The decoders are only lent for the call; what varies in length is read in the schema's order.
 */
public interface EventVisitor
        extends AccountEventVisitor,
                CorrectionVisitor,
                ItemVisitor,
                OptionVisitor,
                OutcomeVisitor,
                ProtectionVisitor,
                TriggerVisitor {
    /** Takes event number {@code sequence}. */
    default void onGatewayOpened(long sequence, GatewayOpenedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onAssetCreated(long sequence, AssetCreatedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onAccountCreated(long sequence, AccountCreatedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onAdministratorChanged(long sequence, AdministratorChangedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onTokenIssued(long sequence, TokenIssuedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onTokenRevoked(long sequence, TokenRevokedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onMarketCreated(long sequence, MarketCreatedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onMarketStatusChanged(long sequence, MarketStatusChangedDecoder event) {}

    default void onMarketVisibilitySet(long sequence, MarketVisibilitySetDecoder event) {}

    default void onMarketViewerSet(long sequence, MarketViewerSetDecoder event) {}

    default void onMarketStatusSet(long sequence, MarketStatusSetDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onMarketFeesChanged(long sequence, MarketFeesChangedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onSelfTradeGroupChanged(long sequence, SelfTradeGroupChangedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onRulesActivated(long sequence, RulesActivatedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onOrderAccepted(long sequence, OrderAcceptedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onOrderRested(long sequence, OrderRestedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onOrderReduced(long sequence, OrderReducedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onOrderAmended(long sequence, OrderAmendedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onTraded(long sequence, TradedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onOrderClosed(long sequence, OrderClosedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onPosted(long sequence, PostedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onIssued(long sequence, IssuedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onWithdrawn(long sequence, WithdrawnDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onCommandDenied(long sequence, CommandDeniedDecoder event) {}
}
