package io.rialto.simulator;

import io.rialto.protocol.AnswerDecoder;
import io.rialto.protocol.AnswerHeaderDecoder;
import io.rialto.protocol.Code;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.OrderState;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An answer, with what it answers apart from what it says: under a key the same is said again to
 * other numbers.
 *
 * @param content all that must be the same when it is said again
 */
record Outcome(
        CommandNumber number,
        Code code,
        long sequence,
        boolean isRepeated,
        long id,
        OrderState state,
        long filled,
        long remaining,
        UnsafeBuffer content) {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int SAID_FROM = HEADER + AnswerHeaderDecoder.sequenceEncodingOffset();
    private static final int REPEATED = HEADER + AnswerHeaderDecoder.repeatedEncodingOffset();

    /** Which command of which gateway is answered. */
    record CommandNumber(long gatewayId, long epoch, long number) {}

    static Outcome of(DirectBuffer answer, int offset, int length) {
        UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
        copy.putBytes(0, answer, offset, length);
        AnswerHeaderDecoder header = new AnswerHeaderDecoder().wrap(copy, HEADER);
        CommandNumber number = new CommandNumber(
                header.gatewayId(), header.gatewayEpoch(), header.gatewayNumber());
        boolean isRepeated = header.repeated() != 0;
        Code code = header.code();
        long sequence = header.sequence();
        copy.setMemory(HEADER, SAID_FROM - HEADER, (byte) 0);
        copy.putByte(REPEATED, (byte) 0);
        if (new MessageHeaderDecoder().wrap(copy, 0).templateId() != AnswerDecoder.TEMPLATE_ID) {
            return new Outcome(
                    number, code, sequence, isRepeated, 0, OrderState.ABSENT, 0, 0, copy);
        }
        AnswerDecoder said =
                new AnswerDecoder().wrapAndApplyHeader(copy, 0, new MessageHeaderDecoder());
        return new Outcome(
                number,
                code,
                sequence,
                isRepeated,
                said.id(),
                said.state(),
                said.filledQuantity(),
                said.remaining(),
                copy);
    }

    boolean isDone() {
        return code == Code.DONE;
    }

    /** Whether the command was looked at, and not only refused for how it came. */
    boolean isOfTheCommand() {
        return switch (code) {
            case GATEWAY_UNKNOWN, GATEWAY_FENCED, GATEWAY_GAP, GATEWAY_FORGOTTEN -> false;
            default -> true;
        };
    }

    /** Whether both say the same. */
    boolean says(Outcome other) {
        return content.equals(other.content);
    }

    @Override
    public String toString() {
        return "%s of %s at event %d: id %d, %s, filled %d, remaining %d"
                .formatted(code, number, sequence, id, state, filled, remaining);
    }
}
