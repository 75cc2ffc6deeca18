package io.rialto.sequencer;

import io.rialto.protocol.Instruction;
import io.rialto.protocol.LinkOrdersEncoder;
import io.rialto.protocol.MarketFigure;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.PlaceInstructedOrderEncoder;
import io.rialto.protocol.SetDeadManEncoder;
import io.rialto.protocol.SetFeeTierEncoder;
import io.rialto.protocol.SetKillSwitchEncoder;
import io.rialto.protocol.SetMarketFigureEncoder;

import org.agrona.MutableDirectBuffer;

/** Encodes the commands about what protects the venue; part of a {@link CommandPublisher}. */
public final class ProtectionPublisher {
    private final CommandPublisher commands;
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final SetMarketFigureEncoder setFigure = new SetMarketFigureEncoder();
    private final SetFeeTierEncoder setFeeTier = new SetFeeTierEncoder();
    private final SetKillSwitchEncoder setKillSwitch = new SetKillSwitchEncoder();
    private final PlaceInstructedOrderEncoder placeInstructed = new PlaceInstructedOrderEncoder();
    private final LinkOrdersEncoder linkOrders = new LinkOrdersEncoder();
    private final SetDeadManEncoder setDeadMan = new SetDeadManEncoder();

    ProtectionPublisher(CommandPublisher commands) {
        this.commands = commands;
    }

    /** Gives a figure of a market another value. */
    public int setFigure(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            MarketFigure figure,
            long value,
            String reason) {
        setFigure
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(market)
                .value(value)
                .figure(figure);
        int limit = CommandFields.putText(reason, buffer, setFigure.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /**
     * Pulls or releases a kill switch: of the context's account, or without one of a market or, with
     * market 0, of the venue.
     */
    public int kill(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            boolean pull,
            String reason) {
        setKillSwitch
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(market)
                .pull(WireNumber.of(pull));
        int limit = CommandFields.putText(reason, buffer, setKillSwitch.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /**
     * Sets the rates from a traded volume on, or removes that tier.
     *
     * @param volume quote minor units in 30 days
     */
    public int setFeeTier(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            long volume,
            int makerFeePpm,
            int takerFeePpm,
            boolean remove,
            String reason) {
        setFeeTier
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(market)
                .volume(volume)
                .makerFeePpm(makerFeePpm)
                .takerFeePpm(takerFeePpm)
                .remove(WireNumber.of(remove));
        int limit = CommandFields.putText(reason, buffer, setFeeTier.limit());
        return commands.end(buffer, offset, limit, context);
    }

    /** Places an order that is told more; it has no budget, and is post-only if it slides. */
    public int place(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            OrderTerms terms,
            Instruction instruction) {
        placeInstructed
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(terms.market)
                .price(terms.price)
                .quantity(terms.quantity)
                .expiresAt(terms.expiresAt)
                .side(terms.side)
                .orderType(terms.orderType)
                .timeInForce(terms.timeInForce)
                .selfTradePrevention(terms.selfTradePrevention)
                .instruction(instruction);
        CommandFields.putClientOrderId(
                terms.clientOrderId,
                buffer,
                placeInstructed.offset()
                        + PlaceInstructedOrderEncoder.clientOrderIdEncodingOffset());
        return commands.end(buffer, offset, placeInstructed.limit(), context);
    }

    /** Lets each of two open orders cancel the other. */
    public int link(
            MutableDirectBuffer buffer,
            int offset,
            RequestContext context,
            long market,
            long order,
            long other) {
        linkOrders
                .wrapAndApplyHeader(buffer, offset, messageHeader)
                .market(market)
                .order(order)
                .other(other);
        return commands.end(buffer, offset, linkOrders.limit(), context);
    }

    /** Ends all orders of the context's account after so long; 0 for never. */
    public int deadMan(MutableDirectBuffer buffer, int offset, RequestContext context, long nanos) {
        setDeadMan.wrapAndApplyHeader(buffer, offset, messageHeader).nanos(nanos);
        return commands.end(buffer, offset, setDeadMan.limit(), context);
    }
}
