package io.rialto.app;

import io.rialto.sequencer.EventReader;
import io.rialto.view.FrameSource;

import java.util.function.LongSupplier;

/**
 * Feeds a projection from a reader, and tells the reader how far the projection has stored what it
 * read: events are kept for it from there on.
 *
 * @param stored number of the last event that the projection need not be told again
 */
record StreamSource(EventReader reader, LongSupplier stored) implements FrameSource {
    @Override
    public int poll(FrameHandler handler, int framesMax) {
        int count = reader.poll(handler::onFrame, framesMax);
        reader.applied(stored.getAsLong());
        return count;
    }
}
