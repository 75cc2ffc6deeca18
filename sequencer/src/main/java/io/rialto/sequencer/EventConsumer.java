package io.rialto.sequencer;

import org.agrona.DirectBuffer;

/**
 * Keeps something that follows from events, and how far it has come. Called on one thread, that of
 * its {@link ConsumerLoop}.
 */
public interface EventConsumer {
    /** Number of the last event whose effect is stored; asked whenever reading begins anew. */
    long sequence();

    /** The chain of the stream at {@link #sequence()}, stored with it. */
    long chain();

    /**
     * Applies a frame, an {@code EventFrame} with its message header, lent for the call. If it
     * throws, everything since the last {@link #onBatchEnd} must be as if it had not happened: it
     * is delivered again.
     */
    void onFrame(DirectBuffer frame, int offset, int length);

    /** Stores what was applied, together with sequence and chain. */
    void onBatchEnd();

    /** Something failed that is tried again: the consumer's own failure, or its storage's. */
    void onRetry(RuntimeException error);

    /** The loop has stopped: the stream was rewritten, or what comes next is no longer kept. */
    void onStopped(RuntimeException error);
}
