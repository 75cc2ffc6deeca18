package io.rialto.sequencer;

import java.util.Optional;

/** The numbered event stream of a venue, and the state snapshots that one can start reading from. */
public interface EventStream extends AutoCloseable {
    /**
     * Opens a reader that delivers the frame after event {@code sequence} first.
     *
     * @param consumer registered name: what it still needs is not purged before a stated limit
     * @param sequence last event applied, the last of its frame; 0 for none
     * @param chain the chain of that event's frame; 0 for none
     */
    EventReader open(String consumer, long sequence, long chain);

    /** The newest complete state snapshot, if there is one. */
    Optional<StateSnapshot> newestSnapshot();

    @Override
    void close();

    /** A state snapshot: the state after event {@code sequence}. */
    interface StateSnapshot {
        /** Number of the last event that the state includes. */
        long sequence();

        /** The chain of the stream at that event. */
        long chain();

        /** Hash of the state, as {@link Machine#stateHash} gave it. */
        long stateHash();

        /** Delivers every record in the order written. */
        void read(RecordSink sink);
    }
}
