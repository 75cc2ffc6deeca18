package io.rialto.view;

import io.rialto.protocol.AccountCreatedDecoder;
import io.rialto.protocol.AdministratorChangedDecoder;
import io.rialto.protocol.AssetCreatedDecoder;
import io.rialto.protocol.CommandDeniedDecoder;
import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.GatewayOpenedDecoder;
import io.rialto.protocol.IssuedDecoder;
import io.rialto.protocol.MarketCreatedDecoder;
import io.rialto.protocol.MarketFeesChangedDecoder;
import io.rialto.protocol.MarketStatusChangedDecoder;
import io.rialto.protocol.MarketStatusSetDecoder;
import io.rialto.protocol.MarketViewerSetDecoder;
import io.rialto.protocol.MarketVisibilitySetDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
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

import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/** Walks the events of frames without allocating. Used by one thread, not from within a visitor. */
public final class EventDispatcher {
    private static final int LENGTH_BYTES = Short.BYTES;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventFrameDecoder frame = new EventFrameDecoder();
    private final OutcomeDispatcher outcomes = new OutcomeDispatcher();
    private final OptionDispatcher options = new OptionDispatcher();
    private final ItemDispatcher items = new ItemDispatcher();
    private final TriggerDispatcher triggers = new TriggerDispatcher();
    private final ProtectionDispatcher protections = new ProtectionDispatcher();
    private final GatewayOpenedDecoder gatewayOpened = new GatewayOpenedDecoder();
    private final AssetCreatedDecoder assetCreated = new AssetCreatedDecoder();
    private final AccountCreatedDecoder accountCreated = new AccountCreatedDecoder();
    private final AdministratorChangedDecoder administratorChanged =
            new AdministratorChangedDecoder();
    private final TokenIssuedDecoder tokenIssued = new TokenIssuedDecoder();
    private final TokenRevokedDecoder tokenRevoked = new TokenRevokedDecoder();
    private final MarketCreatedDecoder marketCreated = new MarketCreatedDecoder();
    private final MarketStatusChangedDecoder marketStatusChanged = new MarketStatusChangedDecoder();
    private final MarketVisibilitySetDecoder marketVisibilitySet = new MarketVisibilitySetDecoder();
    private final MarketViewerSetDecoder marketViewerSet = new MarketViewerSetDecoder();
    private final MarketStatusSetDecoder marketStatusSet = new MarketStatusSetDecoder();
    private final MarketFeesChangedDecoder marketFeesChanged = new MarketFeesChangedDecoder();
    private final SelfTradeGroupChangedDecoder selfTradeGroupChanged =
            new SelfTradeGroupChangedDecoder();
    private final OrderAcceptedDecoder orderAccepted = new OrderAcceptedDecoder();
    private final OrderRestedDecoder orderRested = new OrderRestedDecoder();
    private final OrderReducedDecoder orderReduced = new OrderReducedDecoder();
    private final OrderAmendedDecoder orderAmended = new OrderAmendedDecoder();
    private final TradedDecoder traded = new TradedDecoder();
    private final OrderClosedDecoder orderClosed = new OrderClosedDecoder();
    private final PostedDecoder posted = new PostedDecoder();
    private final IssuedDecoder issued = new IssuedDecoder();
    private final WithdrawnDecoder withdrawn = new WithdrawnDecoder();
    private final CommandDeniedDecoder commandDenied = new CommandDeniedDecoder();
    private final CorrectionDispatcher corrections = new CorrectionDispatcher();
    private final AccountEventDispatcher accounts = new AccountEventDispatcher();
    private final RulesActivatedDecoder rulesActivated = new RulesActivatedDecoder();

    /**
     * Passes every event of a frame to the visitor and returns the number of the last one.
     *
     * @throws FrameInvalidException when the frame, or an event in it, cannot be read
     */
    public long dispatch(DirectBuffer buffer, int offset, int length, EventVisitor visitor) {
        try {
            return dispatchEvents(buffer, offset, length, visitor);
        } catch (IndexOutOfBoundsException | IllegalArgumentException unreadable) {
            // A length that leads out of the frame, or a number that no enum has.
            throw new FrameInvalidException(
                    "the frame of event " + frame.firstSequence() + " cannot be read", unreadable);
        }
    }

    private long dispatchEvents(DirectBuffer buffer, int offset, int length, EventVisitor visitor) {
        frame.wrapAndApplyHeader(buffer, offset, header);
        long sequence = frame.firstSequence();
        int count = frame.count();
        frame.skipTrace();
        int eventsLength = frame.eventsLength();
        int index = frame.limit() + EventFrameDecoder.eventsHeaderLength();
        int end = index + eventsLength;
        if (end > offset + length) {
            throw new FrameInvalidException("the frame of event " + sequence + " is cut short");
        }
        for (int i = 0; i < count; i++, sequence++) {
            int eventLength = lengthAt(buffer, index, end, sequence);
            dispatchEvent(buffer, index + LENGTH_BYTES, eventLength, sequence, visitor);
            index += LENGTH_BYTES + eventLength;
        }
        if (index != end) {
            throw new FrameInvalidException("the frame of event " + sequence + " has a rest");
        }
        return sequence - 1;
    }

