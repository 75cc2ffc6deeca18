package io.rialto.sequencer;

import io.rialto.engine.CommandHeader;
import io.rialto.engine.Engine;
import io.rialto.engine.Instruction;
import io.rialto.engine.Outcome;
import io.rialto.engine.Peg;
import io.rialto.engine.PlaceOrder;
import io.rialto.engine.Preview;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.PlaceManagedOrderDecoder;
import io.rialto.protocol.PreviewManagedOrderDecoder;

import org.agrona.DirectBuffer;

/** The commands about orders that the venue manages while they rest, for an {@link OrderAdapter}. */
final class ManagedAdapter {
    private final Engine engine;
    private final PlaceOrder terms = new PlaceOrder();

    /** A preview has the block of the placement. */
    private final PlaceManagedOrderDecoder decoder = new PlaceManagedOrderDecoder();

    ManagedAdapter(Engine engine) {
        this.engine = engine;
        terms.isManaged = true;
    }

    /** Bytes of the fixed fields of such a command; -1 for a template that is none. */
    static int blockLength(int template) {
        return switch (template) {
            case PlaceManagedOrderDecoder.TEMPLATE_ID -> PlaceManagedOrderDecoder.BLOCK_LENGTH;
            case PreviewManagedOrderDecoder.TEMPLATE_ID -> PreviewManagedOrderDecoder.BLOCK_LENGTH;
            default -> BracketAdapter.blockLength(template);
        };
    }

    /** Calls the engine unless it is no such command, or a field has no such value. */
    boolean dispatch(
            CommandHeader header,
            DirectBuffer command,
            int body,
            Outcome outcome,
            Preview preview) {
        boolean isPreview = header.template == PreviewManagedOrderDecoder.TEMPLATE_ID;
        if (!isPreview && header.template != PlaceManagedOrderDecoder.TEMPLATE_ID) {
            return false;
        }
        if (!read(command, body)) {
            return false;
        }
        if (isPreview) {
            engine.previewOrder(header, terms, outcome, preview);
        } else {
            engine.placeOrder(header, terms, outcome);
        }
        return true;
    }

    private boolean read(DirectBuffer command, int body) {
        PlaceManagedOrderDecoder from = decoder;
        from.wrap(
                command,
                body,
                PlaceManagedOrderDecoder.BLOCK_LENGTH,
                MessageHeaderDecoder.SCHEMA_VERSION);
        if (!WireNumber.isFlag(from.postOnly())
                || from.instructionRaw() >= Instruction.values().length
                || from.pegRaw() >= Peg.values().length
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
                body + PlaceManagedOrderDecoder.clientOrderIdEncodingOffset(),
                terms.clientOrderId);
        terms.market = from.market();
        terms.price = from.price();
        terms.quantity = from.quantity();
        terms.expiresAt = from.expiresAt();
        terms.instruction = Instruction.of(from.instructionRaw());
        terms.postOnly = from.postOnly() == 1 || terms.instruction == Instruction.SLIDE;
        terms.displayQuantity = from.display();
        terms.peg = Peg.of(from.pegRaw());
        terms.pegOffset = from.pegOffset();
        return true;
    }
}
