package io.rialto.sequencer;

import io.rialto.engine.CommandHeader;
import io.rialto.engine.Outcome;
import io.rialto.engine.Preview;
import io.rialto.protocol.AnswerEncoder;
import io.rialto.protocol.AnswerHeaderEncoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.protocol.PreviewAnswerEncoder;

import org.agrona.concurrent.UnsafeBuffer;

/** Encodes answers. Owned by the engine's thread; allocates nothing. */
final class AnswerPublisher {
    private static final int BODY = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int ANSWER_BYTES = BODY + AnswerEncoder.BLOCK_LENGTH;
    private static final int PREVIEW_BYTES_MAX = BODY
            + PreviewAnswerEncoder.BLOCK_LENGTH
            + PreviewAnswerEncoder.FillsEncoder.sbeHeaderSize()
            + Preview.FILLS_MAX * PreviewAnswerEncoder.FillsEncoder.sbeBlockLength();

    private final MachineOutput output;
    private final ArrayBuffer answerBuffer = new ArrayBuffer(ANSWER_BYTES);
    private final UnsafeBuffer previewBuffer = new UnsafeBuffer(new byte[PREVIEW_BYTES_MAX]);
    private final MessageHeaderEncoder messageHeader = new MessageHeaderEncoder();
    private final AnswerEncoder answer = new AnswerEncoder();
    private final PreviewAnswerEncoder previewAnswer = new PreviewAnswerEncoder();

    AnswerPublisher(MachineOutput output) {
        this.output = output;
        answer.wrapAndApplyHeader(answerBuffer, 0, messageHeader);
    }

    void answer(CommandHeader command, Outcome outcome) {
        header(answer.header(), command, outcome);
        answer.id(outcome.id)
                .count(outcome.count)
                .filledQuantity(outcome.filledQuantity)
                .filledNotional(outcome.filledNotional)
                .fees(outcome.fees)
                .remaining(outcome.remaining)
                .needed(outcome.needed)
                .available(outcome.available)
                .related(outcome.related);
        answerBuffer.putByte(
                BODY + AnswerEncoder.stateEncodingOffset(), (byte) outcome.state.number());
        WireNumber.put(
                outcome.relatedCode,
                answerBuffer,
                BODY + AnswerEncoder.relatedCodeEncodingOffset());
        output.onAnswer(answerBuffer, 0, ANSWER_BYTES);
    }

    void answer(CommandHeader command, Outcome outcome, Preview preview) {
        previewAnswer.wrapAndApplyHeader(previewBuffer, 0, messageHeader);
        header(previewAnswer.header(), command, outcome);
        previewAnswer
                .needed(outcome.needed)
                .available(preview.available)
                .filledQuantity(preview.filledQuantity)
                .filledNotional(preview.filledNotional)
                .fees(preview.fees)
                .resting(preview.resting)
                .held(preview.held)
                .baseAvailableAfter(preview.baseAvailableAfter)
                .quoteAvailableAfter(preview.quoteAvailableAfter);
        previewBuffer.putByte(
                BODY + PreviewAnswerEncoder.stateEncodingOffset(), (byte) preview.state.number());
        PreviewAnswerEncoder.FillsEncoder fills = previewAnswer.fillsCount(preview.fills);
        for (int i = 0; i < preview.fills; i++) {
            fills.next().price(preview.fillPrices[i]).quantity(preview.fillQuantities[i]);
        }
        output.onAnswer(previewBuffer, 0, previewAnswer.limit());
    }

    private static void header(AnswerHeaderEncoder header, CommandHeader command, Outcome outcome) {
        header.gatewayId(Integer.toUnsignedLong(command.gatewayId))
                .gatewayEpoch(Integer.toUnsignedLong(command.gatewayEpoch))
                .gatewayNumber(command.gatewayNumber)
                .sessionId(command.sessionId)
                .sequence(outcome.sequence)
                .timeNanos(outcome.timeNanos)
                .repeated(WireNumber.of(outcome.repeated))
                .reserved((short) 0);
        WireNumber.put(
                outcome.code,
                header.buffer(),
                header.offset() + AnswerHeaderEncoder.codeEncodingOffset());
    }
}
