package io.rialto.gateway;

import io.rialto.protocol.AnswerDecoder;
import io.rialto.protocol.AnswerHeaderDecoder;
import io.rialto.protocol.Code;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OrderState;
import io.rialto.protocol.PreviewAnswerDecoder;

import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * What the venue answered to a command, decoded; what does not apply is 0. Meanings as in the
 * wire's Answer.
 */
record CommandAnswer(
        long gatewayNumber,
        long sequence,
        long timeNanos,
        Code code,
        boolean repeated,
        long id,
        long count,
        long filledQuantity,
        long filledNotional,
        long fees,
        long remaining,
        long needed,
        long available,
        OrderState state,
        long related,
        Code relatedCode,
        PreviewTerms preview) {

    /** What would fill at one price. */
    record Level(long price, long quantity) {}

    /** What only the answer to a preview has. */
    record PreviewTerms(
            List<Level> fills, long held, long baseAvailableAfter, long quoteAvailableAfter) {
        PreviewTerms {
            fills = List.copyOf(fills);
        }

        static final PreviewTerms NONE = new PreviewTerms(List.of(), 0, 0, 0);
    }

    boolean isDone() {
        return code == Code.DONE;
    }

    /** Decodes answers; one per thread. */
    static final class Decoder {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final AnswerDecoder answer = new AnswerDecoder();
        private final PreviewAnswerDecoder preview = new PreviewAnswerDecoder();

        /**
         * Decodes an answer.
         *
         * @throws IllegalStateException if it is none that this version can read
         */
        CommandAnswer decode(DirectBuffer buffer, int offset, int length) {
            if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
                throw new IllegalStateException("an answer of " + length + " bytes");
            }
            header.wrap(buffer, offset);
            if (header.blockLength() > length - MessageHeaderDecoder.ENCODED_LENGTH) {
                throw new IllegalStateException("an answer that is cut short");
            }
            try {
                return decode(buffer, offset);
            } catch (IndexOutOfBoundsException | IllegalArgumentException unreadable) {
                // A count that leads out of it, or a number that no enum has.
                throw new IllegalStateException("an answer that cannot be read", unreadable);
            }
        }

        private CommandAnswer decode(DirectBuffer buffer, int offset) {
            return switch (header.templateId()) {
                case AnswerDecoder.TEMPLATE_ID -> decodeAnswer(buffer, offset);
                case PreviewAnswerDecoder.TEMPLATE_ID -> decodePreview(buffer, offset);
                default ->
                    throw new IllegalStateException(
                            "no answer has template " + header.templateId());
            };
        }

        private CommandAnswer decodeAnswer(DirectBuffer buffer, int offset) {
            answer.wrapAndApplyHeader(buffer, offset, header);
            AnswerHeaderDecoder head = answer.header();
            return new CommandAnswer(
                    head.gatewayNumber(),
                    head.sequence(),
                    head.timeNanos(),
                    head.code(),
                    head.repeated() == 1,
                    answer.id(),
                    answer.count(),
                    answer.filledQuantity(),
                    answer.filledNotional(),
                    answer.fees(),
                    answer.remaining(),
                    answer.needed(),
                    answer.available(),
                    answer.state(),
                    answer.related(),
                    answer.relatedCode(),
                    PreviewTerms.NONE);
        }

        private CommandAnswer decodePreview(DirectBuffer buffer, int offset) {
            preview.wrapAndApplyHeader(buffer, offset, header);
            AnswerHeaderDecoder head = preview.header();
            PreviewAnswerDecoder.FillsDecoder fills = preview.fills();
            List<Level> levels = new ArrayList<>(fills.count());
            while (fills.hasNext()) {
                fills.next();
                levels.add(new Level(fills.price(), fills.quantity()));
            }
            PreviewTerms terms = new PreviewTerms(
                    levels,
                    preview.held(),
                    preview.baseAvailableAfter(),
                    preview.quoteAvailableAfter());
            return new CommandAnswer(
                    head.gatewayNumber(),
                    head.sequence(),
                    head.timeNanos(),
                    head.code(),
                    head.repeated() == 1,
                    0,
                    0,
                    preview.filledQuantity(),
                    preview.filledNotional(),
                    preview.fees(),
                    preview.resting(),
                    preview.needed(),
                    preview.available(),
                    preview.state(),
                    0,
                    Code.DONE,
                    terms);
        }
    }
}
