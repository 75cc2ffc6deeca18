package io.rialto.view;

import io.rialto.protocol.AuctionIndicatedDecoder;
import io.rialto.protocol.BracketPlacedDecoder;
import io.rialto.protocol.DeadManFiredDecoder;
import io.rialto.protocol.DeadManSetDecoder;
import io.rialto.protocol.ExitsPlacedDecoder;
import io.rialto.protocol.FeeTierSetDecoder;
import io.rialto.protocol.KillSwitchSetDecoder;
import io.rialto.protocol.MarketFigureSetDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OrderManagedDecoder;
import io.rialto.protocol.OrderShownDecoder;
import io.rialto.protocol.OrdersLinkedDecoder;

import org.agrona.DirectBuffer;

/** Passes on the events of what protects the venue, for an {@link EventDispatcher}. */
final class ProtectionDispatcher {
    private final MarketFigureSetDecoder figureSet = new MarketFigureSetDecoder();
    private final AuctionIndicatedDecoder indicated = new AuctionIndicatedDecoder();
    private final KillSwitchSetDecoder killSwitchSet = new KillSwitchSetDecoder();
    private final BracketPlacedDecoder bracketPlaced = new BracketPlacedDecoder();
    private final ExitsPlacedDecoder exitsPlaced = new ExitsPlacedDecoder();
    private final OrderManagedDecoder orderManaged = new OrderManagedDecoder();
    private final OrderShownDecoder orderShown = new OrderShownDecoder();
    private final FeeTierSetDecoder feeTierSet = new FeeTierSetDecoder();
    private final OrdersLinkedDecoder ordersLinked = new OrdersLinkedDecoder();
    private final DeadManSetDecoder deadManSet = new DeadManSetDecoder();
    private final DeadManFiredDecoder deadManFired = new DeadManFiredDecoder();

    /** Returns whether it is such an event. */
    boolean dispatch(
            DirectBuffer buffer,
            int offset,
            MessageHeaderDecoder header,
            long sequence,
            ProtectionVisitor visitor) {
        switch (header.templateId()) {
            case MarketFigureSetDecoder.TEMPLATE_ID ->
                visitor.onMarketFigureSet(
                        sequence, figureSet.wrapAndApplyHeader(buffer, offset, header));
            case AuctionIndicatedDecoder.TEMPLATE_ID ->
                visitor.onAuctionIndicated(
                        sequence, indicated.wrapAndApplyHeader(buffer, offset, header));
            case KillSwitchSetDecoder.TEMPLATE_ID ->
                visitor.onKillSwitchSet(
                        sequence, killSwitchSet.wrapAndApplyHeader(buffer, offset, header));
            case OrdersLinkedDecoder.TEMPLATE_ID ->
                visitor.onOrdersLinked(
                        sequence, ordersLinked.wrapAndApplyHeader(buffer, offset, header));
            case BracketPlacedDecoder.TEMPLATE_ID ->
                visitor.onBracketPlaced(
                        sequence, bracketPlaced.wrapAndApplyHeader(buffer, offset, header));
            case ExitsPlacedDecoder.TEMPLATE_ID ->
                visitor.onExitsPlaced(
                        sequence, exitsPlaced.wrapAndApplyHeader(buffer, offset, header));
            case OrderManagedDecoder.TEMPLATE_ID ->
                visitor.onOrderManaged(
                        sequence, orderManaged.wrapAndApplyHeader(buffer, offset, header));
            case OrderShownDecoder.TEMPLATE_ID ->
                visitor.onOrderShown(
                        sequence, orderShown.wrapAndApplyHeader(buffer, offset, header));
            case FeeTierSetDecoder.TEMPLATE_ID ->
                visitor.onFeeTierSet(
                        sequence, feeTierSet.wrapAndApplyHeader(buffer, offset, header));
            case DeadManSetDecoder.TEMPLATE_ID ->
                visitor.onDeadManSet(
                        sequence, deadManSet.wrapAndApplyHeader(buffer, offset, header));
            case DeadManFiredDecoder.TEMPLATE_ID ->
                visitor.onDeadManFired(
                        sequence, deadManFired.wrapAndApplyHeader(buffer, offset, header));
            default -> {
                return false;
            }
        }
        return true;
    }
}
