package io.rialto.view;

import org.agrona.DirectBuffer;

/**
 * Where a projection gets the frames of the event stream from, in order, each once, beginning after
 * the last event that the projection has applied. Polled by one thread only. A source that can lose
 * its connection restores it by itself; an exception ends the projection that polls.
 */
@FunctionalInterface
public interface FrameSource {
    /** Delivers up to {@code framesMax} frames and returns how many. Never blocks. */
    int poll(FrameHandler handler, int framesMax);

    /** Takes frames; an exception from it ends the poll and reaches its caller. */
    @FunctionalInterface
    interface FrameHandler {
        /** A whole {@code EventFrame} with its message header, lent for the call. */
        void onFrame(DirectBuffer frame, int offset, int length);
    }
}
