package io.rialto.sequencer;

import io.rialto.engine.CommandHeader;
import io.rialto.engine.Condition;
import io.rialto.engine.ConditionalOrder;
import io.rialto.engine.Engine;
import io.rialto.engine.Outcome;
import io.rialto.engine.PlaceOrder;
import io.rialto.engine.Preview;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.PlaceConditionalOrderDecoder;
import io.rialto.protocol.PreviewConditionalOrderDecoder;

import org.agrona.DirectBuffer;

/** The commands about orders that wait for a price, for a {@link CommandAdapter}. */
final class ConditionalAdapter {
    private final Engine engine;
    private final ConditionalOrder wanted = new ConditionalOrder();

    /** A preview has the block of the placement. */
    private final PlaceConditionalOrderDecoder decoder = new PlaceConditionalOrderDecoder();

    ConditionalAdapter(Engine engine) {
        this.engine = engine;
    }

    /** Calls the engine unless a field has no such value. */
    boolean dispatch(
            CommandHeader header,
            DirectBuffer command,
            int body,
            Outcome outcome,
            Preview preview) {
        boolean isPreview = header.template == PreviewConditionalOrderDecoder.TEMPLATE_ID;
        if (!isPreview && header.template != PlaceConditionalOrderDecoder.TEMPLATE_ID) {
            return false;
        }
        if (!read(command, body)) {
            return false;
        }
        if (isPreview) {
            engine.previewConditionalOrder(header, wanted, outcome, preview);
        } else {
            engine.placeConditionalOrder(header, wanted, outcome);
        }
        return true;
    }

    private boolean read(DirectBuffer command, int body) {
        PlaceConditionalOrderDecoder from = decoder;
        from.wrap(
                command,
                body,
                PlaceConditionalOrderDecoder.BLOCK_LENGTH,
                MessageHeaderDecoder.SCHEMA_VERSION);
        PlaceOrder terms = wanted.terms;
        if (!WireNumber.isCondition(from.conditionRaw())
                || !OrderWords.read(
                        terms,
                        from.sideRaw(),
                        from.orderTypeRaw(),
                        from.timeInForceRaw(),
                        from.selfTradePreventionRaw())) {
            return false;
        }
        terms.clientOrderIdValid = WireText.get(
                command,
                body + PlaceConditionalOrderDecoder.clientOrderIdEncodingOffset(),
                terms.clientOrderId);
        terms.market = from.market();
        terms.price = from.price();
        terms.quantity = from.quantity();
        terms.expiresAt = from.expiresAt();
        wanted.condition = Condition.of(from.conditionRaw());
        wanted.triggerPrice = from.triggerPrice();
        wanted.trail = from.trail();
        return true;
    }
}
