package io.rialto.auditor;

import io.rialto.view.FrameSource;

/** The event stream as an auditor reads it. Called on its host's thread only. */
public interface AuditedStream extends FrameSource, AutoCloseable {
    /** Gives the auditor the state to begin with, if any; frames after that state follow. */
    void begin(Auditor auditor);

    /** Whether the stream can be read now: only then does no frame mean that there is none. */
    boolean isConnected();

    /** Nothing is read any more. */
    @Override
    void close();
}
