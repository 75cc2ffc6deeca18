package io.rialto.sequencer;

import org.agrona.DirectBuffer;

/**
 * Takes what a {@link Machine} says while it applies a command. Buffers are only lent for the
 * call.
 */
public interface MachineOutput {
    /** The most bytes of one frame: an Aeron message of one fragment at an MTU of 1,408. */
    int FRAME_BYTES_MAX = 1376;

    /** A whole {@code EventFrame} with its message header, at most {@link #FRAME_BYTES_MAX} long. */
    void onEvents(DirectBuffer frame, int offset, int length);

    /** An answer to whoever sent the command; it may be lost, and is then asked for again. */
    void onAnswer(DirectBuffer answer, int offset, int length);
}
