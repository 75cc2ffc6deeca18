package io.rialto.sequencer;

import io.rialto.protocol.StreamChain;

import java.util.function.LongConsumer;

/** Reads a {@link MemoryStream} with the checks of the real reader. */
final class MemoryEventReader implements EventReader {
    private final MemoryStream stream;
    private final LongConsumer applied;
    private long position = -1;
    private long sequence;
    private long chain;
    private boolean isClosed;

    MemoryEventReader(MemoryStream stream, long sequence, long chain, LongConsumer applied) {
        this.stream = stream;
        this.sequence = sequence;
        this.chain = chain;
        this.applied = applied;
    }

    @Override
    public int poll(FrameHandler handler, int framesMax) {
        if (isClosed || (position < 0 && !findPosition())) {
            return 0;
        }
        int count = 0;
        while (count < framesMax && !isClosed) {
            MemoryStream.Frame frame = stream.frame(position);
            if (frame == null) {
                checkNotPurged();
                break;
            }
            checkContinues(frame);
            handler.onFrame(frame.bytes(), 0, frame.bytes().capacity());
            position++;
            sequence = frame.lastSequence();
            chain = frame.chain();
            count++;
        }
        return count;
    }

    private boolean findPosition() {
        if (sequence > stream.lastSequence()) {
            return false;
        }
        checkNotPurged();
        long found = stream.framesUpTo(sequence);
        MemoryStream.Frame before = stream.frame(found - 1);
        if (before != null && (before.lastSequence() != sequence || before.chain() != chain)) {
            throw new StreamRewrittenException(
                    "event " + sequence + " is not the one that the consumer has applied");
        }
        position = found;
        return true;
    }

    private void checkNotPurged() {
        long first = stream.firstSequence();
        if (sequence + 1 < first) {
            throw new SequencePurgedException(
                    "event " + (sequence + 1) + " was purged, the first kept is " + first, first);
        }
    }

    private void checkContinues(MemoryStream.Frame frame) {
        long expected = StreamChain.next(chain, frame.bytes(), 0, frame.bytes().capacity());
        if (frame.firstSequence() != sequence + 1 || frame.chain() != expected) {
            throw new StreamRewrittenException(
                    "event " + frame.firstSequence() + " does not continue event " + sequence);
        }
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public long chain() {
        return chain;
    }

    @Override
    public void applied(long appliedSequence) {
        applied.accept(appliedSequence);
    }

    @Override
    public boolean isConnected() {
        return !isClosed;
    }

    @Override
    public void close() {
        isClosed = true;
    }
}
