package io.rialto.sequencer;

import io.rialto.protocol.AnswerHeaderDecoder;
import io.rialto.protocol.CommandHeaderDecoder;
import io.rialto.protocol.MessageHeaderDecoder;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

/**
 * Where the sequencer's own fields stand in a command and in an answer: both begin with the message
 * header and then, as their first field, with the command's or the answer's header.
 */
final class CommandStamp {
    /** The least length of a command: message header and command header. */
    static final int COMMAND_BYTES_MIN =
            MessageHeaderDecoder.ENCODED_LENGTH + CommandHeaderDecoder.ENCODED_LENGTH;

    /** The least length of an answer: message header and answer header. */
    static final int ANSWER_BYTES_MIN =
            MessageHeaderDecoder.ENCODED_LENGTH + AnswerHeaderDecoder.ENCODED_LENGTH;

    private static final int COMMAND = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int ANSWER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private CommandStamp() {}

    /** Writes sender, epoch and number into a command. */
    static void stamp(
            MutableDirectBuffer command, int offset, int gatewayId, int epoch, long number) {
        int header = offset + COMMAND;
        command.putInt(header + CommandHeaderDecoder.gatewayIdEncodingOffset(), gatewayId, ORDER);
        command.putInt(header + CommandHeaderDecoder.gatewayEpochEncodingOffset(), epoch, ORDER);
        command.putLong(header + CommandHeaderDecoder.gatewayNumberEncodingOffset(), number, ORDER);
    }

    static int answerGatewayId(DirectBuffer answer, int offset) {
        return answer.getInt(
                offset + ANSWER + AnswerHeaderDecoder.gatewayIdEncodingOffset(), ORDER);
    }

    static int answerEpoch(DirectBuffer answer, int offset) {
        return answer.getInt(
                offset + ANSWER + AnswerHeaderDecoder.gatewayEpochEncodingOffset(), ORDER);
    }

    static long answerNumber(DirectBuffer answer, int offset) {
        return answer.getLong(
                offset + ANSWER + AnswerHeaderDecoder.gatewayNumberEncodingOffset(), ORDER);
    }

    static int answerCode(DirectBuffer answer, int offset) {
        return answer.getShort(offset + ANSWER + AnswerHeaderDecoder.codeEncodingOffset(), ORDER)
                & 0xFFFF;
    }
}
