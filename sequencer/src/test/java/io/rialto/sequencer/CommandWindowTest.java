package io.rialto.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.protocol.AnswerEncoder;
import io.rialto.protocol.Code;
import io.rialto.protocol.MessageHeaderEncoder;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Answers that are not for this run of the gateway, or not for what is unanswered. */
class CommandWindowTest {
    private static final int GATEWAY = 1;
    private static final int EPOCH = 4;

    private final CommandWindow window =
            new CommandWindow(GATEWAY, 2, 3, new CommandClientListener() {});
    private int told;

    @Test
    void shouldTakeNoAnswerButItsOwn() {
        window.onConnected(0);
        window.doWork(0, (buffer, offset, length) -> true);
        answer(GATEWAY, 0, 0, EPOCH);
        UnsafeBuffer command = new UnsafeBuffer(new byte[CommandStamp.COMMAND_BYTES_MIN]);
        assertThat(window.submit(command, 0, command.capacity(), new Listener()))
                .isTrue();
        window.doWork(0, (buffer, offset, length) -> true);

        answer(GATEWAY + 1, EPOCH, 1, 0);
        answer(GATEWAY, EPOCH - 1, 1, 0);
        answer(GATEWAY, EPOCH, 2, 0);
        assertThat(told).isZero();
        answer(GATEWAY, EPOCH, 1, 0);
        answer(GATEWAY, EPOCH, 1, 0);
        assertThat(told).isEqualTo(1);
        assertThat(window.inFlight()).isZero();
    }

    private void answer(int gateway, int epoch, long number, long id) {
        UnsafeBuffer buffer = new UnsafeBuffer(
                new byte[MessageHeaderEncoder.ENCODED_LENGTH + AnswerEncoder.BLOCK_LENGTH]);
        AnswerEncoder answer =
                new AnswerEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
        answer.header().gatewayId(gateway).gatewayEpoch(epoch).gatewayNumber(number);
        answer.header().code(Code.DONE);
        answer.id(id);
        window.onAnswer(buffer, 0, buffer.capacity());
    }

    private final class Listener implements CommandClient.AnswerHandler {
        @Override
        public void onAnswer(DirectBuffer answer, int offset, int length) {
            told++;
        }

        @Override
        public void onUnknown() {
            throw new AssertionError("it is answered");
        }
    }
}
