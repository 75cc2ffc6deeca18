package io.rialto.history;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.view.FrameSource;
import io.rialto.view.ToyVenue;
import io.rialto.view.VenueView;
import io.rialto.view.ViewLimits;

import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

/** The frames of a toy venue, and the view of them that a history must agree with. */
final class Recorded {
    final List<byte[]> frames = new ArrayList<>();
    final VenueView view = new VenueView(new ViewLimits(100_000, 100_000, 100_000));
    final ToyVenue venue;

    Recorded(long seed, int steps, int eventsPerFrame) {
        venue = new ToyVenue(seed, 6, eventsPerFrame, this::add);
        venue.open();
        steps(steps);
    }

    void steps(int steps) {
        for (int i = 0; i < steps; i++) {
            venue.step();
        }
    }

    private void add(byte[] frame) {
        synchronized (frames) {
            frames.add(frame);
        }
        view.onFrame(new UnsafeBuffer(frame), 0, frame.length);
    }

    /** Delivers the frames after event {@code sequence}, also those recorded later. */
    FrameSource sourceAfter(long sequence) {
        int[] next = {0};
        while (next[0] < frames.size() && firstSequence(next[0]) <= sequence) {
            next[0]++;
        }
        return (handler, framesMax) -> {
            int count = 0;
            synchronized (frames) {
                while (count < framesMax && next[0] < frames.size()) {
                    byte[] frame = frames.get(next[0]++);
                    handler.onFrame(new UnsafeBuffer(frame), 0, frame.length);
                    count++;
                }
            }
            return count;
        };
    }

    private long firstSequence(int index) {
        return new EventFrameDecoder()
                .wrapAndApplyHeader(
                        new UnsafeBuffer(frames.get(index)), 0, new MessageHeaderDecoder())
                .firstSequence();
    }

    long sequence() {
        return venue.writer().sequence();
    }
}