    private static int lengthAt(DirectBuffer buffer, int index, int end, long sequence) {
        int room = end - index - LENGTH_BYTES;
        int length = room < 0 ? 0 : buffer.getShort(index, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        if (length < MessageHeaderDecoder.ENCODED_LENGTH || length > room) {
            throw new FrameInvalidException("event " + sequence + " is cut short");
        }
        return length;
    }

    private void dispatchEvent(
            DirectBuffer buffer, int offset, int length, long sequence, EventVisitor visitor) {
        header.wrap(buffer, offset);
        if (header.blockLength() > length - MessageHeaderDecoder.ENCODED_LENGTH) {
            throw new FrameInvalidException("event " + sequence + " is cut short");
        }
        switch (header.templateId()) {
            case GatewayOpenedDecoder.TEMPLATE_ID ->
                visitor.onGatewayOpened(
                        sequence, gatewayOpened.wrapAndApplyHeader(buffer, offset, header));
            case AssetCreatedDecoder.TEMPLATE_ID ->
                visitor.onAssetCreated(
                        sequence, assetCreated.wrapAndApplyHeader(buffer, offset, header));
            case AccountCreatedDecoder.TEMPLATE_ID ->
                visitor.onAccountCreated(
                        sequence, accountCreated.wrapAndApplyHeader(buffer, offset, header));
            case AdministratorChangedDecoder.TEMPLATE_ID ->
                visitor.onAdministratorChanged(
                        sequence, administratorChanged.wrapAndApplyHeader(buffer, offset, header));
            case TokenIssuedDecoder.TEMPLATE_ID ->
                visitor.onTokenIssued(
                        sequence, tokenIssued.wrapAndApplyHeader(buffer, offset, header));
            case TokenRevokedDecoder.TEMPLATE_ID ->
                visitor.onTokenRevoked(
                        sequence, tokenRevoked.wrapAndApplyHeader(buffer, offset, header));
            case MarketCreatedDecoder.TEMPLATE_ID ->
                visitor.onMarketCreated(
                        sequence, marketCreated.wrapAndApplyHeader(buffer, offset, header));
            case MarketStatusChangedDecoder.TEMPLATE_ID ->
                visitor.onMarketStatusChanged(
                        sequence, marketStatusChanged.wrapAndApplyHeader(buffer, offset, header));
            case MarketVisibilitySetDecoder.TEMPLATE_ID ->
                visitor.onMarketVisibilitySet(
                        sequence, marketVisibilitySet.wrapAndApplyHeader(buffer, offset, header));
            case MarketViewerSetDecoder.TEMPLATE_ID ->
                visitor.onMarketViewerSet(
                        sequence, marketViewerSet.wrapAndApplyHeader(buffer, offset, header));
            case MarketStatusSetDecoder.TEMPLATE_ID ->
                visitor.onMarketStatusSet(
                        sequence, marketStatusSet.wrapAndApplyHeader(buffer, offset, header));
            case MarketFeesChangedDecoder.TEMPLATE_ID ->
                visitor.onMarketFeesChanged(
                        sequence, marketFeesChanged.wrapAndApplyHeader(buffer, offset, header));
            case SelfTradeGroupChangedDecoder.TEMPLATE_ID ->
                visitor.onSelfTradeGroupChanged(
                        sequence, selfTradeGroupChanged.wrapAndApplyHeader(buffer, offset, header));
            case RulesActivatedDecoder.TEMPLATE_ID ->
                visitor.onRulesActivated(
                        sequence, rulesActivated.wrapAndApplyHeader(buffer, offset, header));
            case OrderAcceptedDecoder.TEMPLATE_ID ->
                visitor.onOrderAccepted(
                        sequence, orderAccepted.wrapAndApplyHeader(buffer, offset, header));
            case OrderRestedDecoder.TEMPLATE_ID ->
                visitor.onOrderRested(
                        sequence, orderRested.wrapAndApplyHeader(buffer, offset, header));
            case OrderReducedDecoder.TEMPLATE_ID ->
                visitor.onOrderReduced(
                        sequence, orderReduced.wrapAndApplyHeader(buffer, offset, header));
            case OrderAmendedDecoder.TEMPLATE_ID ->
                visitor.onOrderAmended(
                        sequence, orderAmended.wrapAndApplyHeader(buffer, offset, header));
            case TradedDecoder.TEMPLATE_ID ->
                visitor.onTraded(sequence, traded.wrapAndApplyHeader(buffer, offset, header));
            case OrderClosedDecoder.TEMPLATE_ID ->
                visitor.onOrderClosed(
                        sequence, orderClosed.wrapAndApplyHeader(buffer, offset, header));
            case PostedDecoder.TEMPLATE_ID ->
                visitor.onPosted(sequence, posted.wrapAndApplyHeader(buffer, offset, header));
            case IssuedDecoder.TEMPLATE_ID ->
                visitor.onIssued(sequence, issued.wrapAndApplyHeader(buffer, offset, header));
            case WithdrawnDecoder.TEMPLATE_ID ->
                visitor.onWithdrawn(sequence, withdrawn.wrapAndApplyHeader(buffer, offset, header));
            case CommandDeniedDecoder.TEMPLATE_ID ->
                visitor.onCommandDenied(
                        sequence, commandDenied.wrapAndApplyHeader(buffer, offset, header));
            default -> {
                if (!accounts.dispatch(header, buffer, offset, sequence, visitor)
                        && !outcomes.dispatch(buffer, offset, header, sequence, visitor)
                        && !corrections.dispatch(buffer, offset, header, sequence, visitor)
                        && !options.dispatch(buffer, offset, header, sequence, visitor)
                        && !items.dispatch(buffer, offset, header, sequence, visitor)
                        && !triggers.dispatch(buffer, offset, header, sequence, visitor)
                        && !protections.dispatch(buffer, offset, header, sequence, visitor)) {
                    throw unknown(sequence);
                }
            }
        }
    }

    // Skipping what one does not know would leave a projection wrong without a word.
    private FrameInvalidException unknown(long sequence) {
        return new FrameInvalidException(
                "event " + sequence + " has the unknown template " + header.templateId());
    }
}
