package io.rialto.sequencer;

import io.aeron.ChannelUriStringBuilder;

/** Where the event stream is published and recorded. */
final class EventChannel {
    static final int STREAM_ID = 7701;

    /** Fixed, so that every run of a node extends the same recording. */
    static final int SESSION_ID = 7701;

    /** Leaves {@link MachineOutput#FRAME_BYTES_MAX} bytes of payload. */
    static final int MTU_LENGTH = 1408;

    private EventChannel() {}

    /** The publication that continues a stream at a position. */
    static String publication(long position, int initialTermId, int termLength, int mtuLength) {
        return new ChannelUriStringBuilder(recording())
                .mtu(mtuLength)
                .sparse(true)
                .initialPosition(position, initialTermId, termLength)
                .build();
    }

    /** What the archive subscribes to. */
    static String recording() {
        return new ChannelUriStringBuilder()
                .media("ipc")
                .sessionId(SESSION_ID)
                .alias("events")
                .build();
    }
}
