package io.rialto.sequencer;

import org.agrona.DirectBuffer;

/** Carries commands to the venue, in order while it stays connected. */
@FunctionalInterface
public interface CommandTransport {
    /** Copies a command on its way; false when it cannot now. Never blocks. */
    boolean offer(DirectBuffer command, int offset, int length);
}
