package io.rialto.sequencer;

import io.rialto.engine.CommandHeader;
import io.rialto.engine.Engine;
import io.rialto.engine.Instruction;
import io.rialto.engine.Outcome;
import io.rialto.engine.PlaceOrder;
import io.rialto.protocol.LinkOrdersDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.PlaceInstructedOrderDecoder;

import org.agrona.DirectBuffer;

/** The commands about orders that are told more, and of links, for a {@link ProtectionAdapter}. */
final class InstructedAdapter {
    private static final int VERSION = MessageHeaderDecoder.SCHEMA_VERSION;

    private final Engine engine;
    private final PlaceOrder terms = new PlaceOrder();
    private final PlaceInstructedOrderDecoder place = new PlaceInstructedOrderDecoder();
    private final LinkOrdersDecoder link = new LinkOrdersDecoder();

    InstructedAdapter(Engine engine) {
        this.engine = engine;
    }

    /** Bytes of the fixed fields of such a command; -1 for a template that is none. */
    static int blockLength(int template) {
        return switch (template) {
            case PlaceInstructedOrderDecoder.TEMPLATE_ID ->
                PlaceInstructedOrderDecoder.BLOCK_LENGTH;
            case LinkOrdersDecoder.TEMPLATE_ID -> LinkOrdersDecoder.BLOCK_LENGTH;
            default -> ManagedAdapter.blockLength(template);
        };
    }

    /** Calls the engine unless it is no such command, or a field has no such value. */
    boolean dispatch(CommandHeader header, DirectBuffer command, int body, Outcome outcome) {
        if (header.template == LinkOrdersDecoder.TEMPLATE_ID) {
            link.wrap(command, body, LinkOrdersDecoder.BLOCK_LENGTH, VERSION);
            engine.linkOrders(header, link.market(), link.order(), link.other(), outcome);
            return true;
        }
        if (header.template != PlaceInstructedOrderDecoder.TEMPLATE_ID || !read(command, body)) {
            return false;
        }
        engine.placeOrder(header, terms, outcome);
        return true;
    }

    private boolean read(DirectBuffer command, int body) {
        PlaceInstructedOrderDecoder from = place;
        from.wrap(command, body, PlaceInstructedOrderDecoder.BLOCK_LENGTH, VERSION);
        int instruction = from.instructionRaw();
        if (instruction >= Instruction.values().length
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
                body + PlaceInstructedOrderDecoder.clientOrderIdEncodingOffset(),
                terms.clientOrderId);
        terms.market = from.market();
        terms.price = from.price();
        terms.quantity = from.quantity();
        terms.expiresAt = from.expiresAt();
        terms.instruction = Instruction.of(instruction);
        terms.postOnly = terms.instruction == Instruction.SLIDE;
        return true;
    }
}
