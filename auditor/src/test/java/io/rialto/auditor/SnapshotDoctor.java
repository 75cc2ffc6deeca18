package io.rialto.auditor;

import io.rialto.protocol.BalanceStateDecoder;
import io.rialto.protocol.BalanceStateEncoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.MessageHeaderEncoder;
import io.rialto.sequencer.RecordSink;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Hands a snapshot on with a unit too much in its first balance. */
final class SnapshotDoctor {
    private final RecordSink out;
    private boolean isDone;

    SnapshotDoctor(RecordSink out) {
        this.out = out;
    }

    void onRecord(DirectBuffer record, int offset, int length) {
        byte[] bytes = new byte[length];
        record.getBytes(offset, bytes);
        UnsafeBuffer copy = new UnsafeBuffer(bytes);
        if (!isDone && Tape.templateOf(copy) == BalanceStateDecoder.TEMPLATE_ID) {
            isDone = true;
            long cash = new BalanceStateDecoder()
                    .wrapAndApplyHeader(copy, 0, new MessageHeaderDecoder())
                    .cash();
            new BalanceStateEncoder()
                    .wrapAndApplyHeader(copy, 0, new MessageHeaderEncoder())
                    .cash(cash + 1);
        }
        out.append(copy, 0, length);
    }
}
