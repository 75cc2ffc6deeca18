package io.rialto.view;

import io.rialto.protocol.MarketVoidedDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.SettlementCorrectedDecoder;
import io.rialto.protocol.TradeBustedDecoder;

import org.agrona.DirectBuffer;

/** Decodes the events of corrections for {@link EventDispatcher}. */
final class CorrectionDispatcher {
    private final TradeBustedDecoder busted = new TradeBustedDecoder();
    private final MarketVoidedDecoder voided = new MarketVoidedDecoder();
    private final SettlementCorrectedDecoder corrected = new SettlementCorrectedDecoder();

    /** Whether it was such an event, and was passed on. */
    boolean dispatch(
            DirectBuffer buffer,
            int offset,
            MessageHeaderDecoder header,
            long sequence,
            CorrectionVisitor visitor) {
        switch (header.templateId()) {
            case TradeBustedDecoder.TEMPLATE_ID ->
                visitor.onTradeBusted(sequence, busted.wrapAndApplyHeader(buffer, offset, header));
            case MarketVoidedDecoder.TEMPLATE_ID ->
                visitor.onMarketVoided(sequence, voided.wrapAndApplyHeader(buffer, offset, header));
            case SettlementCorrectedDecoder.TEMPLATE_ID ->
                visitor.onSettlementCorrected(
                        sequence, corrected.wrapAndApplyHeader(buffer, offset, header));
            default -> {
                return false;
            }
        }
        return true;
    }
}
