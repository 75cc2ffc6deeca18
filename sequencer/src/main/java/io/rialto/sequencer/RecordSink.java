package io.rialto.sequencer;

import org.agrona.DirectBuffer;

/** Takes the records of a snapshot, each copied before the call returns. */
@FunctionalInterface
public interface RecordSink {
    void append(DirectBuffer record, int offset, int length);
}
