package io.rialto.sequencer;

import io.rialto.protocol.Condition;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.PlaceBracketEncoder;
import io.rialto.protocol.PlaceConditionalOrderEncoder;
import io.rialto.protocol.PlaceManagedOrderEncoder;
import io.rialto.protocol.PreviewBracketEncoder;
import io.rialto.protocol.PreviewConditionalOrderEncoder;
import io.rialto.protocol.PreviewManagedOrderEncoder;

import org.agrona.MutableDirectBuffer;

/** Encodes the commands about orders that wait for a price that the venue manages, or that have exits; part of a {@link CommandPublisher}. */
public final class ConditionalPublisher {
    private final CommandPublisher commands;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();

    /** A preview has the block of the placement. */
    private final PlaceConditionalOrderEncoder encoder = new PlaceConditionalOrderEncoder();

    private final PlaceBracketEncoder bracket = new PlaceBracketEncoder();
    private final PlaceManagedOrderEncoder managed = new PlaceManagedOrderEncoder();

    ConditionalPublisher(CommandPublisher commands) {
        this.commands = commands;
    }

    /**
     * An order that waits.
     *
     * @param terms of the order as it enters the market; without budget and post-only
     * @param triggerPrice of a stop or take-profit, 1e-9 of quote per base; else 0
     * @param trail distance of a trailing stop, 1e-9 of quote per base; else 0
     */
    public int place(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            OrderTerms terms,
            Condition condition,
            long triggerPrice,
            long trail) {
        return encode(
                PlaceConditionalOrderEncoder.TEMPLATE_ID,
                buffer,
                offset,
                context,
                terms,
                condition,
                triggerPrice,
                trail);
    }

    /** What {@link #place} would do. */
    public int preview(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            OrderTerms terms,
            Condition condition,
            long triggerPrice,
            long trail) {
        return encode(
                PreviewConditionalOrderEncoder.TEMPLATE_ID,
                buffer,
                offset,
                context,
                terms,
                condition,
                triggerPrice,
                trail);
    }

    /** An order that the venue manages while it rests; it has no budget. */
    public int place(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            OrderTerms terms,
            ManagedTerms more) {
        return encode(PlaceManagedOrderEncoder.TEMPLATE_ID, buffer, offset, context, terms, more);
    }

    /** What the placement of such an order would do. */
    public int preview(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            OrderTerms terms,
            ManagedTerms more) {
        return encode(PreviewManagedOrderEncoder.TEMPLATE_ID, buffer, offset, context, terms, more);
    }

    /** An order that buys, with two exits; it has no budget. */
    public int place(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            OrderTerms terms,
            ExitTerms exits) {
        return encode(PlaceBracketEncoder.TEMPLATE_ID, buffer, offset, context, terms, exits);
    }

    /** What the placement of such an order would do. */
    public int preview(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            OrderTerms terms,
            ExitTerms exits) {
        return encode(PreviewBracketEncoder.TEMPLATE_ID, buffer, offset, context, terms, exits);
    }

    private int encode(
            int template,
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            OrderTerms terms,
            ExitTerms exits) {
        bracket.wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(terms.market)
                .price(terms.price)
                .quantity(terms.quantity)
                .expiresAt(terms.expiresAt)
                .takeProfitPrice(exits.takeProfitPrice())
                .takeProfitLimit(exits.takeProfitLimit())
                .stopPrice(exits.stopPrice())
                .stopLimit(exits.stopLimit())
                .side(terms.side)
                .orderType(terms.orderType)
                .timeInForce(terms.timeInForce)
                .selfTradePrevention(terms.selfTradePrevention)
                .postOnly(WireNumber.of(terms.postOnly));
        messageHeader.templateId(template);
        CommandFields.putClientOrderId(
                terms.clientOrderId,
                buffer,
                bracket.offset() + PlaceBracketEncoder.clientOrderIdEncodingOffset());
        return commands.end(buffer, offset, bracket.limit(), context);
    }

    private int encode(
            int template,
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            OrderTerms terms,
            ManagedTerms more) {
        managed.wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(terms.market)
                .price(terms.price)
                .quantity(terms.quantity)
                .expiresAt(terms.expiresAt)
                .display(more.display())
                .pegOffset(more.pegOffset())
                .side(terms.side)
                .orderType(terms.orderType)
                .timeInForce(terms.timeInForce)
                .selfTradePrevention(terms.selfTradePrevention)
                .instruction(more.instruction())
                .peg(more.peg())
                .postOnly((short) (terms.postOnly ? 1 : 0));
        messageHeader.templateId(template);
        CommandFields.putClientOrderId(
                terms.clientOrderId,
                buffer,
                managed.offset() + PlaceManagedOrderEncoder.clientOrderIdEncodingOffset());
        return commands.end(buffer, offset, managed.limit(), context);
    }

    private int encode(
            int template,
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            OrderTerms terms,
            Condition condition,
            long triggerPrice,
            long trail) {
        encoder.wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(terms.market)
                .price(terms.price)
                .quantity(terms.quantity)
                .expiresAt(terms.expiresAt)
                .triggerPrice(triggerPrice)
                .trail(trail)
                .side(terms.side)
                .orderType(terms.orderType)
                .timeInForce(terms.timeInForce)
                .selfTradePrevention(terms.selfTradePrevention)
                .condition(condition);
        messageHeader.templateId(template);
        CommandFields.putClientOrderId(
                terms.clientOrderId,
                buffer,
                encoder.offset() + PlaceConditionalOrderEncoder.clientOrderIdEncodingOffset());
        return commands.end(buffer, offset, encoder.limit(), context);
    }
}
