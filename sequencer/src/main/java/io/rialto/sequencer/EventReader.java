package io.rialto.sequencer;

import org.agrona.DirectBuffer;

/**
 * Reads the event stream in order from where it was opened, first what is recorded, then live. A
 * reader that is slow or stopped holds up nobody. Owned by one thread.
 */
public interface EventReader extends AutoCloseable {
    /**
     * Delivers up to {@code framesMax} frames and returns how many. Never blocks.
     *
     * @throws StreamRewrittenException when the stream is not a continuation of what was applied
     * @throws SequencePurgedException when the next event is no longer kept
     */
    int poll(FrameHandler handler, int framesMax);

    /** Number of the last event delivered. */
    long sequence();

    /** The chain of the stream at {@link #sequence()}: what to store beside it. */
    long chain();

    /**
     * Says that the consumer has stored all effects up to event {@code sequence}, so that what is
     * older is no longer kept for it. Cheap; may be called after every frame.
     */
    void applied(long sequence);

    /** False while the stream cannot be read; {@link #poll} goes on trying. */
    boolean isConnected();

    @Override
    void close();

    /** Takes frames; an exception from it stops the reader and reaches the caller of poll. */
    @FunctionalInterface
    interface FrameHandler {
        /** A whole {@code EventFrame} with its message header, lent for the call. */
        void onFrame(DirectBuffer frame, int offset, int length);
    }

    /** The recorded stream is not the one that the consumer has applied: it must start anew. */
    final class StreamRewrittenException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean isRestored;

        public StreamRewrittenException(String message) {
            this(message, false);
        }

        StreamRewrittenException(String message, boolean isRestored) {
            super(message);
            this.isRestored = isRestored;
        }

        /** Whether that is because the venue was restored from a backup. */
        public boolean isRestored() {
            return isRestored;
        }
    }

    /** What is recorded is not what was written; the message names file and position. */
    final class StreamDamagedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StreamDamagedException(String message) {
            super(message);
        }
    }

    /** The next event was purged; the consumer must start from a state snapshot. */
    final class SequencePurgedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final long firstSequence;

        public SequencePurgedException(String message, long firstSequence) {
            super(message);
            this.firstSequence = firstSequence;
        }

        /** The first event still kept. */
        public long firstSequence() {
            return firstSequence;
        }
    }
}
