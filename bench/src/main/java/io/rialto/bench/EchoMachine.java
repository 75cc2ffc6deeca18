package io.rialto.bench;

import io.rialto.protocol.AnswerDecoder;
import io.rialto.protocol.AnswerEncoder;
import io.rialto.protocol.Code;
import io.rialto.protocol.CommandHeaderDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.sequencer.Machine;
import io.rialto.sequencer.MachineOutput;
import io.rialto.sequencer.RecordSink;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Answers every command with an answer of the usual size and does nothing else: no state, no events.
 * What a venue with it reaches is what the log and the way to it allow.
 */
final class EchoMachine implements Machine {
    private static final int ANSWER_BYTES =
            MessageHeaderDecoder.ENCODED_LENGTH + AnswerDecoder.BLOCK_LENGTH;

    private final MachineOutput output;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[ANSWER_BYTES]);
    private final AnswerEncoder answer = new AnswerEncoder();
    private final CommandHeaderDecoder header = new CommandHeaderDecoder();

    EchoMachine(MachineOutput output) {
        this.output = output;
        // Also the epoch, when a gateway opens.
        answer.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder()).id(1);
    }

    @Override
    public void onCommand(
            long timeNanos, long logPosition, DirectBuffer command, int offset, int length) {
        header.wrap(command, offset + MessageHeaderDecoder.ENCODED_LENGTH);
        answer.header()
                .gatewayId(header.gatewayId())
                .gatewayEpoch(header.gatewayEpoch())
                .gatewayNumber(header.gatewayNumber())
                .sessionId(header.sessionId())
                .timeNanos(timeNanos)
                .code(Code.DONE);
        output.onAnswer(buffer, 0, ANSWER_BYTES);
    }

    @Override
    public void onDeadline(long timeNanos, long logPosition) {}

    @Override
    public long nextDeadlineNanos() {
        return Long.MAX_VALUE;
    }

    @Override
    public long sequence() {
        return 0;
    }

    @Override
    public long chain() {
        return 0;
    }

    @Override
    public long stateHash() {
        return 0;
    }

    @Override
    public void writeSnapshot(RecordSink sink) {}

    @Override
    public void readSnapshot(DirectBuffer record, int offset, int length) {
        throw new IllegalStateException("an echo has no state");
    }
}
