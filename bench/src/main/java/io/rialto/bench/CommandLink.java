package io.rialto.bench;

import io.rialto.sequencer.CommandClient;

import org.agrona.DirectBuffer;

/** A way to a node for one thread: commands there, answers back. */
interface CommandLink extends AutoCloseable {
    /** Whether the command is on its way; otherwise ask again after {@link #doWork}. */
    boolean submit(
            DirectBuffer command, int offset, int length, CommandClient.AnswerHandler handler);

    /** Sends and receives; returns how much there was of it. */
    int doWork();

    boolean isConnected();

    /** Why it ended; empty while it has not. */
    String failure();

    @Override
    void close();
}
