package io.rialto.sequencer;

import io.rialto.engine.CommandHeader;
import io.rialto.engine.Engine;
import io.rialto.engine.Exits;
import io.rialto.engine.Outcome;
import io.rialto.engine.PlaceOrder;
import io.rialto.engine.Preview;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.PlaceBracketDecoder;
import io.rialto.protocol.PreviewBracketDecoder;

import org.agrona.DirectBuffer;

/** The commands about an order with two exits, for an {@link OrderAdapter}. */
final class BracketAdapter {
    private static final int UNKNOWN = -1;

    private final Engine engine;
    private final PlaceOrder terms = new PlaceOrder();

    /** A preview has the block of the placement. */
    private final PlaceBracketDecoder decoder = new PlaceBracketDecoder();

    BracketAdapter(Engine engine) {
        this.engine = engine;
    }

    /** Bytes of the fixed fields of such a command; -1 for a template that is none. */
    static int blockLength(int template) {
        return switch (template) {
            case PlaceBracketDecoder.TEMPLATE_ID -> PlaceBracketDecoder.BLOCK_LENGTH;
            case PreviewBracketDecoder.TEMPLATE_ID -> PreviewBracketDecoder.BLOCK_LENGTH;
            default -> UNKNOWN;
        };
    }

    /** Calls the engine unless it is no such command, or a field has no such value. */
    boolean dispatch(
            CommandHeader header,
            DirectBuffer command,
            int body,
            Outcome outcome,
            Preview preview) {
        if (blockLength(header.template) == UNKNOWN || !read(command, body)) {
            return false;
        }
        Exits exits = new Exits(
                decoder.takeProfitPrice(),
                decoder.takeProfitLimit(),
                decoder.stopPrice(),
                decoder.stopLimit());
        if (header.template == PreviewBracketDecoder.TEMPLATE_ID) {
            engine.previewBracket(header, terms, exits, outcome, preview);
        } else {
            engine.placeBracket(header, terms, exits, outcome);
        }
        return true;
    }

    private boolean read(DirectBuffer command, int body) {
        PlaceBracketDecoder from = decoder;
        from.wrap(
                command,
                body,
                PlaceBracketDecoder.BLOCK_LENGTH,
                MessageHeaderDecoder.SCHEMA_VERSION);
        if (!WireNumber.isFlag(from.postOnly())
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
                body + PlaceBracketDecoder.clientOrderIdEncodingOffset(),
                terms.clientOrderId);
        terms.market = from.market();
        terms.price = from.price();
        terms.quantity = from.quantity();
        terms.expiresAt = from.expiresAt();
        terms.postOnly = from.postOnly() == 1;
        return true;
    }
}
