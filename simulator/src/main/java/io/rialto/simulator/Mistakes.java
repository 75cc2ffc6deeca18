package io.rialto.simulator;

import io.rialto.protocol.AnswerHeaderDecoder;
import io.rialto.protocol.CommandHeaderDecoder;
import io.rialto.protocol.CommandHeaderEncoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.StateEndEncoder;
import io.rialto.sequencer.Machine;
import io.rialto.sequencer.MachineFactory;
import io.rialto.sequencer.MachineOutput;
import io.rialto.sequencer.SnapshotPoint;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.List;

/** What some of the {@linkplain Plant planted} mistakes need. */
final class Mistakes {
    /** Up to here an answer says what it answers. */
    private static final int NUMBER_END = MessageHeaderDecoder.ENCODED_LENGTH
            + AnswerHeaderDecoder.gatewayNumberEncodingOffset()
            + Long.BYTES;

    private Mistakes() {}

    /** A snapshot that lacks the records of one kind, and a hash that is the lesser state's. */
    static Disk.Snapshot without(
            int template, MachineFactory factory, SnapshotPoint point, List<UnsafeBuffer> records) {
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        List<UnsafeBuffer> left = records.stream()
                .filter(record -> header.wrap(record, 0).templateId() != template)
                .toList();
        new StateEndEncoder()
                .wrap(left.getLast(), MessageHeaderDecoder.ENCODED_LENGTH)
                .records(left.size() - 1);
        Machine lesser = factory.create(new Silent());
        left.forEach(record -> lesser.readSnapshot(record, 0, record.capacity()));
        SnapshotPoint lesserPoint = new SnapshotPoint(
                point.sequence(),
                point.chain(),
                lesser.stateHash(),
                point.logPosition(),
                point.timeNanos(),
                point.timerNanos(),
                point.eventRecording(),
                point.eventPosition());
        return new Disk.Snapshot(lesserPoint, left);
    }

    /** Puts another key into a command. */
    static void newKey(UnsafeBuffer command, long key) {
        new CommandHeaderEncoder()
                .wrap(command, MessageHeaderDecoder.ENCODED_LENGTH)
                .keyHigh(key)
                .keyLow(key);
    }

    /** Knows what was sent. */
    static final class Once {
        private long highest;

        boolean isNew(DirectBuffer command, int offset) {
            long number = new CommandHeaderDecoder()
                    .wrap(command, offset + MessageHeaderDecoder.ENCODED_LENGTH)
                    .gatewayNumber();
            boolean isNew = number == 0 || number > highest;
            highest = Math.max(highest, number);
            return isNew;
        }
    }

    /** Gives at times the answer before, under the number of the right one. */
    static final class Mixed {
        private static final int EVERY = 500;

        private final UnsafeBuffer before = new UnsafeBuffer(new byte[0]);
        private int given;

        DirectBuffer instead(DirectBuffer answer, int offset, int length) {
            UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
            copy.putBytes(0, answer, offset, length);
            boolean isTurn = ++given % EVERY == 0 && before.capacity() == length;
            if (!isTurn) {
                before.wrap(copy);
                return copy;
            }
            UnsafeBuffer wrong = new UnsafeBuffer(new byte[length]);
            wrong.putBytes(0, before, 0, length);
            wrong.putBytes(0, copy, 0, NUMBER_END);
            return wrong;
        }
    }

    private static final class Silent implements MachineOutput {
        @Override
        public void onEvents(DirectBuffer frame, int offset, int length) {
            // Only its state is of interest.
        }

        @Override
        public void onAnswer(DirectBuffer answer, int offset, int length) {
            // Only its state is of interest.
        }
    }
}
