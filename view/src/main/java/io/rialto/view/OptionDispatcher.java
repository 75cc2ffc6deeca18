package io.rialto.view;

import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OptionContractChangedDecoder;
import io.rialto.protocol.OptionCreatedDecoder;
import io.rialto.protocol.OptionExercisedDecoder;

import org.agrona.DirectBuffer;

/** Decodes the events about options for {@link EventDispatcher}. */
final class OptionDispatcher {
    private final OptionCreatedDecoder created = new OptionCreatedDecoder();
    private final OptionContractChangedDecoder changed = new OptionContractChangedDecoder();
    private final OptionExercisedDecoder exercised = new OptionExercisedDecoder();

    /** Whether it was such an event, and was passed on. */
    boolean dispatch(
            DirectBuffer buffer,
            int offset,
            MessageHeaderDecoder header,
            long sequence,
            OptionVisitor visitor) {
        switch (header.templateId()) {
            case OptionCreatedDecoder.TEMPLATE_ID ->
                visitor.onOptionCreated(
                        sequence, created.wrapAndApplyHeader(buffer, offset, header));
            case OptionContractChangedDecoder.TEMPLATE_ID ->
                visitor.onOptionContractChanged(
                        sequence, changed.wrapAndApplyHeader(buffer, offset, header));
            case OptionExercisedDecoder.TEMPLATE_ID ->
                visitor.onOptionExercised(
                        sequence, exercised.wrapAndApplyHeader(buffer, offset, header));
            default -> {
                return false;
            }
        }
        return true;
    }
}
