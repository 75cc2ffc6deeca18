package io.rialto.view;

import io.rialto.protocol.FundCreatedDecoder;
import io.rialto.protocol.FundRedeemedDecoder;
import io.rialto.protocol.MarketSettledDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OutcomeMarketCreatedDecoder;
import io.rialto.protocol.OutcomeMarketEditedDecoder;

import org.agrona.DirectBuffer;

/** Decodes the events about markets of contracts for {@link EventDispatcher}. */
final class OutcomeDispatcher {
    private final OutcomeMarketCreatedDecoder created = new OutcomeMarketCreatedDecoder();
    private final OutcomeMarketEditedDecoder edited = new OutcomeMarketEditedDecoder();
    private final MarketSettledDecoder settled = new MarketSettledDecoder();
    private final FundCreatedDecoder fundCreated = new FundCreatedDecoder();
    private final FundRedeemedDecoder fundRedeemed = new FundRedeemedDecoder();

    /** Whether it was such an event, and was passed on. */
    boolean dispatch(
            DirectBuffer buffer,
            int offset,
            MessageHeaderDecoder header,
            long sequence,
            OutcomeVisitor visitor) {
        switch (header.templateId()) {
            case OutcomeMarketCreatedDecoder.TEMPLATE_ID ->
                visitor.onOutcomeMarketCreated(
                        sequence, created.wrapAndApplyHeader(buffer, offset, header));
            case OutcomeMarketEditedDecoder.TEMPLATE_ID ->
                visitor.onOutcomeMarketEdited(
                        sequence, edited.wrapAndApplyHeader(buffer, offset, header));
            case MarketSettledDecoder.TEMPLATE_ID ->
                visitor.onMarketSettled(
                        sequence, settled.wrapAndApplyHeader(buffer, offset, header));
            case FundCreatedDecoder.TEMPLATE_ID ->
                visitor.onFundCreated(
                        sequence, fundCreated.wrapAndApplyHeader(buffer, offset, header));
            case FundRedeemedDecoder.TEMPLATE_ID ->
                visitor.onFundRedeemed(
                        sequence, fundRedeemed.wrapAndApplyHeader(buffer, offset, header));
            default -> {
                return false;
            }
        }
        return true;
    }
}
