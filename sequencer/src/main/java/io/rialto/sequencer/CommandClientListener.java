package io.rialto.sequencer;

/** Learns what becomes of a {@link CommandClient}. Called on the client's thread. */
public interface CommandClientListener {
    /** A listener that hears nothing, for tests. */
    CommandClientListener NONE = new CommandClientListener() {};

    /** The venue answers; commands are being sent. */
    default void onConnected() {}

    /** The venue cannot be reached; commands are kept and the client goes on trying. */
    default void onDisconnected(String reason) {}

    /**
     * The client has stopped for good, because the venue does not accept it any more: a newer
     * instance has opened under the same gateway id, or the venue is not the one it was. What was
     * unanswered has been told so.
     */
    default void onStopped(String reason) {}

    /** Something failed that does not stop the client, such as an answer handler that threw. */
    default void onError(Throwable error) {}
}
