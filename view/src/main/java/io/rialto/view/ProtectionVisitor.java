package io.rialto.view;

import io.rialto.protocol.AuctionIndicatedDecoder;
import io.rialto.protocol.BracketPlacedDecoder;
import io.rialto.protocol.DeadManFiredDecoder;
import io.rialto.protocol.DeadManSetDecoder;
import io.rialto.protocol.ExitsPlacedDecoder;
import io.rialto.protocol.FeeTierSetDecoder;
import io.rialto.protocol.KillSwitchSetDecoder;
import io.rialto.protocol.MarketFigureSetDecoder;
import io.rialto.protocol.OrderManagedDecoder;
import io.rialto.protocol.OrderShownDecoder;
import io.rialto.protocol.OrdersLinkedDecoder;

/** Takes the events of what protects the venue. Part of an {@link EventVisitor}. */
public interface ProtectionVisitor {
    /** Takes event number {@code sequence}. */
    default void onMarketFigureSet(long sequence, MarketFigureSetDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onAuctionIndicated(long sequence, AuctionIndicatedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onKillSwitchSet(long sequence, KillSwitchSetDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onOrdersLinked(long sequence, OrdersLinkedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onBracketPlaced(long sequence, BracketPlacedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onExitsPlaced(long sequence, ExitsPlacedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onOrderManaged(long sequence, OrderManagedDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onOrderShown(long sequence, OrderShownDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onFeeTierSet(long sequence, FeeTierSetDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onDeadManSet(long sequence, DeadManSetDecoder event) {}

    /** Takes event number {@code sequence}. */
    default void onDeadManFired(long sequence, DeadManFiredDecoder event) {}
}
