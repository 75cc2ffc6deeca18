package io.rialto.sequencer;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.StreamChain;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The event stream of a {@link MemorySequencer}: its frames in a list, and its newest snapshot. */
final class MemoryStream {
    /** A frame as published. */
    record Frame(long firstSequence, long lastSequence, long chain, UnsafeBuffer bytes) {
        static Frame copyOf(DirectBuffer buffer, int offset, int length) {
            EventFrameDecoder decoder = new EventFrameDecoder()
                    .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
            long first = decoder.firstSequence();
            UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
            copy.putBytes(0, buffer, offset, length);
            return new Frame(first, first + decoder.count() - 1, decoder.chain(), copy);
        }
    }

    private final List<Frame> frames = new ArrayList<>();
    private long purgedFrames;
    private long lastSequence;
    private long lastChain = StreamChain.EMPTY;
    private Optional<EventStream.StateSnapshot> newestSnapshot = Optional.empty();

    synchronized void append(Frame frame) {
        frames.add(frame);
        lastSequence = frame.lastSequence();
        lastChain = frame.chain();
    }

    synchronized long lastSequence() {
        return lastSequence;
    }

    synchronized long lastChain() {
        return lastChain;
    }

    synchronized void snapshot(EventStream.StateSnapshot snapshot) {
        newestSnapshot = Optional.of(snapshot);
    }

    synchronized Optional<EventStream.StateSnapshot> newestSnapshot() {
        return newestSnapshot;
    }

    /** Forgets the frames that end at or below {@code sequence}. */
    synchronized void purge(long sequence) {
        int count = indexAfter(sequence);
        frames.subList(0, count).clear();
        purgedFrames += count;
    }

    synchronized long firstSequence() {
        return frames.isEmpty() ? lastSequence + 1 : frames.getFirst().firstSequence();
    }

    /** How many frames, purged ones included, end at or below {@code sequence}. */
    synchronized long framesUpTo(long sequence) {
        return purgedFrames + indexAfter(sequence);
    }

    /** The frame at a position counted from the first ever; null when purged or to come. */
    synchronized Frame frame(long position) {
        long index = position - purgedFrames;
        return index < 0 || index >= frames.size() ? null : frames.get((int) index);
    }

    private int indexAfter(long sequence) {
        int low = 0;
        int high = frames.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (frames.get(middle).lastSequence() <= sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
