package io.rialto.gateway;

import com.google.protobuf.MessageLite;

/**
 * Where a stream's messages go, over whatever carries them. What the client has not read is
 * bounded: beyond that the stream is closed. Owned by one event loop.
 */
interface SocketWriter {
    /** The codes of RFC 6455, which other carriers translate: the endpoint's policy was violated. */
    short POLICY = 1008;

    /** The gateway ends. */
    short GOING_AWAY = 1001;

    /** Data of a type that is not taken. */
    short UNSUPPORTED = 1003;

    /** Data that does not fit the type of the message. */
    short INVALID_PAYLOAD = 1007;

    /** A message with more bytes than are taken. */
    short TOO_LARGE = 1009;

    /** Sends an encoded message. */
    void write(byte[] message);

    /** Encodes a message into what is sent next. */
    void write(MessageLite message);

    /** Closes because the client does not keep up with what it asked for, and says in what. */
    void tooSlow(String how);

    /** What was written and the client has not read. */
    long waitingBytes();

    /**
     * Has somebody called when the client has taken of what was written, wherever that was more than
     * {@link Outflow#underWayMax}. On the event loop, which may be in the midst of writing.
     */
    void onTaken(Runnable taken);

    /** Closes with a reason; nothing is written after it. */
    void close(short code, String reason);

    boolean isClosing();

    /** When something was handed to the network last, as {@link System#nanoTime} tells time. */
    long lastSentAt();

    /** Cuts off a client that does not take part in the closing. */
    void sweep(long now);
}
