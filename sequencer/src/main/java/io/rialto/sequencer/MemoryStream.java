package io.rialto.sequencer;

import io.rialto.protocol.EventFrameDecoder;
import io.rialto.protocol.MessageHeaderDecoder;
import io.rialto.protocol.StreamChain;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * An event stream in memory, of a {@link MemorySequencer} or a simulated node: its frames in a
 * list, and its newest snapshot.
 */
public final class MemoryStream {
    /** A frame as published. */
    public record Frame(long firstSequence, long lastSequence, long chain, UnsafeBuffer bytes) {
        /** Copies a frame out of a buffer that is lent. */
        public static Frame copyOf(DirectBuffer buffer, int offset, int length) {
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
    private long purgedSequence;
    private long purgedChain = StreamChain.EMPTY;
    private long lastSequence;
    private long lastChain = StreamChain.EMPTY;
    private Optional<EventStream.StateSnapshot> newestSnapshot = Optional.empty();

    /** Takes the next frame; whether it is the next is the caller's to know. */
    public synchronized void append(Frame frame) {
        frames.add(frame);
        lastSequence = frame.lastSequence();
        lastChain = frame.chain();
    }

    /** Number of the last event; 0 for none. */
    public synchronized long lastSequence() {
        return lastSequence;
    }

    /** The chain at that event. */
    public synchronized long lastChain() {
        return lastChain;
    }

    /** Takes what {@link #newestSnapshot} returns from now on. */
    public synchronized void snapshot(EventStream.StateSnapshot snapshot) {
        newestSnapshot = Optional.of(snapshot);
    }

    /** The newest snapshot, if there is one. */
    public synchronized Optional<EventStream.StateSnapshot> newestSnapshot() {
        return newestSnapshot;
    }

    /** Forgets the frames that end at or below {@code sequence}. */
    public synchronized void purge(long sequence) {
        int count = indexAfter(sequence);
        if (count > 0) {
            purgedSequence = frames.get(count - 1).lastSequence();
            purgedChain = frames.get(count - 1).chain();
        }
        frames.subList(0, count).clear();
        purgedFrames += count;
    }

    /** Loses the frames after {@code sequence}, the last of its frame, as a crash does. */
    public synchronized void truncate(long sequence) {
        int count = indexAfter(sequence);
        frames.subList(count, frames.size()).clear();
        lastSequence = count == 0 ? purgedSequence : frames.getLast().lastSequence();
        lastChain = count == 0 ? purgedChain : frames.getLast().chain();
    }

    /** A reader of what follows event {@code sequence}, with the checks of the real one. */
    public EventReader open(long sequence, long chain, LongConsumer applied) {
        return new MemoryEventReader(this, sequence, chain, applied);
    }

    /** The first event kept. */
    public synchronized long firstSequence() {
        return frames.isEmpty() ? lastSequence + 1 : frames.getFirst().firstSequence();
    }

    /** How many frames, purged ones included, end at or below {@code sequence}. */
    public synchronized long framesUpTo(long sequence) {
        return purgedFrames + indexAfter(sequence);
    }

    /** The frame at a position counted from the first ever; null when purged or to come. */
    public synchronized Frame frame(long position) {
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
